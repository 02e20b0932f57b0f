import EdgePlatform
package import EdgeRecords

/// What earlier runs on a device say of the next.
package struct DeviceHistory {
    /// CPUs of each design of core, the fastest first; empty where all are alike.
    private let coreKinds: [Device.CoreKind]
    /// What fixed work took by the design of core when the device was quiet.
    private let quiet: [String?: Double]
    package let drift: RunDrift?

    package init() {
        (coreKinds, quiet, drift) = ([], [:], nil)
    }

    /// - Parameters:
    ///   - references: of each earlier run what its quiet blocks took, in any order.
    ///   - repeated: medians of candidates that were measured in several runs.
    package init(of device: Device, references: [[Conditions.Canary.Reference]], repeated: [[Double]]) {
        coreKinds = device.processor.coreKinds.count > 1 ? device.processor.coreKinds : []
        let byKind = Dictionary(grouping: references.flatMap { $0 }, by: \.coreKind)
        // One lucky run condemns none of those that follow.
        quiet = byKind.compactMapValues { list in
            let sorted = list.map(\.nanoseconds).sorted()
            return sorted.count > 1 ? sorted[1] : sorted.first
        }
        drift = RunDrift(of: repeated, assuming: .assumed(isVirtual: device.machine.virtualization != nil))
    }

    /// The slowest design of core that a candidate waits for; nil where all are alike.
    package func coreKind(of candidate: Candidate) -> String? {
        guard let cpus = candidate.cpus else { return nil }
        return coreKinds.last { !Set($0.cpus).isDisjoint(with: cpus) }?.name
    }

    package func quietNanoseconds(on coreKind: String?) -> Double? { quiet[coreKind] }

    /// Marks the blocks that were not quiet; cores of different designs are no measure of each other.
    package func judge(_ drafts: inout [MeasurementDraft]) {
        for (kind, check) in checks(of: drafts) {
            for place in drafts.indices where coreKind(of: drafts[place].candidate) == kind {
                drafts[place].judge(by: check)
            }
        }
    }

    /// How fast fixed work was, by the design of core.
    package func checks(of drafts: [MeasurementDraft]) -> [String?: QuietCheck] {
        Dictionary(grouping: drafts) { coreKind(of: $0.candidate) }.reduce(into: [:]) { checks, group in
            checks[group.key] = QuietCheck(group.value.flatMap(\.runs), earlier: quiet[group.key])
        }
    }
}

extension Conditions {
    /// What was seen around the workers.
    package mutating func take(_ drafts: [MeasurementDraft], isolation: [String]?, _ history: DeviceHistory) {
        let runs = drafts.flatMap(\.runs)
        if let isolation { self.isolation = isolation }
        guard !runs.isEmpty else { return }
        contendedShare = Double(runs.count { $0.contended }) / Double(runs.count)
        contended = runs.allSatisfy { $0.contended }
        let references = history.checks(of: drafts).compactMap { kind, check in
            check.referenceNanoseconds.map {
                Canary.Reference(
                    coreKind: kind, nanoseconds: $0, earlierNanoseconds: history.quietNanoseconds(on: kind))
            }
        }
        let sorted = references.sorted { $0.nanoseconds < $1.nanoseconds }
        guard let fastest = sorted.first else { return }
        let count = runs.compactMap(\.arithmeticCanary).count
        canary = Canary(
            referenceNanoseconds: Figure(
                fastest.nanoseconds, .percentile(20), count: count, source: .measured, basis: [EdgePlatform.Canary.work]
            ))
        canary?.references = sorted
    }
}
