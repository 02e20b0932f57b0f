import EdgePlatform
import EdgeRecords

/// Reads what surrounds the processor: the limits on it, memory, machine, system, clocks and heat.
struct SystemReader {
    let observation: Observation
    /// Empty where nothing tells.
    let online: CPUSet
    /// What the system answered for this process; nil for a captured tree.
    let liveAffinity: CPUSet?
    let processors: CPUInfo
    /// What CPUID answers on any CPU; nil where it was not read: off x86, and for most captured trees.
    let cpuid: CPUIDTable?

    func describe(in device: inout Device) {
        let groups = ControlGroups(observation)
        device.limits =
            LimitsReader(observation: observation, groups: groups).limits(online: online, liveAffinity: liveAffinity)
        device.memory = MemoryReader(observation: observation, groups: groups).memory()
        device.machine =
            MachineReader(
                observation: observation, groups: groups, hints: CPUInfoHints(processors),
                leaves: cpuid.flatMap(HypervisorLeaves.init)
            ).machine()
        device.operatingSystem = OperatingSystemReader(observation: observation).operatingSystem()
        let frequency = FrequencyReader(observation: observation, firstCPU: online.first)
        device.processor.governor = frequency.governor()
        device.processor.boostEnabled = frequency.boostEnabled()
        device.thermal = ThermalReader(observation: observation).zones()
        device.batteries = BatteryReader(observation: observation).batteries()
    }
}
