/// What all parts of a file are read with.
struct ReadingContext {
    let limits: ONNXReader.Limits
    var files: ExternalFiles
    /// How many graphs lie around the one that is read.
    private(set) var depth = 0

    init(limits: ONNXReader.Limits, files: ExternalFiles) {
        self.limits = limits
        self.files = files
    }

    /// Reads a graph that lies within a node of another.
    mutating func inner(_ message: ProtobufReader) throws(ONNXError) -> GraphMessage {
        guard depth < limits.depth else { throw .tooMany("graphs within each other", limit: limits.depth) }
        depth += 1
        defer { depth -= 1 }
        return try GraphMessage(message, &self)
    }
}
