public import EdgePlatform
public import EdgeRecords

/// Describes a device from what its kernel and processor say of it.
public struct DeviceProbe: Sendable {
    private let tree: FileTree
    private let earlierWarnings: [Warning]
    private let runsTrials: Bool
    /// What the running system says; nil for a captured tree.
    private let live: LiveFacts?

    /// - Parameters:
    ///   - tree: `/` for this device, or a captured copy of another.
    ///   - warnings: what was doubtful while the tree was opened.
    ///   - runsTrials: whether children may run instructions and read counters twice; only on the live device.
    public init(tree: FileTree, warnings: [Warning] = [], runsTrials: Bool = true) {
        self.tree = tree
        earlierWarnings = warnings
        self.runsTrials = runsTrials && tree.isLive
        live = tree.isLive ? LiveFacts.here(runsTrials: runsTrials) : nil
    }

    /// Describes the device whose files are in `tree` and whose system says `live`.
    package init(tree: FileTree, live: LiveFacts) {
        self.tree = tree
        earlierWarnings = []
        runsTrials = false
        self.live = live
    }

    public func device() -> Device {
        let findings = Findings()
        earlierWarnings.forEach(findings.warn)
        var device = Device()
        let observation = Observation(tree: tree, findings: findings)
        let energy = EnergyReader(observation: observation, clock: .system)
        let firstReading = energy.firstReading()
        let listing = observation.text("proc/cpuinfo", limitBytes: CPUInfo.limitBytes)
        let cpuinfo = CPUInfo.parse(listing ?? "")
        if listing != nil, cpuinfo.cpus.isEmpty {
            observation.warnOfNothing(in: "proc/cpuinfo", expected: "a list of processors")
        }
        let leaves = ProcessorLeaves(live?.leaves ?? observation.dumpedLeaves())
        let topology = TopologyReader(
            observation: observation, listed: CPUSet(cpuinfo.cpus), field: cpuinfo.value,
            leaves: isPlacedByKernel(observation, cpuinfo, leaves) ? ProcessorLeaves() : leaves
        ).describe(&device)
        // An empty set is no answer: the files are asked instead.
        let affinity = live.flatMap { $0.affinity.isEmpty ? nil : $0.affinity }
        SystemReader(
            observation: observation, online: topology.online, liveAffinity: affinity, processors: cpuinfo,
            cpuid: leaves.anyTable
        ).describe(in: &device)
        if device.machine.virtualization != nil { device.processor.markLastCachesSharedWithHost() }
        ProcessorReader(
            sources: ProcessorSources(
                observation: observation, cpuinfo: cpuinfo, leaves: leaves, live: live, topology: topology)
        ).fill(&device)
        if live == nil, device.architecture == nil, topology.online.isEmpty {
            findings.warn(
                "nothing here describes a processor", at: "/proc/cpuinfo",
                why: "neither this list nor /sys/devices/system/cpu nor /cpuid can be read, or they hold none",
                remedy: "name the folder or archive whose top holds proc and sys of the machine")
        }
        if runsTrials {
            CrossCheck(findings: findings).compare(&device, with: [HwlocWitness.answer(), CpuinfoWitness.answer()])
        }
        device.energyCounters = energy.compare(with: firstReading, isTried: runsTrials)
        device.accelerators = AcceleratorProbe(
            observation: observation, container: device.machine.container, trials: runsTrials ? .live : .none
        ).accelerators()
        device.warnings = findings.warnings
        device.unknowns = findings.unknowns
        device.evidence = findings.evidence
        device.classKey = DeviceClass.key(of: device)
        device.class = DeviceClass.name(of: device)
        return device
    }

    /// A running kernel knows its CPUs better than their leaves, and leaves of some CPUs would misplace the others.
    private func isPlacedByKernel(_ observation: Observation, _ cpuinfo: CPUInfo, _ leaves: ProcessorLeaves) -> Bool {
        guard live != nil else { return false }
        return observation.exists("\(Observation.cpuRoot)/online") || !CPUSet(cpuinfo.cpus).isSubset(of: leaves.cpus)
    }
}
