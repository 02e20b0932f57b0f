extension Device {
    public struct Processor: Codable, Hashable, Sendable {
        /// A readable name of the maker, such as `AMD` or `Arm`.
        public var vendor: String?
        /// As the processor says it: `AuthenticAMD`, or an Arm implementer such as `0x41`.
        public var vendorIdentifier: String?
        public var name: String?
        public var microarchitecture: String?
        public var packages: Int?
        /// Cores with at least one CPU online.
        public var physicalCores: Int?
        /// CPUs online.
        public var logicalCPUs = 0
        public var onlineCPUs: [Int] = []
        public var offlineCPUs: [Int] = []
        /// RISC-V's own text, unchanged.
        public var isaText: String?
        public var coreKinds: [CoreKind] = []
        /// The online CPUs of each physical core.
        public var cores: [[Int]] = []
        /// The online CPUs of each package; empty where the number of packages is unknown.
        public var packageCPUs: [[Int]] = []
        /// CPUs that share a last private cache or are named a cluster by the kernel.
        public var clusters: [[Int]] = []
        public var features: [Feature] = []
        /// The length of an SVE register, where there is one.
        public var vectorBytes: Int?
        public var caches: [Cache] = []
        /// The first online CPU's frequency governor, such as `performance`.
        public var governor: String?
        public var boostEnabled: Bool?

        public init() {}
    }

    /// Cores of one design and one clock ceiling.
    public struct CoreKind: Codable, Hashable, Sendable {
        public enum Basis: String, Codable, Sendable {
            case midr, pmu, capacity, frequency, cache, uniform, unknown
            case intelLeaf = "cpuid-1a"
            case amdLeaf = "cpuid-80000026"
        }

        /// `performance`, `efficiency`, `lowPower`, `dense`, `prime`, `big`, `middle`, `little`, `uniform` or `unknown`.
        public var name: String
        public var basis: Basis
        /// The design, where it is known: `Cortex-A78AE`.
        public var design: String?
        public var physicalCores: Int
        public var cpus: [Int]
        public var maxMegahertz: Int?
        /// Kernel names of what these cores offer (executed, else enabled, else advertised).
        public var features: [String] = []

        public init(name: String, basis: Basis, physicalCores: Int, cpus: [Int]) {
            self.name = name
            self.basis = basis
            self.physicalCores = physicalCores
            self.cpus = cpus
        }
    }

    /// One instruction set extension in its three states; nil is unknown.
    public struct Feature: Codable, Hashable, Sendable {
        /// The Linux kernel's own name: `avx512_vnni`, `asimddp`.
        public var name: String
        /// The processor says that it has it.
        public var advertised: Bool?
        /// The system saves its registers and lets programs use it.
        public var enabled: Bool?
        /// A child ran one of its instructions here.
        public var executed: Bool?

        public init(name: String, advertised: Bool?, enabled: Bool? = nil, executed: Bool? = nil) {
            self.name = name
            self.advertised = advertised
            self.enabled = enabled
            self.executed = executed
        }

        /// What to believe: executed, else enabled, else advertised.
        public var isUsable: Bool { executed ?? enabled ?? advertised ?? false }
    }

    /// One instance of a cache.
    public struct Cache: Codable, Hashable, Sendable {
        public enum Kind: String, Codable, Sendable {
            case data, instruction, unified
        }

        public var level: Int
        public var kind: Kind
        public var bytes: Int?
        /// The online CPUs behind it.
        public var sharedBy: [Int]
        public var lineBytes: Int?
        /// In a virtual machine the last level belongs to the host and its other guests too.
        public var sharedWithHost = false

        public init(level: Int, kind: Kind, bytes: Int?, sharedBy: [Int], lineBytes: Int? = nil) {
            self.level = level
            self.kind = kind
            self.bytes = bytes
            self.sharedBy = sharedBy
            self.lineBytes = lineBytes
        }
    }
}
