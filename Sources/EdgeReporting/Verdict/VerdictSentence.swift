import EdgeRecords

/// What is said beside a plan's own sentence, the same in terminal, Markdown and HTML.
///
/// Each ends with what to do where something is left to do. A sentence without one of its values is another sentence,
/// never one with a gap.
enum VerdictSentence: Hashable {
    case ties(Subject, Subject, values: (Double, Double), difference: (value: Double, error: Double?), because: String)
    case contended(share: Double?, runs: Int, of: Int, command: String)
    case infeasible(Demand, change: String, costs: String)
    case stale(days: Int?, fact: String, old: String, new: String, command: String)
    case engineMissing(engines: [String], missing: Int, of: Int)
    case memoryLimited(Subject, Margin, need: Double, have: Int, limit: String, next: String?)
    case cgroupLimited(quota: Double, cores: Int, path: String)
    case belowFloor(Subject, Margin, accuracy: Accuracy, floor: Double, next: String?)

    /// Who is spoken of.
    struct Subject: Hashable {
        var model: String
        /// What follows the model's name: the precision.
        var variant: String
        var engine: String
        var threads: Int

        init(_ candidate: Candidate) {
            model = candidate.model.shown(atMost: 60)
            let prefix = candidate.model + "/"
            variant =
                (candidate.variant.hasPrefix(prefix)
                ? String(candidate.variant.dropFirst(prefix.count)) : candidate.variant)
                .shown(atMost: 60)
            engine = candidate.engineInWords.shown(atMost: 30)
            threads = candidate.threads
        }

        /// `mobilenet-v2/int8 on native`.
        var name: String { "\(model)/\(variant) on \(engine)" }
        var full: String { "\(name), \(Words.counted(threads, "thread"))" }
    }

    /// A latency against a target.
    struct Margin: Hashable {
        var statistic: Statistic
        var value: Double
        var target: Double?

        var time: String { "\(statistic.rawValue) \(Words.milliseconds(value)) ms" }
    }

    /// What was asked for, as far as it was.
    struct Demand: Hashable {
        var target: Double?
        var accuracyFloor: Double?
        var memoryBytes: Int?

        var text: String {
            let parts = [
                target.map(Words.target),
                accuracyFloor.map { "accuracy \(NumberText.percent(ratio: $0))" },
                memoryBytes.map { NumberText.bytes($0) },
            ].compactMap { $0 }
            return Words.joined(parts) + (parts.count > 1 ? " together" : "")
        }
    }

    static func == (left: Self, right: Self) -> Bool { left.text == right.text }
    func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension VerdictSentence {
    var text: String {
        switch self {
        case .ties(let one, let other, let values, let difference, let because):
            let error = difference.error.map { " ± \(Words.milliseconds($0))" } ?? ""
            return "\(one.full) and \(other.full) cannot be told apart (\(Words.milliseconds(values.0)) and "
                + "\(Words.milliseconds(values.1)) ms, difference \(Words.milliseconds(difference.value))\(error) ms); "
                + "\(one.full) is chosen because it \(because)."
        case .contended(let share, let runs, let all, let command):
            let part = share.map { "took \(NumberText.percent(ratio: $0)) of the CPU" } ?? "disturbed the device"
            return
                "These figures are not to be trusted: other work \(part) during \(runs) of \(Words.counted(all, "run")). "
                + "Free the device and repeat: \(command)."
        case .infeasible(let demand, let change, let costs):
            return
                "No choice satisfies \(demand.text). The cheapest step is to change the \(change), which costs \(costs)."
        case .stale(let days, let fact, let old, let new, let command):
            let age =
                days.map { "This profile is \(Words.counted($0, "day")) old, and \(fact)" } ?? fact.capitalizedFirst
            return "\(age) has changed since (\(old) to \(new)). The figures held then; measure again: \(command)."
        default: return limits
        }
    }

    /// What keeps candidates from being chosen.
    private var limits: String {
        switch self {
        case .engineMissing(let engines, let missing, let all):
            let verb = engines.count == 1 ? "is" : "are"
            return "\(Words.joined(engines).capitalizedFirst) \(verb) not installed; \(missing) of "
                + "\(Words.counted(all, "candidate")) \(missing == 1 ? "was" : "were") left out for that reason. `edgeplan doctor` says how to install "
                + "\(engines.count == 1 ? "it" : "them")."
        case .memoryLimited(let subject, let margin, let need, let have, let limit, let next):
            return
                "\(subject.full) would meet \(Self.ms(margin.target)) but needs \(NumberText.bytes(Int(clamping: need))) at its "
                + "peak, and \(NumberText.bytes(have)) are free under \(limit)\(next.map { "; \($0) is chosen in its place" } ?? "")."
        case .cgroupLimited(let quota, let cores, let path):
            let share = NumberText.threeDigits(quota)
            return
                "This process may use \(share) of \(Words.counted(cores, "core")) (\(path)), so the figures hold for \(share) "
                + "cores only; without the limit: not measured."
        case .belowFloor(let subject, let margin, let accuracy, let floor, let next):
            let range = accuracy.value.interval.map {
                ", interval \(NumberText.percent(ratio: $0.low)) to \(NumberText.percent(ratio: $0.high))"
            }
            let samples =
                accuracy.value.count > 0 ? " (\(Words.counted(accuracy.value.count, "sample"))\(range ?? ""))" : ""
            return "\(subject.full) meets \(Self.ms(margin.target)) with \(margin.time), but its accuracy "
                + "\(NumberText.percent(ratio: accuracy.value.value)) is below the floor \(NumberText.percent(ratio: floor))"
                + "\(samples)\(next.map { "; \($0) is chosen in its place" } ?? "")."
        default: return ""
        }
    }

    private static func ms(_ nanoseconds: Double?) -> String {
        nanoseconds.map(Words.target) ?? "the target"
    }
}
