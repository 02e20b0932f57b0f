import EdgeModels
import EdgePlatform

/// The user's own data as requests, one after the other and then from the start again.
///
/// A request begins with the bytes of a file in memory, as a camera or a socket would hand them over, and ends with its
/// answer: what decodes them, makes them the model's input and reads its outputs belongs to it, and is timed apart.
final class RequestLine {
    private let files: [(path: String, bytes: [UInt8])]
    private let reader: InputFile
    private let input: TensorPort
    private let best: Int?
    private var next = 0
    /// So that no answer is left out as useless.
    private(set) var answers = 0

    private static let fileLimitBytes = 256 << 20
    private static let limitBytes = 1 << 30

    init(_ data: InputData, for model: any LoadedModel) throws {
        guard model.inputs.count == 1, let input = model.inputs.first else {
            throw EngineError.badInput(
                name: model.inputs.map(\.name).joined(separator: ", "),
                why: "data of one's own is for models of one input")
        }
        self.input = input
        best = data.best
        reader = try InputFile(record: data.preprocessing)
        var files: [(String, [UInt8])] = []
        var left = Self.limitBytes
        for path in data.files {
            let bytes = try UserFile.bytes(of: path, limitBytes: min(Self.fileLimitBytes, left))
            left -= bytes.count
            files.append((path, bytes))
        }
        guard !files.isEmpty else { throw EngineError.badInput(name: input.name, why: "there is no file of it") }
        self.files = files
    }

    /// Makes the next file the model's input.
    func prepare(_ model: any LoadedModel) throws {
        let file = files[next % files.count]
        next += 1
        let tensors = try reader.tensors(in: file.bytes, named: file.path)
        guard let tensor = (tensors.first { $0.name == input.name } ?? tensors.first)?.tensor else {
            throw EngineError.badInput(name: input.name, why: "\(file.path) holds no tensor")
        }
        let bytes = TensorBytes.bytes(of: tensor.elements)
        guard tensor.type == input.type, bytes.count == input.bytes else {
            throw EngineError.badInput(
                name: input.name,
                why: "it takes \(input.type.rawValue) in \(input.shape), and \(file.path) gives "
                    + "\(tensor.type.rawValue) in \(tensor.shape)")
        }
        try model.write(bytes, toInput: 0)
    }

    /// Takes the answer of the last run.
    func read(_ model: any LoadedModel) throws {
        guard let best else {
            for place in model.outputs.indices { answers &+= try model.output(place).bytes.count }
            return
        }
        let (port, bytes) = try model.output(0)
        guard port.type == .f32 else { return answers &+= bytes.count }
        for place in Self.highest(best, of: TensorBytes.floats(bytes)) { answers &+= place }
    }

    /// The places of the highest scores, the highest first.
    static func highest(_ count: Int, of scores: [Float]) -> [Int] {
        var found: [Int] = []
        for (place, score) in scores.enumerated() where !score.isNaN {
            if found.count == count, let last = found.last, !(score > scores[last]) { continue }
            let position = found.firstIndex { score > scores[$0] } ?? found.count
            found.insert(place, at: position)
            if found.count > count { found.removeLast() }
        }
        return found
    }
}
