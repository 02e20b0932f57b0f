import EdgePlatform
import EdgeRecords

/// Reads which instruction set extensions the CPUs offer, in three states.
struct FeatureReader {
    let sources: ProcessorSources
    let family: ArchitectureFamily
    /// The CPUs of each core kind.
    let kinds: [CPUSet]

    struct Answer {
        var features: [Device.Feature] = []
        /// Usable names of each kind.
        var usableByKind: [[String]] = []
    }

    func read() -> Answer {
        let offered = kinds.map(states)
        let trials = kinds.map(trials)
        var answer = Answer()
        answer.features = combined(offered, trials)
        answer.usableByKind = zip(offered, trials).map { states, trials in
            states.compactMap { name, state in
                Device.Feature(
                    name: name, advertised: state.advertised, enabled: state.enabled, executed: trials[name]
                ).isUsable ? name : nil
            }.sorted()
        }
        noteSource(answer)
        return answer
    }

    private struct State: Equatable {
        var advertised: Bool
        var enabled: Bool?
    }

    /// Only what every kind advertises belongs to the device.
    private func combined(_ states: [[String: State]], _ trials: [[String: Bool]]) -> [Device.Feature] {
        guard let first = states.first else { return [] }
        return first.keys.sorted().compactMap { name in
            let all = states.compactMap { $0[name] }
            guard all.count == states.count else { return nil }
            let outcomes = trials.map { $0[name] }
            let executed: Bool? = outcomes.contains(false) ? false : outcomes.contains(nil) ? nil : true
            let enabled: Bool? =
                all.contains { $0.enabled == false } ? false : all.contains { $0.enabled == nil } ? nil : true
            if executed == false, enabled != false { warnOfFault(name) }
            return Device.Feature(name: name, advertised: true, enabled: enabled, executed: executed)
        }
    }

    private func warnOfFault(_ name: String) {
        sources.findings.warn(
            "\(name) is advertised, but its instruction fails", at: "processor.features",
            why: "a trial on at least one kind of core did not end in the right answer",
            remedy: "it is not used here; in a virtual machine tell who runs it, elsewhere update firmware and kernel")
    }

    private func trials(of kind: CPUSet) -> [String: Bool] {
        guard let live = sources.live, let run = live.trials, let cpu = kind.intersection(live.affinity).first else {
            return [:]
        }
        var outcomes: [String: Bool] = [:]
        for trial in run(cpu) {
            if let executed = trial.executed { outcomes[trial.name] = executed }
        }
        return outcomes
    }

    /// What all of these CPUs advertise.
    private func states(of cpus: CPUSet) -> [String: State] {
        var common: [String: State]?
        var seen: Set<Int> = []
        for cpu in cpus.elements {
            // Hundreds of CPUs with one and the same list need one look.
            if family == .x86, sources.leaves.table(of: cpu) == nil,
                let number = sources.cpuinfo.valueNumber("flags", cpu: cpu), !seen.insert(number).inserted
            {
                continue
            }
            guard let own = states(of: cpu) else { continue }
            guard let before = common else {
                common = own
                continue
            }
            if before == own { continue }
            common = before.filter { own[$0.key] != nil }
            for (name, state) in common ?? [:] where own[name]?.enabled == false {
                common?[name] = State(advertised: state.advertised, enabled: false)
            }
        }
        return common ?? [:]
    }

    private func states(of cpu: Int) -> [String: State]? {
        let listed = sources.cpuinfo.features(of: cpu, in: family)
        switch family {
        case .x86:
            let states = X86States(
                table: sources.leaves.table(of: cpu) ?? liveTable, listed: listed,
                savedStates: sources.live?.savedStates)
            return states.names.map { $0.mapValues { State(advertised: true, enabled: $0) } }
        case .arm:
            if let live = sources.live, live.architecture?.hasPrefix("aarch64") == true {
                let told = ArmCapabilities(first: live.capabilities.first, second: live.capabilities.second)
                let names = Set(told.featureNames)
                if !names.isEmpty { return states(enabled: names) }
            }
            return listed.map(states(enabled:))
        case .riscv:
            let draft = RISCVDraftVectors(cpuinfo: sources.cpuinfo, cpu: cpu)
            return listed.map { names in
                var states = states(enabled: names)
                if names.contains("v"), draft.isLikely || sources.live != nil {
                    states["v"] = State(advertised: true, enabled: sources.live?.hasRISCVVectors)
                }
                return states
            }
        default: return listed.map(states(enabled:))
        }
    }

    /// What one CPU of the running system answered stands for those that could not be asked.
    private var liveTable: CPUIDTable? { sources.live == nil ? nil : sources.firstTable }

    /// A kernel lists what programs may use.
    private func states(enabled names: Set<String>) -> [String: State] {
        Dictionary(names.map { ($0, State(advertised: true, enabled: true)) }) { first, _ in first }
    }

    private func noteSource(_ answer: Answer) {
        let fact = "processor.features"
        guard !answer.features.isEmpty else {
            sources.findings.unknown(fact, because: "neither the processor nor the kernel lists its extensions")
            return
        }
        let source =
            switch family {
            case .x86: sources.firstTable == nil ? "/proc/cpuinfo: flags" : "CPUID"
            case .arm where sources.live?.architecture?.hasPrefix("aarch64") == true: "AT_HWCAP and AT_HWCAP2"
            case .riscv: "/proc/cpuinfo: isa"
            default: "/proc/cpuinfo"
            }
        sources.findings.note(fact, "\(answer.features.count) extensions", from: source)
    }
}
