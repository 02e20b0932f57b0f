/// What was probed: hardware, operating system and limits.
///
/// It names nobody: no serial number, host name or address. `nil` means unknown; `unknowns` then says why.
public struct Device: VersionedRecord {
    public static let schemaName = "edgeplan.device/1"

    public var schema = Device.schemaName
    /// The readable start and hash of `classKey`.
    public var `class` = ""
    public var classKey = ""
    /// As `uname -m` writes it: `x86_64`, `aarch64`, `riscv64`.
    public var architecture: String?
    public var machine = Machine()
    public var operatingSystem = OperatingSystem()
    public var processor = Processor()
    public var numaNodes: [NUMANode] = []
    public var memory = Memory()
    public var limits = Limits()
    public var accelerators: [Accelerator] = []
    public var energyCounters: [EnergyCounter] = []
    public var thermal: [ThermalZone] = []
    public var batteries: [Battery] = []
    public var warnings: [Warning] = []
    public var unknowns: [Unknown] = []
    public var evidence: [Evidence] = []

    public init() {}
}

extension Device {
    public struct Machine: Codable, Hashable, Sendable {
        public var vendor: String?
        public var product: String?
        /// The hypervisor below this system: `kvm`, `microsoft`, `vmware`, …; nil on bare metal or where nothing says.
        public var virtualization: String?
        /// What this system runs in: `docker`, `podman`, `kubernetes`, `lxc`, `wsl` or the like.
        public var container: String?

        public init() {}
    }

    public struct OperatingSystem: Codable, Hashable, Sendable {
        public var name: String?
        public var kernel: String?
        public var libc: String?

        public init() {}
    }

    /// A fact that could not be found out, with the reason.
    public struct Unknown: Codable, Hashable, Sendable {
        /// A path in this record, such as `processor.packages`.
        public var fact: String
        public var reason: String

        public init(fact: String, reason: String) {
            self.fact = fact
            self.reason = reason
        }
    }

    /// Where a fact of this record came from, and who said otherwise.
    public struct Evidence: Codable, Hashable, Sendable {
        /// A path in this record, such as `processor.physicalCores`.
        public var fact: String
        public var value: String
        public var from: String
        public var disagreements: [Disagreement]

        public init(fact: String, value: String, from: String, disagreements: [Disagreement] = []) {
            self.fact = fact
            self.value = value
            self.from = from
            self.disagreements = disagreements
        }
    }

    public struct Disagreement: Codable, Hashable, Sendable {
        public var from: String
        public var value: String

        public init(from: String, value: String) {
            self.from = from
            self.value = value
        }
    }
}
