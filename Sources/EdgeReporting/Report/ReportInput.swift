public import EdgeRecords

/// The records that a report is made of.
public struct ReportInput: Sendable {
    public var profile: Profile
    /// What was recommended on the strength of it.
    public var plan: Plan?
    /// What to compare with.
    public var baseline: Profile?

    public init(profile: Profile, plan: Plan? = nil, baseline: Profile? = nil) {
        self.profile = plan.map { profile.competing(in: [$0]) } ?? profile
        self.plan = plan
        self.baseline = baseline
    }
}

extension Profile {
    /// Without what was measured of candidates that no plan mentions: they answer another question.
    func competing(in plans: [Plan]) -> Profile {
        let options = plans.flatMap { $0.ranked + [$0.choice, $0.closest, $0.current].compactMap(\.self) }
        let rejected = plans.flatMap { $0.rejected.map(\.candidate) }
        let names = Set((options.map(\.candidate) + rejected).map(\.name))
        var profile = self
        profile.measurements.removeAll { $0.outcome == .ok && !names.contains($0.candidate.name) }
        return profile.measurements.isEmpty ? self : profile
    }
}

extension Report {
    /// The whole report; the same records give the same.
    public init(of input: ReportInput) {
        let candidates = CandidateRows(input)
        let outcomes: [SectionOutcome] = [
            SettingsSection.outcome(input, candidates), LatencySection.outcome(input, candidates),
            AccuracySection.outcome(input, candidates), ThreadsSection.outcome(input, candidates),
            RooflineSection.outcome(input.profile), LayersSection.outcome(candidates),
            CostsSection.outcome(input, candidates), .shown(DeviceSection.section(input.profile.device)),
            CeilingsSection.outcome(input.profile), KernelsSection.outcome(input.profile),
            CandidatesSection.outcome(input, candidates), RejectedSection.outcome(input, candidates),
            .shown(ConditionsSection.section(input)), ChangesSection.outcome(input, candidates),
            .shown(CommandsSection.section(input)),
        ]
        self.init(title: Self.title(of: input), verdict: VerdictBuilder(input, candidates).verdict)
        keyFigures = KeyFigures(input, candidates).figures
        sections = outcomes.compactMap(\.section)
        if let scenarios = ScenariosSection.section(input) {
            let place = sections.firstIndex { $0.id.place > scenarios.id.place } ?? sections.count
            sections.insert(scenarios, at: place)
        }
        absent = outcomes.compactMap(\.absent)
        record = RecordBlock.text(of: input)
        next = input.plan?.next?.shown(atMost: 1000)
        colophon = Self.colophon(of: input)
    }

    private static func title(of input: ReportInput) -> String {
        let models = CandidateRows.models(of: input)
        let subject = models.count == 1 ? models[0] : models.isEmpty ? nil : Words.counted(models.count, "model")
        return [input.plan?.choice?.candidate.variant ?? subject, DeviceSection.name(of: input.profile.device)]
            .compactMap { $0?.shown() }.joined(separator: " on ")
    }

    static func colophon(of input: ReportInput) -> String {
        let program = input.profile.program
        let moment = input.profile.conditions.startedAt.shown(atMost: 40)
        return "Measured from \(moment) by EdgePlan \(program.version.shown(atMost: 40)), a \(program.build.rawValue) "
            + "build, on a device of the class \(input.profile.device.class.shown())."
    }
}

/// A section, or why there is none.
enum SectionOutcome {
    case shown(ReportSection)
    case missing(SectionID, String)

    var section: ReportSection? { if case .shown(let section) = self { section } else { nil } }
    var absent: AbsentSection? {
        if case .missing(let id, let reason) = self { AbsentSection(id: id, reason: reason) } else { nil }
    }
}

/// The profile as it travels in the page: without samples, which stay in its file.
enum RecordBlock {
    private static let candidatesAtMost = 500
    private static let bytesAtMost = 80_000

    static func text(of input: ReportInput) -> String? {
        guard input.profile.measurements.count <= candidatesAtMost else { return nil }
        var profile = input.profile
        for index in profile.measurements.indices {
            profile.measurements[index].samples = nil
            profile.measurements[index].layers = nil
        }
        profile.device.evidence = []
        guard let value = try? RecordText.value(of: profile) else { return nil }
        return text(of: value)
    }

    /// Nil where it is too large to travel along.
    static func text(of value: JSONValue) -> String? {
        let text = JSONWriter.text(of: known(value), layout: .line)
        return text.utf8.count <= bytesAtMost ? text : nil
    }

    /// Without what is unknown or empty: a record may leave that out, and it is half of the bytes.
    private static func known(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let members): .object(members.mapValues(known).filter { $0.value != .null && $0.value != [] })
        case .array(let elements): .array(elements.map(known))
        default: value
        }
    }
}
