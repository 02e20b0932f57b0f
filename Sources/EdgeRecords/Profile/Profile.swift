/// A device, its ceilings, its measurements and the conditions they were taken under: one file.
public struct Profile: VersionedRecord {
    public static let schemaName = "edgeplan.profile/1"

    public var schema = Profile.schemaName
    public var device: Device
    public var program: Program
    public var conditions: Conditions
    public var ceilings: [Ceiling] = []
    public var kernels: [KernelMeasurement] = []
    public var measurements: [Measurement] = []
    /// Nil unless only what could change the answer was measured.
    public var race: RaceSummary?
    /// Nil where all that was asked for became candidates.
    public var leftOut: [LeftOut]?

    public init(device: Device, program: Program, conditions: Conditions) {
        self.device = device
        self.program = program
        self.conditions = conditions
    }

    /// The program that measured.
    public struct Program: Codable, Hashable, Sendable {
        public var version: String
        public var build: Build

        public init(version: String, build: Build) {
            self.version = version
            self.build = build
        }
    }

    public enum Build: String, Codable, CaseIterable, Sendable {
        case release, debug
    }
}
