extension Device {
    /// Something beside the processor that could run a model.
    public struct Accelerator: Codable, Hashable, Sendable {
        public enum Kind: String, Codable, Sendable {
            case gpu, npu, tpu, vpu, dsp, unknown
        }

        public enum Bus: String, Codable, Sendable {
            case pci, usb, platform
        }

        public var kind: Kind
        public var vendor: String?
        public var name: String?
        public var bus: Bus
        /// `10de:2330` on PCI and USB, the device tree's `compatible` otherwise.
        public var identifier: String
        /// The PCI class, as in `0x030200`.
        public var `class`: String?
        public var driver: String?
        public var driverVersion: String?
        public var onBus = true
        public var driverBound = false
        /// Nil where nothing says: a captured tree without device nodes.
        public var nodeOpenable: Bool?
        public var runtimePresent: Bool?
        public var usable = false
        /// Why it is not usable, and what mends it; nil when usable.
        public var reason: String?
        public var memoryBytes: Int?
        /// NVIDIA's, as in `9.0`.
        public var computeCapability: String?

        public init(kind: Kind, bus: Bus, identifier: String) {
            self.kind = kind
            self.bus = bus
            self.identifier = identifier
        }
    }

    public struct EnergyCounter: Codable, Hashable, Sendable {
        public var name: String
        /// Whether two reads with work between them differed; nil, with a reason, if that was not tried.
        public var moves: Bool?
        public var reason: String?

        public init(name: String, moves: Bool?, reason: String? = nil) {
            self.name = name
            self.moves = moves
            self.reason = reason
        }
    }

    public struct ThermalZone: Codable, Hashable, Sendable {
        public var zone: String
        /// The lowest temperature at which the system acts (passive, hot or critical).
        public var tripMillidegrees: Int?
        public var temperatureMillidegrees: Int?

        public init(zone: String, tripMillidegrees: Int?, temperatureMillidegrees: Int?) {
            self.zone = zone
            self.tripMillidegrees = tripMillidegrees
            self.temperatureMillidegrees = temperatureMillidegrees
        }
    }

    public struct Battery: Codable, Hashable, Sendable {
        public var name: String
        /// What it is doing: `discharging`, `charging` or `full`.
        public var status: String?
        public var chargePercent: Int?

        public init(name: String, status: String?, chargePercent: Int?) {
            self.name = name
            self.status = status
            self.chargePercent = chargePercent
        }
    }
}
