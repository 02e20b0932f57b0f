/// What was measured of one model file on this device, whatever the file is called.
public struct KeptAccuracies: VersionedRecord {
    public static let schemaName = "edgeplan.accuracies/1"

    public var schema = KeptAccuracies.schemaName
    /// The file's, as `sha256:` and its digits.
    public var hash: String
    public var entries: [Entry] = []

    /// One file may run at several precisions.
    public struct Entry: Codable, Hashable, Sendable {
        public var precision: Precision
        public var accuracies: [Accuracy]

        public init(precision: Precision, accuracies: [Accuracy]) {
            self.precision = precision
            self.accuracies = accuracies
        }
    }

    public init(hash: String) {
        self.hash = hash
    }

    /// Adds one, in place of what was measured the same way before.
    public mutating func keep(_ accuracy: Accuracy, at precision: Precision) {
        let place = entries.firstIndex { $0.precision == precision }
        if let place { return entries[place].accuracies.keep(accuracy) }
        entries.append(Entry(precision: precision, accuracies: [accuracy]))
    }

    public func accuracies(at precision: Precision) -> [Accuracy] {
        entries.first { $0.precision == precision }?.accuracies ?? []
    }
}
