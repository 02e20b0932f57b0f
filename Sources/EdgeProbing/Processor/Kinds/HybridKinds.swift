import EdgePlatform
import EdgeRecords

/// Divides x86 CPUs by what the kernel's counters or the processor itself say of their kind.
struct HybridKinds {
    let sources: ProcessorSources
    private var online: CPUSet { sources.online }
    private var observation: Observation { sources.observation }

    /// By the performance counters that hybrid processors have one set of for each kind.
    func counters() -> KindVerdict? {
        guard let performance = counted("cpu_core"), let efficiency = counted("cpu_atom") else { return nil }
        let lowPower = counted("cpu_lowpower") ?? CPUSet()
        let slow = efficiency.subtracting(lowPower)
        let named = performance.union(efficiency).union(lowPower).intersection(online)
        guard named == online else {
            observation.findings.warn(
                "cpu_core and cpu_atom do not name every CPU", at: "/sys/devices/cpu_core/cpus",
                why: "CPUs \(online.subtracting(named).listText) are in neither list",
                remedy: "the kinds are read from other sources")
            return nil
        }
        let split = splitLowPower(slow, beside: performance)
        return verdict(
            .pmu, [("performance", performance), ("efficiency", split.0), ("lowPower", split.1.union(lowPower))],
            from: "/sys/devices/cpu_core/cpus and cpu_atom/cpus")
    }

    /// Intel's leaf 0x1A on each CPU.
    func intelLeaf() -> KindVerdict? {
        var performance = CPUSet()
        var efficiency = CPUSet()
        for cpu in online.elements {
            switch sources.leaves.registers(0x1A, of: cpu)?.eax.bits(24...31) {
            case 0x40: performance.insert(cpu)
            case 0x20: efficiency.insert(cpu)
            default: return nil
            }
        }
        let split = splitLowPower(efficiency, beside: performance)
        return verdict(
            .intelLeaf, [("performance", performance), ("efficiency", split.0), ("lowPower", split.1)],
            from: "CPUID leaf 0x1A")
    }

    /// AMD's leaf 0x80000026 on each CPU: valid where it says that the cores differ.
    func amdLeaf() -> KindVerdict? {
        var performance = CPUSet()
        var dense = CPUSet()
        for cpu in online.elements {
            guard let table = sources.leaves.table(of: cpu), table.vendorIdentifier == "AuthenticAMD",
                let core = table.subleaves(of: 0x8000_0026).first(where: { $0.ecx.bits(8...15) == 1 }),
                core.eax.bits(30...30) == 1
            else { return nil }
            switch core.ebx.bits(28...31) {
            case 0: performance.insert(cpu)
            case 1: dense.insert(cpu)
            default: return nil
            }
        }
        return verdict(.amdLeaf, [("performance", performance), ("dense", dense)], from: "CPUID leaf 0x80000026")
    }

    private func verdict(
        _ basis: Device.CoreKind.Basis, _ sets: [(String, CPUSet)], from source: String
    ) -> KindVerdict? {
        let groups = sets.compactMap { name, cpus -> KindGroup? in
            let cpus = cpus.intersection(online)
            return cpus.isEmpty ? nil : KindGroup(cpus: cpus, basis: basis, name: name)
        }
        return groups.isEmpty ? nil : KindVerdict(groups: groups, source: source)
    }

    private func counted(_ unit: String) -> CPUSet? {
        observation.cpuList("sys/devices/\(unit)/cpus")
            ?? observation.cpuList("sys/bus/event_source/devices/\(unit)/cpus")
    }

    /// Efficiency cores outside the last cache that others share are low-power ones.
    private func splitLowPower(_ efficiency: CPUSet, beside performance: CPUSet) -> (CPUSet, CPUSet) {
        var inside = CPUSet()
        var outside = CPUSet()
        for cpu in efficiency.intersection(online).elements {
            if hasThirdLevel(cpu) == false { outside.insert(cpu) } else { inside.insert(cpu) }
        }
        let others = performance.union(inside).intersection(online)
        let othersHaveOne = others.elements.contains { hasThirdLevel($0) == true }
        return othersHaveOne ? (inside, outside) : (efficiency, CPUSet())
    }

    /// Whether a CPU stands behind a third level of cache; nil where nothing says.
    private func hasThirdLevel(_ cpu: Int) -> Bool? {
        let folder = "\(Observation.cpuRoot)/cpu\(cpu)/cache"
        let indices = observation.numbers(after: "index", in: folder)
        if !indices.isEmpty {
            let levels = indices.compactMap { observation.integer("\(folder)/index\($0)/level") }
            // Captures may lack the levels: the kernel numbers data, instructions, second and third level in turn.
            return levels.isEmpty ? indices.contains(3) : levels.contains(3)
        }
        guard let table = sources.leaves.table(of: cpu) else { return nil }
        let caches = table.subleaves(of: 4).filter { $0.eax.bits(0...4) != 0 }
        return caches.isEmpty ? nil : caches.contains { $0.eax.bits(5...7) == 3 }
    }
}
