package import EdgePlatform
package import EdgeRecords

/// What the running system says of its processor outside any file; nothing of it is asked for a captured tree.
package struct LiveFacts: Sendable {
    /// The machine that this program was compiled for, as `uname` writes it.
    package var compiledArchitecture: String
    /// The machine that the kernel runs.
    package var architecture: String?
    /// AT_HWCAP and AT_HWCAP2.
    package var capabilities: (first: UInt64, second: UInt64) = (0, 0)
    /// The register states that the system saves, on x86.
    package var savedStates: UInt64?
    /// CPUID on every CPU that a child can be bound to; without children on the one that happens to run this.
    package var leaves: [Int: CPUIDTable] = [:]
    package var vectorBytes: Int?
    /// Arm's identification register on the CPUs that could be asked.
    package var midrs: [Int: UInt64] = [:]
    package var hasRISCVVectors: Bool?
    /// The CPUs that a trial can be bound to.
    package var affinity = CPUSet()
    /// Nil where no child may run.
    package var trials: (@Sendable (_ cpu: Int) -> [FeatureTrial])?

    package init(compiledArchitecture: String) { self.compiledArchitecture = compiledArchitecture }

    /// Asks this device.
    ///
    /// - Parameter runsTrials: whether children may run; without them only what the calling thread can ask is asked.
    static func here(runsTrials: Bool) -> LiveFacts {
        var facts = LiveFacts(compiledArchitecture: LiveProcessor.compiledArchitecture)
        facts.architecture = LiveProcessor.architecture
        facts.capabilities = LiveProcessor.hardwareCapabilities
        facts.savedStates = LiveProcessor.xcr0()
        facts.vectorBytes = LiveProcessor.vectorBytes
        facts.hasRISCVVectors = LiveProcessor.hasRISCVVectors
        facts.affinity = LiveProcessor.affinity
        facts.leaves = LiveProcessor.cpuidTable().map { [facts.affinity.first ?? 0: $0] } ?? [:]
        if runsTrials {
            if !facts.leaves.isEmpty { facts.leaves = LiveProcessor.cpuidTables(of: facts.affinity.elements) }
            if facts.isArm { facts.midrs = LiveProcessor.midrs(of: facts.affinity.elements) }
            facts.trials = { LiveProcessor.featureTrials(on: $0) }
        }
        return facts
    }

    var isArm: Bool { ArchitectureFamily(architecture: compiledArchitecture) == .arm }
}
