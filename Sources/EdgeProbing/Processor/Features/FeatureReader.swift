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
        let trials = run(cpu)
        for trial in trials {
            if let executed = trial.executed { outcomes[trial.name] = executed }
        }
        if !trials.isEmpty, trials.allSatisfy({ $0.outcome == .unknown }) {
            sources.findings.warn(
                "no instruction set could be tried", at: "processor.features",
                why: "a child process could not be started or not be bound to CPU \(cpu)",
                remedy: "raise the limit on processes (`ulimit -u`); what is advertised and enabled is shown")
        }
        return outcomes
    }

    /// What all of these CPUs advertise.
    private func states(of cpus: CPUSet) -> [String: State] {
        var common: [String: State]?
        var seen: Set<[UInt32]> = []
        for cpu in cpus.elements {
            // Hundreds of CPUs say one and the same: one look is enough.
            if let signature = signature(of: cpu), !seen.insert(signature).inserted { continue }
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

    /// Equal for CPUs that say the same of their features; nil where that is not quickly told.
    private func signature(of cpu: Int) -> [UInt32]? {
        let list = ["flags", "Features", "features"].lazy.compactMap { sources.cpuinfo.valueNumber($0, cpu: cpu) }.first
        guard family == .x86 || list != nil else { return nil }
        let words = [UInt32(clamping: list.map { $0 + 1 } ?? 0)]
        guard family == .x86, let table = sources.leaves.table(of: cpu) ?? liveTable else { return words }
        return words
            + X86Features.questions.flatMap { leaf, subleaf in
                table[leaf, subleaf].map { [1, $0.eax, $0.ebx, $0.ecx, $0.edx] } ?? [0]
            }
    }

    private func states(of cpu: Int) -> [String: State]? {
        let listed = sources.cpuinfo.features(of: cpu, in: family)
        switch family {
        case .x86:
            let states = X86States(
                table: sources.leaves.table(of: cpu) ?? liveTable, listed: listed,
                savedStates: sources.live.map { $0.savedStates ?? 0 })
            return states.names.map { $0.mapValues { State(advertised: true, enabled: $0) } }
        case .arm:
            return (armCapabilities ?? listed).map(states(enabled:))
        case .riscv:
            let draft = RISCVDraftVectors(cpuinfo: sources.cpuinfo, cpu: cpu)
            return (listed ?? riscvCapabilities).map { names in
                var states = states(enabled: names)
                if names.contains("v"), draft.isLikely || sources.live != nil {
                    states["v"] = State(advertised: true, enabled: sources.live?.hasRISCVVectors)
                }
                return states
            }
        default: return listed.map(states(enabled:))
        }
    }

    /// What a 64-bit kernel tells this program; a 32-bit program is told of other bits.
    private var armCapabilities: Set<String>? {
        guard let live = sources.live, live.compiledArchitecture == "aarch64" else { return nil }
        let told = ArmCapabilities(first: live.capabilities.first, second: live.capabilities.second)
        let names = Set(told.featureNames)
        return names.isEmpty ? nil : names
    }

    /// The single letters that RISC-V's kernel tells every program.
    private var riscvCapabilities: Set<String>? {
        guard let live = sources.live else { return nil }
        let letters = (0..<26).filter { live.capabilities.first & (1 << UInt64($0)) != 0 }
            .compactMap { UnicodeScalar(97 + $0).map { String($0) } }
        return letters.isEmpty ? nil : Set(letters).subtracting(["i", "e", "s", "u", "h"])
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
            case .arm where armCapabilities != nil: "AT_HWCAP and AT_HWCAP2"
            case .riscv: "/proc/cpuinfo: isa"
            default: "/proc/cpuinfo"
            }
        sources.findings.note(fact, "\(answer.features.count) extensions", from: source)
    }
}
