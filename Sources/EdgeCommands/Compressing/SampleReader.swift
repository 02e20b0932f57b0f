import EdgeCompressing
import EdgeModels
import EdgePlatform
import EdgeRecords

/// Reads what a network is calibrated with, or compared on: a folder of pictures or arrays, or one file of arrays.
struct SampleReader {
    let graph: Graph
    let file: InputFile

    private static let endings: Set<String> = ["png", "jpg", "jpeg", "npy", "npz", "pb", "safetensors"]
    private static let samplesAtMost = 1 << 16
    private static let bytesAtMost = 4 << 30

    func samples(at path: String) throws -> SampleSet {
        if let pictures = LabelledData.calibrationPictures(at: path) { return try self.pictures(in: pictures) }
        let files = try files(at: path)
        guard !files.isEmpty else { throw SampleError.nothingThere(path: path) }
        var samples: [Sample] = []
        var digests = ""
        var bytes = 0
        for file in files {
            let content = try UserFile.bytes(of: file, limitBytes: 2 << 30)
            digests += SHA256.hex(of: content)
            for sample in try self.samples(in: file, content) {
                bytes += sample.tensors.values.reduce(0) { $0 + $1.count * $1.type.bits / 8 }
                guard samples.count < Self.samplesAtMost, bytes <= Self.bytesAtMost else {
                    throw SampleError.tooMuch(path: path)
                }
                samples.append(sample)
            }
        }
        let folder = path.split(separator: "/").last.map(String.init) ?? path
        return SampleSet(
            samples: samples, source: "\(folder), \(files.count) file\(files.count == 1 ? "" : "s")",
            hash: "sha256:" + SHA256.hex(of: digests.utf8))
    }

    /// Of a file with thousands of pictures so many, evenly over all.
    private static let picturesAtMost = 512

    /// Pictures of the MNIST family; what they show is of no interest here.
    private func pictures(in path: String) throws -> SampleSet {
        guard let preprocessing = file.pictures else { throw PreprocessingError.missing("width and height") }
        guard let input = graph.inputs.first.map({ graph[$0].name }), graph.inputs.count == 1 else {
            throw CompressionError.badSample(
                path, why: "it holds one picture after another, and the model has several inputs")
        }
        let data = try LabelledData(at: path)
        let places = data.places(atMost: Self.picturesAtMost)
        let samples = try places.compactMap { place -> Sample? in
            guard case .picture(let picture) = try data.sample(at: place).content else { return nil }
            return Sample(name: data.place(of: place), tensors: [input: preprocessing.tensor(of: picture)])
        }
        return SampleSet(
            samples: samples, source: "\(data.name), \(samples.count) of \(data.count) pictures", hash: try data.hash())
    }

    /// The files of a folder whose endings tell that they can be read, in the order of their names.
    private func files(at path: String) throws -> [String] {
        if Self.endings.contains(ending(of: path)) { return [path] }
        guard let names = try names(in: path) else { throw SampleError.missing(path: path) }
        let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
        return names.filter { Self.endings.contains(ending(of: $0)) && !$0.hasPrefix(".") }.map { folder + "/" + $0 }
    }

    /// Nil if there is no such folder.
    private func names(in path: String) throws -> [String]? {
        do {
            return try FileTree(root: path).names(in: "/")
        } catch {
            if case .missing = error { return nil }
            throw error
        }
    }

    private func ending(of path: String) -> String {
        guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return "" }
        return path[path.index(after: dot)...].lowercased()
    }

    private func samples(in path: String, _ content: [UInt8]) throws -> [Sample] {
        let given = try file.tensors(in: content, named: path)
        let inputs = graph.inputs.map { graph[$0] }
        var tensors: [String: Tensor] = [:]
        for (name, tensor) in given {
            if let name, inputs.contains(where: { $0.name == name }) {
                tensors[name] = tensor
            } else if inputs.count == 1 {
                tensors[inputs[0].name] = tensor
            }
        }
        if let missing = inputs.first(where: { tensors[$0.name] == nil }) {
            throw CompressionError.badSample(path, why: "it holds nothing for the model's input \(missing.name)")
        }
        let counts = try Set(inputs.map { try rows(tensors[$0.name], for: $0, path) })
        guard counts.count == 1, let count = counts.first else {
            throw CompressionError.badSample(path, why: "its arrays hold different numbers of inputs")
        }
        guard count != 1 else { return [Sample(name: path, tensors: tensors.mapValues { $0 })] }
        return try (0..<count).map { row in
            Sample(
                name: "\(path), row \(row + 1)",
                tensors: try tensors.mapValues { try $0.row(row, of: count) })
        }
    }

    /// How many inputs an array holds one after another.
    private func rows(_ tensor: Tensor?, for input: Value, _ path: String) throws -> Int {
        guard let tensor else { return 0 }
        guard tensor.type == input.type ?? tensor.type else {
            throw CompressionError.badSample(
                path, why: "it holds \(tensor.type.rawValue), and \(input.name) takes \(input.type?.rawValue ?? "f32")")
        }
        guard let shape = input.shape else { return 1 }
        let wanted = shape.map { $0.size.map(String.init) ?? "?" }.joined(separator: "×")
        let fits =
            tensor.shape.count == shape.count && !shape.isEmpty
            && zip(tensor.shape, shape).dropFirst().allSatisfy { $0.0 == $0.1.size ?? $0.0 }
        guard fits || shape.isEmpty && tensor.shape.isEmpty else {
            let found = tensor.shape.map(String.init).joined(separator: "×")
            throw CompressionError.badSample(path, why: "it is \(found), and \(input.name) takes \(wanted)")
        }
        guard let first = shape.first, let given = tensor.shape.first else { return 1 }
        let size = first.size ?? 1
        guard size > 0, given > 0, given % size == 0 else {
            throw CompressionError.badSample(path, why: "it holds \(given) rows, and \(input.name) takes \(wanted)")
        }
        return given / size
    }
}

extension Tensor {
    fileprivate func row(_ number: Int, of count: Int) throws -> Tensor {
        var shape = shape
        shape[0] /= count
        let size = self.count / count
        return try Tensor(
            shape: shape, elements: elements.picking(Array(number * size..<(number + 1) * size)))
    }
}

/// Why there is nothing to calibrate with.
enum SampleError: ExplainedError {
    case missing(path: String)
    case nothingThere(path: String)
    case tooMuch(path: String)

    var what: String { "\(path) cannot be calibrated with" }
    var `where`: String { path }

    var why: String {
        switch self {
        case .missing: "there is no such folder or file"
        case .nothingThere: "it holds no file of a known ending: png, jpg, npy, npz, pb, safetensors"
        case .tooMuch: "it holds more inputs than are kept at once"
        }
    }

    var remedy: String {
        switch self {
        case .missing: "check the path"
        case .nothingThere: "put pictures or arrays there; 100 that are like those of later use are a good number"
        case .tooMuch: "use fewer: some hundreds are enough"
        }
    }

    private var path: String {
        switch self {
        case .missing(let path), .nothingThere(let path), .tooMuch(let path): path
        }
    }
}
