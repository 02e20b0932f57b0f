import EdgePlatform
import EdgeRecords

/// Reads TensorFlow Lite files as far as is to be known before an engine runs them: what enters and leaves, how numbers
/// are stored, which operators there are, and what they have to do.
///
/// Engines take the files as they are, and some of them crash on damaged ones: whatever a file refers to is looked up
/// here first.
public enum TFLiteReader {
    /// What is refused before memory is spent on it.
    public struct Limits: Sendable {
        /// The format itself ends here.
        public var bytes = 2 << 30
        public var networks = 1 << 10
        /// Of all networks together, as all that follow.
        public var tensors = 1 << 18
        public var operators = 1 << 17
        public var buffers = 1 << 18
        /// Sizes, places and scales that are read.
        public var numbers = 1 << 22
        public var textBytes = 16 << 20

        public init() {}
    }

    public static func file(at path: String, limits: Limits = Limits()) throws(TFLiteError) -> TFLiteFile {
        try file(of: try bytes(at: path, limits: limits), limits: limits)
    }

    public static func bytes(at path: String, limits: Limits = Limits()) throws(TFLiteError) -> [UInt8] {
        do throws(FileTreeError) { return try UserFile.bytes(of: path, limitBytes: limits.bytes) } catch {
            throw .file(error)
        }
    }

    public static func file(of bytes: [UInt8], limits: Limits = Limits()) throws(TFLiteError) -> TFLiteFile {
        guard bytes.count <= limits.bytes else { throw .tooLarge(bytes: bytes.count, limitBytes: limits.bytes) }
        guard let root = try FlatTable.root(of: bytes, mark: "TFL3") else { throw .notThis }
        var assembly = TFLiteAssembly(limits: limits, fileBytes: bytes.count)
        let networks = try assembly.networks(of: root)
        guard let main = networks.first else { throw .noNetwork }
        let signature = try assembly.signature(of: root, main)
        let about = try assembly.about(root)
        return TFLiteFile(networks, main, signature, about)
    }
}

/// One network of a file.
struct TFLiteNetwork {
    let tensors: [TFLiteTensor]
    let inputs: [Int]
    let outputs: [Int]
    let operators: [TFLiteOperator]
}

/// What a signature calls the main network's inputs and outputs, by their tensors.
struct TFLiteSignature {
    var inputs: [Int: String] = [:]
    var outputs: [Int: String] = [:]
}

/// What whoever made the file says of it.
struct TFLiteAbout {
    var description: String?
    var name: String?
    var author: String?
    var licence: String?
    var leastRuntime: String?
}
