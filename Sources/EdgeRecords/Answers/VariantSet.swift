/// The variants that were made of a model, and those that were not worth keeping.
public struct VariantSet: VersionedRecord {
    public static let schemaName = "edgeplan.variants/1"

    public var schema = VariantSet.schemaName
    public var kept: [Kept] = []
    public var dropped: [Dropped] = []

    public init() {}

    public struct Kept: Codable, Hashable, Sendable {
        public var path: String
        public var card: VariantCard

        public init(path: String, card: VariantCard) {
            self.path = path
            self.card = card
        }
    }

    public struct Dropped: Codable, Hashable, Sendable {
        public var precision: Precision
        public var reason: String

        public init(_ precision: Precision, reason: String) {
            self.precision = precision
            self.reason = reason
        }
    }
}
