extension Device {
    public struct NUMANode: Codable, Hashable, Sendable {
        public var id: Int
        /// Online CPUs; none for a node that is memory alone (HBM, CXL, a graphics card's).
        public var cpus: [Int]
        public var memoryBytes: Int?
        /// To every node in order; 10 is local.
        public var distances: [Int]?

        public init(id: Int, cpus: [Int], memoryBytes: Int? = nil, distances: [Int]? = nil) {
            self.id = id
            self.cpus = cpus
            self.memoryBytes = memoryBytes
            self.distances = distances
        }
    }

    public struct Memory: Codable, Hashable, Sendable {
        public var physicalBytes: Int?
        /// The physical memory or the smallest limit, whichever is less.
        public var usableBytes: Int?
        public var swapBytes: Int?
        public var limits: [MemoryLimit] = []

        public init() {}
    }

    public struct MemoryLimit: Codable, Hashable, Sendable {
        /// The file and how far its control group lies above the process's own: `cgroup memory.max, 1 level up`.
        ///
        /// Never the group's name, which may be a user's.
        public var source: String
        public var bytes: Int

        public init(source: String, bytes: Int) {
            self.source = source
            self.bytes = bytes
        }
    }

    /// What this process may use of the machine.
    public struct Limits: Codable, Hashable, Sendable {
        public enum Constraint: String, Codable, Sendable {
            case quota, cpuset, affinity, online
        }

        /// Whole CPUs: the smallest of all limits, rounded down, at least one.
        public var usableCPUs = 1
        public var affinity: [Int]?
        public var cpuset: [Int]?
        /// Exact, as in 1.5; the tightest of all enclosing control groups.
        public var quotaCPUs: Double?
        public var allowedNodes: [Int]?
        public var bindingConstraint = Constraint.online

        public init() {}
    }
}
