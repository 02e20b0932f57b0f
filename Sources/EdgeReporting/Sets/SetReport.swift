import EdgeRecords

extension Report {
    /// Several tasks at once, the steps of a pipeline, or one question with several targets.
    public init(of input: SetInput) {
        let parts = input.parts
        let outcomes: [SectionOutcome] = [
            SetSettings.outcome(input, parts), SetChoices.outcome(input, parts), SetTogether.outcome(input, parts),
            SetCandidates.outcome(input), RejectedSection.outcome(parts.map { ($0.name, $0.plan) }),
            Self.device(input), Self.conditions(input), .shown(SetCommands.section(input, parts)),
        ]
        let device = input.profile.map { DeviceSection.name(of: $0.device) }
        let place = device ?? input.set.plans.first.map { "the class \($0.deviceClass)" } ?? "no device"
        self.init(
            title: "\(input.subject) on \(place)".shown(), verdict: SetVerdict(input, parts).verdict)
        keyFigures = SetVerdict(input, parts).figures
        sections = outcomes.compactMap(\.section)
        absent = outcomes.compactMap(\.absent)
        record = (try? RecordText.value(of: input.set)).flatMap(RecordBlock.text)
        next = (input.verification == nil ? input.set.next : input.verification?.next)?.shown(atMost: 1000)
        colophon = Self.colophon(of: input)
    }

    private static func device(_ input: SetInput) -> SectionOutcome {
        input.profile.map { .shown(DeviceSection.section($0.device)) } ?? .missing(.device, unnamed)
    }

    private static func conditions(_ input: SetInput) -> SectionOutcome {
        input.profile.map { .shown(ConditionsSection.section(ReportInput(profile: $0))) }
            ?? .missing(.conditions, unnamed)
    }

    private static let unnamed = "The profile that the plans rest on is not at hand: name its file beside the plans."

    private static func colophon(of input: SetInput) -> String {
        let deviceClass = (input.set.plans.first?.deviceClass ?? "none").shown()
        return input.profile.map { colophon(of: ReportInput(profile: $0)) }
            ?? "Made of \(Words.counted(input.set.plans.count, "plan")) for the device class \(deviceClass)."
    }
}
