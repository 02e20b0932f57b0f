import CEdgeKernels

/// An instruction set that kernels are written for.
public enum InstructionSet: Int32, CaseIterable, Sendable {
    case scalar, avx2, avxvnni, avx512, avx512vnni, avx512bf16, avx512fp16, amxint8, amxbf16
    case neon, dotprod, i8mm, neonbf16, sve

    /// The short name of records and options: `avx512vnni`.
    public var name: String { "\(self)" }

    public init?(name: some StringProtocol) {
        guard let found = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }

    /// Whether this processor has it, the system saves its registers, and nothing restricted it.
    public var isAvailable: Bool { ep_isa_available() & bit != 0 }

    public static var available: [InstructionSet] { allCases.filter(\.isAvailable) }

    /// Leaves only these and scalar for the rest of the process: what the probe saw executed, or what a user asked for.
    public static func restrict(to allowed: some Sequence<InstructionSet>) {
        ep_isa_restrict(allowed.reduce(0) { $0 | $1.bit })
    }

    /// Does something with only these and scalar, as a lesser processor would; for all threads of the process.
    ///
    /// What is planned or compiled inside keeps to them afterwards.
    package static func limited<Answer, Failure: Error>(
        to allowed: some Sequence<InstructionSet>, _ body: () throws(Failure) -> Answer
    ) throws(Failure) -> Answer {
        ep_isa_limit(allowed.reduce(0) { $0 | $1.bit })
        defer { ep_isa_limit(.max) }
        return try body()
    }

    private var bit: UInt32 { 1 << UInt32(rawValue) }

    var code: ep_isa { ep_isa(rawValue: UInt32(rawValue)) }
}
