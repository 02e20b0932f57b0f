import EdgeRecords

/// The sentences that a verdict is told in, the same in terminal, Markdown and HTML.
///
/// Each ends with what to do where something is left to do. A sentence without one of its values is another sentence,
/// never one with a gap.
enum VerdictSentence: Hashable {
    case meets(Subject, Margin, confidence: Double, accuracy: String?)
    case misses(model: String, device: String, Subject, Margin)
    case ties(Subject, Subject, values: (Double, Double), difference: (value: Double, error: Double?), because: String)
    case undecided(Subject, Margin, interval: Figure.Interval, samples: Int?, seconds: Double?, command: String)
    case contended(share: Double?, runs: Int, of: Int, command: String)
    case infeasible(Demand, change: String, costs: String)
    case predicted(Subject, basis: String, Margin, interval: Figure.Interval?, command: String)
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
            engine = candidate.engine.rawValue.shown(atMost: 30)
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
        case .meets(let subject, let margin, let confidence, let accuracy):
            return Self.meets(subject, margin, confidence, accuracy)
        case .misses(let model, let device, let subject, let margin):
            return
                "No variant of \(model) meets \(Self.ms(margin.target)) on \(device); the nearest is \(subject.name) on "
                + "\(Words.counted(subject.threads, "thread")) with \(margin.time), "
                + "\(Words.milliseconds(margin.value - (margin.target ?? 0))) ms too slow."
        case .ties(let one, let other, let values, let difference, let because):
            let error = difference.error.map { " ± \(Words.milliseconds($0))" } ?? ""
            return "\(one.full) and \(other.full) cannot be told apart (\(Words.milliseconds(values.0)) and "
                + "\(Words.milliseconds(values.1)) ms, difference \(Words.milliseconds(difference.value))\(error) ms); "
                + "\(one.full) is chosen because it \(because)."
        case .undecided(let subject, let margin, let interval, let samples, let seconds, let command):
            return Self.undecided(subject, margin, interval, samples, seconds, command)
        case .contended(let share, let runs, let all, let command):
            let part = share.map { "took \(NumberText.percent(ratio: $0)) of the CPU" } ?? "disturbed the device"
            return
                "These figures are not to be trusted: other work \(part) during \(runs) of \(Words.counted(all, "run")). "
                + "Free the device and repeat: \(command)."
        case .infeasible(let demand, let change, let costs):
            return
                "No choice satisfies \(demand.text). The cheapest step is to change the \(change), which costs \(costs)."
        case .predicted(let subject, let basis, let margin, let interval, let command):
            let range = interval.map { " (\(Words.milliseconds($0.low)) to \(Words.milliseconds($0.high)))" } ?? ""
            return "\(subject.full) was not run here; from \(basis) its \(margin.statistic.rawValue) is predicted at "
                + "\(Words.milliseconds(margin.value)) ms\(range). Measure before relying on it: \(command)."
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
                + "\(samples)\(next.map { "; \($0) is the fastest above it" } ?? "")."
        default: return ""
        }
    }

    private static func meets(_ subject: Subject, _ margin: Margin, _ confidence: Double, _ accuracy: String?) -> String
    {
        let use =
            "Use \(subject.model) with \(subject.variant) on \(Words.counted(subject.threads, "thread")) of \(subject.engine)"
        let statistic = margin.statistic.rawValue
        guard let target = margin.target else {
            return "\(use): \(statistic) is \(Words.milliseconds(margin.value)) ms\(accuracy.map { ", \($0)" } ?? "")."
        }
        let spare = target - margin.value
        return "\(use): \(statistic) is \(Words.milliseconds(margin.value)) ms of \(ms(target)), certain to "
            + "\(Words.chosenPercent(confidence)); \(Words.milliseconds(spare)) ms to spare"
            + "\(accuracy.map { ", \($0)" } ?? "")."
    }

    private static func undecided(
        _ subject: Subject, _ margin: Margin, _ interval: Figure.Interval, _ samples: Int?, _ seconds: Double?,
        _ command: String
    ) -> String {
        let range = "between \(Words.milliseconds(interval.low)) and \(Words.milliseconds(interval.high)) ms"
        let start =
            "\(subject.full) may or may not meet \(ms(margin.target)): \(margin.statistic.rawValue) lies \(range). "
        guard let samples else {
            return start + "No number of samples is likely to settle it; to measure again: \(command)."
        }
        let time = seconds.map { " (\(NumberText.duration(nanoseconds: $0 * 1e9)))" } ?? ""
        return start + "About \(Words.counted(samples, "more sample"))\(time) would settle it: \(command)."
    }

    private static func ms(_ nanoseconds: Double?) -> String {
        nanoseconds.map(Words.target) ?? "the target"
    }
}
