import EdgeArguments
import EdgeEngines
import EdgeModels
import EdgeProfiling
import EdgeRecords

/// What the device does while models are measured, as the command line says it.
struct ScenarioOptions {
    private let kind: Kind
    private let device: Device
    private let workers: WorkerSetting
    private let local: LocalCatalogue

    private enum Kind {
        case quiet
        case sustained(nanoseconds: Int)
        case rate(Double, Arrivals)
        case besideCPU, besideMemory
        case besideModel(CompanionName)
    }

    static let options: [Option] = [
        .value(
            "sustain", .duration,
            "Run each candidate without a rest for so long: the first minute against the last, and signs of throttling."
        ),
        .value(
            "beside", .text, called: "cpu|memory|MODEL",
            """
            Measure each candidate twice, on the quiet device and while a process of ours keeps it busy: with arithmetic, \
            with reading memory, or with a model such as mobilenet-v2/int8@native:1.
            """),
        .value(
            "rate", .text, called: "N/s",
            "Let requests come at a rate, whether those before are answered or not; times run from arrival to answer."),
        .value(
            "arrivals", .choice(Arrivals.allCases.map { Choice(stringLiteral: $0.rawValue) }), default: "poisson",
            "Of requests at a rate: at random and independent of each other, or each just so long after the one before."
        ),
    ]

    /// Slower than that nobody waits for; faster than that the clock itself counts.
    private static let rates = 0.2...100_000.0

    init(
        _ parsed: ParsedCommand, on device: Device, with workers: WorkerSetting, among local: LocalCatalogue
    ) throws {
        (self.device, self.workers, self.local) = (device, workers, local)
        let given = ["sustain", "beside", "rate"].filter(parsed.isGiven)
        guard given.count <= 1 else { throw ScenarioError.several(given) }
        if let first = given.first, parsed.isGiven("target"), !parsed.flag("all") {
            throw ScenarioError.inRace(first)
        }
        if let nanoseconds = parsed.nanoseconds(ifGiven: "sustain") {
            guard nanoseconds >= 1_000_000_000 else { throw ScenarioError.tooShort }
            kind = .sustained(nanoseconds: nanoseconds)
        } else if let word = parsed.text(ifGiven: "rate") {
            let number = word.hasSuffix("/s") ? Double(word.dropLast(2)) : nil
            guard let number, Self.rates.contains(number) else { throw ScenarioError.badRate(word) }
            kind = .rate(number, Arrivals(rawValue: parsed.text("arrivals")) ?? .poisson)
        } else {
            switch parsed.text(ifGiven: "beside") {
            case nil: kind = .quiet
            case "cpu"?: kind = .besideCPU
            case "memory"?: kind = .besideMemory
            case let word?: kind = .besideModel(try CompanionName(word, among: local))
            }
        }
    }

    /// Notes beside what each candidate did under load what it did in turns with that on the quiet device.
    static func compare(_ measurements: inout [Measurement]) {
        let quiet = Dictionary(
            measurements.filter { $0.scenario == .quiet }.map { (CandidateKey($0.candidate), $0) }
        ) { _, latest in latest }
        for place in measurements.indices where measurements[place].scenario.isBeside {
            let other = quiet[CandidateKey(measurements[place].candidate)]
            measurements[place].scenarioDetails?.quietNanoseconds = other?.latencyNanoseconds[.p95]
        }
    }

    /// The candidates as they are to be measured: beside others once more on the quiet device, to compare with.
    func applied(to subjects: [ModelSubject]) throws -> [ModelSubject] {
        try subjects.flatMap { subject -> [ModelSubject] in
            let order = try order(for: subject)
            if case .quiet = order { return [subject] }
            var other = subject
            other.scenario = order
            // Answers and layers are the same.
            if case .beside = order {
                (other.reference, other.notesLayers) = (nil, false)
                return [subject, other]
            }
            return [other]
        }
    }

