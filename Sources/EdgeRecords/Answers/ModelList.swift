/// The models that the program knows: its own and the user's.
public struct ModelList: VersionedRecord {
    public static let schemaName = "edgeplan.models/1"

    public var schema = ModelList.schemaName
    public var models: [Model]

    public init(models: [Model]) {
        self.models = models
    }
}
