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
        /// On what it runs models.
        public var routes: [EngineRoute] = []

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

/// One way to run a model on an engine: what it hands the model to, and on what kind of processor that is.
public struct EngineRoute: Codable, Hashable, Sendable {
    /// Nil for the engine's own kernels.
    public var provider: String?
    public var placement: Candidate.Placement
    /// Whether the library that was opened has it.
    public var isOffered: Bool
    /// Whether it can be used on this device too.
    public var isUsable: Bool
    /// Why it cannot be used.
    public var reason: String?

    public init(_ provider: String?, _ placement: Candidate.Placement, reason: String? = nil) {
        (self.provider, self.placement) = (provider, placement)
        self.reason = reason
        isOffered = false
        isUsable = false
    }

    public static let own = EngineRoute(nil, .cpu)

    /// As it is asked for.
    public var name: String { provider.map { "\($0) on \(placement.rawValue)" } ?? placement.rawValue }
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
