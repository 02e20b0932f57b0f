/// What a model gave when it was run once.
public struct ModelOutputs: VersionedRecord {
    public static let schemaName = "edgeplan.outputs/1"

    public struct Output: Codable, Hashable, Sendable {
        public var name: String
        /// Of an element, such as `f32`.
        public var type: String
        public var shape: [Int]
        /// Where its numbers were written; nil if nobody asked for them.
        public var file: String?

        public init(name: String, type: String, shape: [Int], file: String?) {
            (self.name, self.type, self.shape, self.file) = (name, type, shape, file)
        }
    }

    public var schema = ModelOutputs.schemaName
    public var outputs: [Output]
    /// Steps that our own engine ran by kernels, and as their operators are defined; nil if it was not asked.
    public var kernelLayers: Int?
    public var plainLayers: Int?
    /// What a model for speech has heard.
    public var text: String?

    public init(outputs: [Output]) {
        self.outputs = outputs
    }
}
