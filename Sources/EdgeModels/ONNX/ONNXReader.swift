import EdgePlatform

/// Reads ONNX files, of any version of the operators up to `newestOperatorSet`, into graphs of one version.
///
/// Types and shapes are inferred on the way, as far as they can be known. Operators that are not in the table are
/// taken as they are, so that `GraphCheck` can name them all.
public enum ONNXReader {
    /// What is refused before memory is spent on it.
    public struct Limits: Sendable {
        /// The format itself ends here.
        public var bytes = 2 << 30
        /// Of all tensors together, wherever they lie.
        public var tensorBytes = 4 << 30
        public var nodes = 1 << 17
        public var values = 1 << 18
        /// Of graphs within nodes of graphs.
        public var depth = 8

        public init() {}
    }

    /// Files of newer versions are refused: their operators may mean something else.
    ///
    /// From the graph's own version up to this one no operator of the table changed its meaning: some took further
    /// types, and some attributes, which are refused by name.
    public static let newestOperatorSet = 28

    /// The network in a file, with the data files beside it.
    ///
    /// - Parameter binding: sizes for dimensions that the file leaves open, such as `batch`.
    public static func graph(
        at path: String, binding: [String: Int] = [:], limits: Limits = Limits()
    ) throws(ONNXError) -> Graph {
        try read(at: path, binding, limits, listingFaults: false).graph
    }

    private static func read(
        at path: String, _ binding: [String: Int], _ limits: Limits, listingFaults: Bool
    ) throws(ONNXError) -> (graph: Graph, faults: [GraphError]) {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let name = String(path[(slash.map { path.index(after: $0) } ?? path.startIndex)...])
        let bytes: [UInt8]
        let tree: FileTree
        do throws(FileTreeError) {
            bytes = try UserFile.bytes(of: path, limitBytes: limits.bytes)
            tree = try FileTree(root: folder)
        } catch {
            throw .file(error)
        }
        let files = ExternalFiles(folder: tree, modelName: name, limitBytes: limits.tensorBytes)
        return try graph(of: bytes, files, binding, limits, listingFaults)
    }

    /// The network in a file, and all its nodes that cannot be: behind those nothing is known.
    static func listingFaults(
        at path: String, binding: [String: Int], limits: Limits
    ) throws(ONNXError) -> (graph: Graph, faults: [GraphError]) {
        try read(at: path, binding, limits, listingFaults: true)
    }

    /// The network in bytes, all of whose tensors lie in them too.
    public static func graph(
        of bytes: [UInt8], binding: [String: Int] = [:], limits: Limits = Limits()
    ) throws(ONNXError) -> Graph {
        guard bytes.count <= limits.bytes else {
            throw .tooLarge(bytes: bytes.count, limitBytes: limits.bytes)
        }
        let files = ExternalFiles(folder: nil, modelName: "", limitBytes: limits.tensorBytes)
        return try graph(of: bytes, files, binding, limits, false).graph
    }

    private static func graph(
        of bytes: [UInt8], _ files: ExternalFiles, _ binding: [String: Int], _ limits: Limits,
        _ listsFaults: Bool
    ) throws(ONNXError) -> (graph: Graph, faults: [GraphError]) {
        let model = try ModelMessage(bytes)
        for (domain, version) in model.operatorSets where domain.isEmpty && version > newestOperatorSet {
            throw .tooNew(domain: domain, version: version, known: newestOperatorSet)
        }
        var context = ReadingContext(limits: limits, files: files)
        let message = try GraphMessage(model.graph, &context)
        if let node = message.nodes.first(where: { model.functions.contains($0.operation) }) {
            throw .ownFunction(node.operation, node: node.name)
        }
        var assembly = GraphAssembly(
            name: message.name, operatorSets: model.operatorSets, listsFaults: listsFaults)
        var graph = try assembly.graph(of: message, binding: binding)
        graph.properties = model.properties
        return (graph, assembly.faults)
    }
}
