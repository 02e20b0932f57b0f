import CEdgeCpuinfo
import EdgePlatform

/// libcpuinfo's account, taken in a child: it may print or abort.
enum CpuinfoWitness {
    static func answer(deadlineMilliseconds: UInt32 = 1000) -> WitnessAnswer {
        let library = "libcpuinfo"
        let facts = unsafe Trial.answer(
            from: ep_cpuinfo_describe, blank: ep_cpuinfo_facts(), deadlineMilliseconds: deadlineMilliseconds)
        guard let facts, facts.state >= 0 else { return .failed(library: library) }
        guard facts.state == 1 else { return .missing(library: library) }
        var account = WitnessAccount(name: library)
        account.packages = Int(facts.packages)
        account.physicalCores = Int(facts.cores)
        account.logicalCPUs = Int(facts.cpus)
        let name = text(of: facts.name)
        account.processorName = name.isEmpty ? nil : name
        account.microarchitecture = designs(facts)
        return .account(account)
    }

    /// The designs it knows, the one with most cores first; nil if it knows none of them.
    private static func designs(_ facts: ep_cpuinfo_facts) -> String? {
        let numbers = elements(of: facts.design_numbers, as: UInt32.self)
        let cores = elements(of: facts.design_cores, as: Int32.self)
        let found = zip(numbers, cores).prefix(Int(facts.design_count)).map { (number: $0, cores: $1) }
        let names = found.sorted { $0.cores > $1.cores }.compactMap { design in
            unsafe ep_cpuinfo_design(design.number).map { name in readable(unsafe String(cString: name)) }
        }
        return names.isEmpty ? nil : names.joined(separator: " + ")
    }

    /// `cortex_a76` becomes `Cortex-A76`, `sky_lake` becomes `Sky Lake`, `zen2` becomes `Zen 2`.
    static func readable(_ identifier: String) -> String {
        let words = identifier.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }
        guard words.first != "Cortex" else { return words.joined(separator: "-") }
        let text = words.joined(separator: " ")
        let letters = text.prefix { !$0.isNumber }
        guard letters.count > 2, letters.count < text.count, letters.last != " " else { return text }
        return letters + " " + text.dropFirst(letters.count)
    }
}
