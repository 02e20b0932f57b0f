public import EdgePlatform
import EdgeRecords

/// Reads OpenVINO's own form as far as is to be known before the engine runs it.
public enum IRReader {
    /// What is refused before memory is spent on it.
    public struct Limits: Sendable {
        public var bytes = 512 << 20
        public var layers = 1 << 18
        /// Sizes of all ports together.
        public var numbers = 1 << 22

        public init() {}
    }

    /// Both files: the description, and beside it the numbers.
    public struct Pair: Sendable {
        public let file: IRFile
        public let bytes: Int
        public let weightsPath: String
        /// Of the second file, beyond what the description uses: it may be another export's.
        public let unusedBytes: Int

        /// What is to be known of the two that no record has a place for.
        public var remarks: [String] {
            let place = "its numbers lie in \(weightsPath)"
            guard unusedBytes > 0 else { return [place] }
            return [place, "\(unusedBytes) bytes at the end of \(weightsPath) are not used: is it of another export?"]
        }
    }

    /// Where the numbers of a description lie.
    public static func weights(of path: String) -> String {
        (path.hasSuffix(".xml") ? String(path.dropLast(4)) : path) + ".bin"
    }

    /// Of both files together.
    ///
    /// - Returns: `sha256:` and the digits.
    public static func hash(of path: String) throws(FileTreeError) -> String {
        let hashes = try UserFile.hash(of: path) + UserFile.hash(of: weights(of: path))
        return "sha256:" + SHA256.hex(of: hashes.utf8)
    }

    /// - Throws: Also if the second file is missing or too short.
    public static func pair(at path: String, limits: Limits = Limits()) throws(IRError) -> Pair {
        let weights = weights(of: path)
        let bytes: [UInt8]
        do throws(FileTreeError) { bytes = try UserFile.bytes(of: path, limitBytes: limits.bytes) } catch {
            throw .file(error)
        }
        let file = try file(of: bytes, limits: limits)
        let there: Int
        do throws(FileTreeError) { there = try UserFile.head(of: weights, count: 0).fileBytes } catch {
            throw .noWeights(path: weights, error)
        }
        guard there >= file.weightsEnd else {
            throw .shortWeights(path: weights, bytes: there, needed: file.weightsEnd)
        }
        return Pair(
            file: file, bytes: bytes.count + there, weightsPath: weights, unusedBytes: there - file.weightsEnd)
    }

    public static func file(of bytes: [UInt8], limits: Limits = Limits()) throws(IRError) -> IRFile {
        guard bytes.count <= limits.bytes else { throw .tooMany("bytes", limit: limits.bytes) }
        var assembly = IRAssembly(limits)
        var reader = XMLReader(bytes)
        do throws(XMLReader.Fault) {
            while let event = try reader.next() {
                do throws(IRError) { try assembly.take(event) } catch {
                    assembly.failure = error
                    break
                }
            }
        } catch {
            throw .damaged(offset: reader.offset, why: error.why)
        }
        if let failure = assembly.failure { throw failure }
        guard assembly.isNetwork else { throw .notThis }
        guard !assembly.layers.isEmpty else { throw .noNetwork }
        return IRFile(assembly.layers)
    }
}

/// Collects the main network's layers; bodies of loops and branches are counted in none.
struct IRAssembly {
    private let limits: IRReader.Limits
    private(set) var layers: [IRLayer] = []
    private(set) var isNetwork = false
    var failure: IRError?
    private var path: [String] = []
    private var numbers = 0

    /// No file is longer.
    private static let placeAtMost = 1 << 40

    init(_ limits: IRReader.Limits) { self.limits = limits }

    mutating func take(_ event: XMLReader.Event) throws(IRError) {
        switch event {
        case .start(let name, let attributes):
            path.append(name)
            try begin(attributes)
        case .end: path.removeLast()
        case .text(let words): if path.last == "dim" { try add(words) }
        }
    }

    private mutating func begin(_ attributes: [String: String]) throws(IRError) {
        switch path {
        case ["net"]:
            let version = attributes["version"] ?? ""
            guard let number = Int(version), (10...11).contains(number) else { throw .version(version) }
            isNetwork = true
        case ["net", "layers", "layer"]:
            guard layers.count < limits.layers else { throw .tooMany("layers", limit: limits.layers) }
            guard let name = attributes["name"], let type = attributes["type"] else {
                throw .badLayer(name: attributes["name"] ?? "", why: "it has no name or no type")
            }
            layers.append(IRLayer(name: name, type: type, outputName: attributes["output_names"]))
        case ["net", "layers", "layer", "data"]: try store(attributes)
        case ["net", "layers", "layer", "input", "port"]: layer { $0.inputs.append(Self.port(attributes)) }
        case ["net", "layers", "layer", "output", "port"]: layer { $0.outputs.append(Self.port(attributes)) }
        default: break
        }
    }

    private mutating func layer(_ change: (inout IRLayer) -> Void) {
        guard !layers.isEmpty else { return }
        change(&layers[layers.count - 1])
    }

    private static func port(_ attributes: [String: String]) -> IRLayer.Port {
        IRLayer.Port(
            type: attributes["precision"] ?? "",
            name: attributes["names"]?.split(separator: ",").first.map(String.init))
    }

    private mutating func store(_ attributes: [String: String]) throws(IRError) {
        guard let last = layers.last, last.type == "Const" else { return }
        let shape = (attributes["shape"] ?? "").split { $0 == "," || $0 == " " }.map { Int($0) ?? -1 }
        guard let offset = Int(attributes["offset"] ?? ""), let size = Int(attributes["size"] ?? ""),
            (0...Self.placeAtMost).contains(offset), (0...Self.placeAtMost).contains(size),
            shape.allSatisfy({ $0 >= 0 })
        else { throw .badLayer(name: last.name, why: "where its numbers lie makes no sense") }
        try count(shape.count)
        layer { layer in
            layer.storedType = (attributes["element_type"] ?? "").lowercased()
            (layer.storedShape, layer.storedOffset, layer.storedBytes) = (shape, offset, size)
        }
    }

    private mutating func add(_ words: String) throws(IRError) {
        guard path.count == 6, Array(path.prefix(3)) == ["net", "layers", "layer"] else { return }
        guard let size = Int(words), size >= -1 else {
            throw .badLayer(name: layers.last?.name ?? "", why: "a size is \(words.prefix(20))")
        }
        try count(1)
        let isOutput = path[3] == "output"
        layer { layer in
            if isOutput, !layer.outputs.isEmpty { layer.outputs[layer.outputs.count - 1].sizes.append(size) }
            if !isOutput, !layer.inputs.isEmpty { layer.inputs[layer.inputs.count - 1].sizes.append(size) }
        }
    }

    private mutating func count(_ more: Int) throws(IRError) {
        numbers += more
        guard numbers <= limits.numbers else { throw .tooMany("sizes", limit: limits.numbers) }
    }
}
