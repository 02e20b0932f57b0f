/// The engines that the program has adapters for, and which of them can be used here.
public struct EngineList: VersionedRecord {
    public static let schemaName = "edgeplan.engines/1"

    public var schema = EngineList.schemaName
    public var engines: [Engine]

    public init(engines: [Engine]) {
        self.engines = engines
    }

    public struct Engine: Codable, Hashable, Sendable {
        public var name: EngineName
        /// Part of this program: nothing has to be found.
        public var isBuiltIn: Bool
        /// Nil if it was found nowhere.
        public var library: String?
        public var libraryHash: String?
        /// As it says itself, when it was opened.
        public var version: String?
        public var isUsable: Bool
        /// Why it is not usable.
        public var reason: String?
        /// How files are written that it reads.
        public var formats: [ModelFormat] = []
        public var precisions: [Precision]
        public var lookedIn: [Place] = []
        /// What `engines install` takes.
        public var package: String?
        public var knownBad: [KnownFault] = []

        public init(_ name: EngineName, isBuiltIn: Bool, precisions: [Precision]) {
            self.name = name
            self.isBuiltIn = isBuiltIn
            self.precisions = precisions
            isUsable = false
        }
    }

    /// Where a library was looked for; the first place that has one wins.
    public struct Place: Codable, Hashable, Sendable {
        public var kind: String
        public var path: String
        public var found: [String]

        public init(kind: String, path: String, found: [String]) {
            self.kind = kind
            self.path = path
            self.found = found
        }
    }
}

/// What is known to go wrong with an engine, and what to do about it.
public struct KnownFault: Codable, Hashable, Sendable {
    public var what: String
    public var remedy: String

    public init(what: String, remedy: String) {
        self.what = what
        self.remedy = remedy
    }
}
