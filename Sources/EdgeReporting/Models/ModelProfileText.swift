public import EdgeRecords

/// A profile's models, and their layers where they were noted, as a person reads them.
public enum ModelProfileText {
    /// - Parameter width: of the terminal, from 40 on.
    public static func text(of profile: Profile, width: Int) -> String {
        let race = profile.race.map { [String(RaceText.text(of: $0, width: width).dropLast())] } ?? []
        let sections =
            [
                prompts(profile.measurements, width: width), latencies(profile.measurements, width: width),
                remarks(profile, width: width),
            ]
            + profile.measurements.map { layers($0, width: width) } + [race]
        return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private static func latencies(_ measurements: [Measurement], width: Int) -> [String] {
        var table = TextTable(columns: [
            .init(heading: "model", isNumber: false), .init(heading: "engine", isNumber: false),
            .init(heading: "threads"), .init(heading: "median"),
            .init(heading: "p95"), .init(heading: "best", isOptional: true), .init(heading: "first", isOptional: true),
            .init(heading: "load", isOptional: true), .init(heading: "memory", isOptional: true),
        ])
        let slowest = measurements.compactMap { $0.latencyNanoseconds[.median]?.value }.max() ?? 0
        for measurement in measurements {
            let latency = measurement.latencyNanoseconds
            let isRight = measurement.outcome == .ok
            let median = isRight ? latency[.median]?.value : nil
            table.rows.append(
                .init(
                    cells: [
                        measurement.candidate.variant + scenario(measurement), measurement.candidate.engineInWords,
                        threads(measurement.candidate),
                        isRight ? time(latency[.median]) : measurement.outcome.rawValue,
                        time(latency[.p95]), time(latency[.minimum]), time(measurement.firstInferenceNanoseconds),
                        time(measurement.loadNanoseconds),
                        measurement.peakMemoryBytes.map { NumberText.bytes(Int($0.value)) } ?? "",
                    ], fraction: median.map { slowest > 0 ? $0 / slowest : 0 }))
        }
        return table.lines(width: width)
    }

    /// Of language models: what the table of latencies says of them is the time of one token.
    private static func prompts(_ measurements: [Measurement], width: Int) -> [String] {
        let read = measurements.filter { $0.promptTokensPerSecond != nil && $0.outcome == .ok }
        guard !read.isEmpty else { return [] }
        var table = TextTable(columns: [
            .init(heading: "model", isNumber: false), .init(heading: "engine", isNumber: false),
            .init(heading: "threads"), .init(heading: "prompt"), .init(heading: "prompt rate"),
            .init(heading: "first token"), .init(heading: "token"), .init(heading: "tokens"),
            .init(heading: "context", isOptional: true),
        ])
        for measurement in read {
            let candidate = measurement.candidate
            let token = measurement.latencyNanoseconds[.median]?.value
            table.rows.append(
                .init(cells: [
                    candidate.variant, candidate.engineInWords,
                    threads(candidate), "\(candidate.promptTokens ?? 0)",
                    rate(measurement.promptTokensPerSecond?.value),
                    time(measurement.promptNanoseconds?[.median]), time(measurement.latencyNanoseconds[.median]),
                    rate(token.map { 1e9 / max($0, 1) }), candidate.contextTokens.map { "\($0)" } ?? "",
                ]))
        }
        return table.lines(width: width)
    }

    private static func threads(_ candidate: Candidate) -> String {
        let threads = candidate.ownPromptThreads.map { "\($0) then \(candidate.threads)" } ?? "\(candidate.threads)"
        return threads + (candidate.concurrency.map { ", \($0) at once" } ?? "")
    }

    private static func rate(_ perSecond: Double?) -> String {
        perSecond.map { "\(NumberText.threeDigits($0))/s" } ?? ""
    }

    /// What the table cannot show: reasons, disturbances, and how sure the figures are.
    private static func remarks(_ profile: Profile, width: Int) -> [String] {
        let requests = profile.measurements.compactMap { request($0) }
        let scenarios = requests + ScenarioSentence.all(of: profile.measurements).map(\.text)
        var remarks =
            scenarios
            + profile.measurements.filter { $0.outcome != .ok }.map { measurement in
                let candidate = measurement.candidate
                return
                    "\(candidate.variant) on \(candidate.engineInWords), \(Words.counted(candidate.threads, "thread")): "
                    + "\(measurement.outcome.rawValue): \(measurement.reason ?? "")"
            }
        remarks += profile.measurements.map(\.outcome).uniqued().compactMap { outcome in
            outcome.advice.map { "\(outcome.rawValue): \($0)" }
        }
        let uncompared = Dictionary(grouping: profile.measurements.filter { $0.outcome == .ok }) { $0.uncompared }
        for (reason, alike) in uncompared.sorted(by: { $0.key ?? "" < $1.key ?? "" }) {
            guard let reason, let first = alike.first else { continue }
            let others = alike.count > 1 ? " and \(alike.count - 1) more" : ""
            remarks.append("answers not compared, \(first.candidate.name)\(others): \(reason)")
        }
        let contended = profile.measurements.count { $0.contended }
        if contended > 0 {
            remarks.append(
                "\(contended) of \(profile.measurements.count) candidates had no quiet block: other work ran on this "
                    + "device, and their figures cannot be trusted")
        } else if let share = profile.conditions.contendedShare, share > 0 {
            remarks.append("\(NumberText.percent(ratio: share)) of the blocks were disturbed and left out")
        }
        if let leftOut = profile.leftOut {
            remarks.append(
                "\(leftOut.reduce(0) { $0 + $1.names.count }) that were asked for are no candidates; the record says of each "
                    + "why (`leftOut`)")
        }
        return remarks.flatMap { Wrapping.hanging($0, indent: 2, width: width, first: 0) }
    }

    /// Where the user's own data was measured on: the model is not all that a request takes.
    private static func request(_ measurement: Measurement) -> String? {
        guard let whole = measurement.requestNanoseconds, measurement.outcome == .ok else { return nil }
        let candidate = measurement.candidate
        let files = measurement.inputFiles.map { " on \(Words.counted($0, "file"))" } ?? ""
        return
            "\(candidate.variant) on \(candidate.engineInWords), \(Words.counted(candidate.threads, "thread")): a whole "
            + "request\(files) takes \(time(whole[.median])) (median; p95 \(time(whole[.p95]))), of which making the input "
            + "takes \(time(measurement.preprocessNanoseconds?[.median])) and reading the answer "
            + time(measurement.postprocessNanoseconds?[.median])
    }

    /// What a row has to be told apart by.
    private static func scenario(_ measurement: Measurement) -> String {
        measurement.scenario == .quiet ? "" : ", " + ScenarioSentence(measurement: measurement, quiet: nil).condition
    }

    private static func time(_ figure: Figure?) -> String {
        figure.map { NumberText.duration(nanoseconds: $0.value) } ?? ""
    }

    private static func layers(_ measurement: Measurement, width: Int) -> [String] {
        guard let layers = measurement.layers else { return [] }
        var table = TextTable(columns: [
            .init(heading: "layer", isNumber: false), .init(heading: "operation", isNumber: false),
            .init(heading: "kernel", isNumber: false, isOptional: true), .init(heading: "time"),
            .init(heading: "share"), .init(heading: "rate", isOptional: true), .init(heading: "of peak"),
        ])
        let whole = layers.reduce(0) { $0 + $1.nanoseconds.value }
        for layer in layers {
            let nanoseconds = layer.nanoseconds.value
            let rate = nanoseconds > 0 ? Double(layer.operations) / nanoseconds * 1e9 : 0
            table.rows.append(
                .init(
                    cells: [
                        layer.name, layer.operation, Set(layer.kernels).sorted().joined(separator: " "),
                        NumberText.duration(nanoseconds: nanoseconds),
                        NumberText.percent(ratio: whole > 0 ? nanoseconds / whole : 0),
                        layer.operations > 0 ? NumberText.rate(operationsPerSecond: rate) : "",
                        layer.fractionOfCeiling.map { NumberText.percent(ratio: $0) } ?? "",
                    ], fraction: layer.fractionOfCeiling))
        }
        let threads = measurement.candidate.threads
        return ["\(measurement.candidate.variant), \(threads) thread\(threads == 1 ? "" : "s")"]
            + table.lines(width: width)
    }
}
