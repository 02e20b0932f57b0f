import EdgePlatform
import EdgeRecords

/// Everything that speaks of a processor, with what cannot be true of the running one already left out.
struct ProcessorSources {
    let observation: Observation
    let cpuinfo: CPUInfo
    let leaves: ProcessorLeaves
    /// Nil for a captured tree.
    let live: LiveFacts?
    let topology: CoreTopology
    /// The release that the kernel gives of itself; empty where it is unknown.
    let kernelRelease: String

    init(
        observation: Observation, cpuinfo: CPUInfo, leaves: ProcessorLeaves, live: LiveFacts?, topology: CoreTopology
    ) {
        self.observation = observation
        self.leaves = leaves
        self.live = live
        self.topology = topology
        // The third word; those after it may name who built the kernel.
        let version = observation.text("proc/version")?.split(separator: " ", maxSplits: 3) ?? []
        kernelRelease = version.count > 2 && version[0] == "Linux" ? String(version[2].prefix(128)) : ""
        if let reason = Self.contradiction(of: cpuinfo, to: live, leaves: leaves) {
            observation.findings.warn(
                "/proc/cpuinfo is not about the processor that runs this program", at: "/proc/cpuinfo", why: reason,
                remedy: "its names and features are left out; under an emulator this is normal")
            self.cpuinfo = CPUInfo()
        } else {
            self.cpuinfo = cpuinfo
        }
    }

    var findings: Findings { observation.findings }
    var online: CPUSet { topology.online }

    /// The CPU that stands for all where one is enough: the first online one that has something to say.
    var firstCPU: Int { online.first ?? cpuinfo.cpus.first ?? leaves.cpus.first ?? 0 }
    var firstTable: CPUIDTable? { leaves.table(of: firstCPU) ?? leaves.anyTable }

    var identitySource: String { cpuinfo.cpus.isEmpty ? "MIDR" : "/proc/cpuinfo" }

    /// The family and model of x86, from CPUID or the kernel's list.
    var x86Model: (family: Int, model: Int, stepping: Int?)? {
        if let eax = firstTable?[1]?.eax { return X86Signature.numbers(of: eax) }
        guard let family = number("cpu family"), let model = number("model") else { return nil }
        return (family, model, number("stepping"))
    }

    private func number(_ key: String) -> Int? { cpuinfo.value(key, cpu: firstCPU).flatMap { Int($0) } }

    /// Why the list cannot describe the processor that runs this program; nil if it may.
    private static func contradiction(of cpuinfo: CPUInfo, to live: LiveFacts?, leaves: ProcessorLeaves) -> String? {
        guard let live, let listed = cpuinfo.architecture() else { return nil }
        let running = ArchitectureFamily(architecture: live.compiledArchitecture)
        if ArchitectureFamily(architecture: listed) != running {
            return "it lists a processor of \(listed), but this program runs on \(live.compiledArchitecture)"
        }
        guard running == .x86, let table = leaves.anyTable else { return nil }
        if let maker = table.vendorIdentifier, let other = cpuinfo.first("vendor_id"), maker != other {
            return "it names the maker \(other), but the processor answers \(maker)"
        }
        guard let eax = table[1]?.eax, let model = cpuinfo.first("model").flatMap({ Int($0) }),
            let family = cpuinfo.first("cpu family").flatMap({ Int($0) })
        else { return nil }
        let numbers = X86Signature.numbers(of: eax)
        return (numbers.family, numbers.model) == (family, model)
            ? nil
            : "it lists family \(family) model \(model), but the processor answers \(numbers.family), \(numbers.model)"
    }
}

/// The numbers in CPUID's leaf 1.
enum X86Signature {
    static func numbers(of eax: UInt32) -> (family: Int, model: Int, stepping: Int?) {
        let family = eax.bits(8...11)
        let hasWideModel = family == 6 || family >= 15
        let model = eax.bits(4...7) + (hasWideModel ? eax.bits(16...19) << 4 : 0)
        return (Int(family == 15 ? family + eax.bits(20...27) : family), Int(model), Int(eax.bits(0...3)))
    }
}
