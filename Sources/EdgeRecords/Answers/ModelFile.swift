/// A model that was written to a file.
public struct ModelFile: VersionedRecord {
    public static let schemaName = "edgeplan.modelfile/1"

    public var schema = ModelFile.schemaName
    public var path: String
    /// Such as `mobilenet-v2/int8`.
    public var variant: String
    /// As `sha256:` and its digits.
    public var hash: String
    public var modelBytes: Int

    public init(path: String, variant: String, hash: String, modelBytes: Int) {
        self.path = path
        self.variant = variant
        self.hash = hash
        self.modelBytes = modelBytes
    }
}
