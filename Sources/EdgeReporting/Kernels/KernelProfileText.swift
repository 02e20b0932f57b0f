public import EdgeRecords

/// A profile's ceilings and kernels, as a person reads them.
public enum KernelProfileText {
    /// - Parameter width: of the terminal, from 40 on.
    public static func text(of profile: Profile, width: Int) -> String {
        let ceilings = CeilingTables(profile.ceilings)
        let kernels = KernelTables(profile.kernels)
        let sections =
            [heading(of: profile, width: width)] + ceilings.sections(width: width) + kernels.sections(width: width)
            + [warnings(of: profile, width: width)]
        return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private static func heading(of profile: Profile, width: Int) -> [String] {
        let processor = profile.device.processor
        let name = processor.name ?? processor.microarchitecture ?? "Unknown processor"
        let design = processor.microarchitecture.map { name.contains($0) ? "" : " (\($0))" } ?? ""
        let facts = [name + design, profile.device.class, profile.conditions.startedAt].filter { !$0.isEmpty }
        return Wrapping.hanging(facts.joined(separator: " · "), indent: 2, width: width, first: 0)
    }

    private static func warnings(of profile: Profile, width: Int) -> [String] {
        guard profile.conditions.contended, let share = profile.conditions.contendedShare else { return [] }
        return Wrapping.hanging(
            "! Other work disturbed \(NumberText.percent(ratio: share)) of the rates in most of their rounds. The best "
                + "rounds are shown; for medians to trust, measure again when the device is quiet.", indent: 2,
            width: width, first: 0)
    }
}