    private func order(for subject: ModelSubject) throws -> ScenarioOrder {
        switch kind {
        case .quiet: return .quiet
        case .sustained(let nanoseconds): return .sustained(nanoseconds: nanoseconds)
        case .rate(let rate, let arrivals): return .rate(perSecond: rate, arrivals)
        case .besideCPU: return .beside(.init("cpu", .besideCPU, Burden(.arithmetic), cpus: cpus(beside: subject)))
        case .besideMemory:
            // Four times what the caches hold, where that is known.
            let bytes = StreamCanary.bytes(on: device).map { $0 * 2 } ?? 256 << 20
            return .beside(
                .init("memory", .besideMemory, Burden(.memory, bytes: bytes), cpus: cpus(beside: subject)))
        case .besideModel(let name):
            let cpus = cpus(beside: subject, count: name.threads)
            let model = try name.subject(on: cpus, with: workers, among: local)
            return .beside(.init(model.candidate.name, .besideModel, Burden(.model), cpus: cpus, model: model))
        }
    }

    /// CPUs that the candidate leaves free, as many as there are threads; all that there are if it leaves too few.
    private func cpus(beside subject: ModelSubject, count: Int = 1) -> [Int] {
        let usable = Placement.usableCPUs(of: device)
        let free = usable.filter { !(subject.candidate.cpus ?? []).contains($0) }
        return free.count >= count ? Array(free.prefix(count)) : usable
    }
}

/// A model that is to run beside others: `NAME[/PRECISION][@ENGINE][:THREADS]`.
struct CompanionName {
    let threads: Int
    private let model: String
    private let precision: Precision
    private let engine: EngineName

    init(_ word: String, among local: LocalCatalogue) throws {
        var rest = word[...]
        var threads = 1
        if let colon = rest.lastIndex(of: ":"), let number = Int(rest[rest.index(after: colon)...]) {
            threads = number
            rest = rest[..<colon]
        }
        var engine = EngineName.native
        if let at = rest.lastIndex(of: "@") {
            engine = EngineName(rawValue: String(rest[rest.index(after: at)...]))
            rest = rest[..<at]
        }
        guard (1...1024).contains(threads), let kind = EngineKind.named(engine) else {
            throw ScenarioError.badCompanion(word)
        }
        var precision: Precision?
        if ModelFormat(ofFileNamed: String(rest)) == nil, let slash = rest.lastIndex(of: "/") {
            precision = Precision(rawValue: String(rest[rest.index(after: slash)...]))
            rest = rest[..<slash]
        }
        (model, self.threads, self.engine) = (String(rest), threads, engine)
        let found = try ProfiledModel(named: model, asked: precision.map { [$0] } ?? [], among: local)
        guard let first = found.precisions.first(where: kind.precisions.contains) else {
            throw ScenarioError.badCompanion(word)
        }
        self.precision = first
    }

    func subject(on cpus: [Int], with workers: WorkerSetting, among local: LocalCatalogue) throws -> ModelSubject {
        let found = try ProfiledModel(named: model, asked: [precision], among: local)
        return ModelSubjects.subject(
            found, precision, Runner(engine: engine), Placement(threads: threads, cpus: cpus), with: workers,
            tokens: found.language.map { LanguageSettings().order(for: $0, promptThreads: threads) })
    }
}

/// Why there is no such scenario.
enum ScenarioError: ExplainedError {
    case several([String])
    case inRace(String)
    case tooShort
    case badRate(String)
    case badCompanion(String)

    var what: String { "nothing was measured" }

    var `where`: String {
        switch self {
        case .several(let options): options.map { "--" + $0 }.joined(separator: " and ")
        case .inRace(let option): "--target and --\(option)"
        case .tooShort: "--sustain"
        case .badRate(let word): "--rate \(word)"
        case .badCompanion(let word): "--beside \(word)"
        }
    }

    var why: String {
        switch self {
        case .several: "each is a scenario of its own, and a run has one"
        case .inRace: "a race is decided on the quiet device"
        case .tooShort: "in less than a second nothing gets warm"
        case .badRate: "it is no number of requests a second from 0.2 to 100000"
        case .badCompanion: "it is none of cpu and memory, nor a model that an engine here runs"
        }
    }

    var remedy: String {
        switch self {
        case .several: "start a run for each"
        case .inRace: "race first, and measure the winner so with --model, or add --all"
        case .tooShort: "give it minutes: --sustain 10m"
        case .badRate: "write it as --rate 30/s"
        case .badCompanion: "name a model, and if need be how it runs: --beside mobilenet-v2/int8@native:1"
        }
    }

    var status: ExitStatus { .wrongUsage }
}
