import EdgeRecords

/// What a probe learns besides the facts themselves: where they came from, what was doubtful, what stayed unknown.
final class Findings {
    private(set) var warnings: [Warning] = []
    private(set) var unknowns: [Device.Unknown] = []
    private(set) var evidence: [Device.Evidence] = []

    /// Notes the source of a fact; `fact` is its path in the device record.
    func note(_ fact: String, _ value: some CustomStringConvertible, from source: String) {
        let text = value.description
        evidence.append(Device.Evidence(fact: fact, value: text.isEmpty ? "none" : text, from: source))
    }

    /// Notes a source that says otherwise about a fact already noted.
    func disagree(_ fact: String, _ value: some CustomStringConvertible, from source: String) {
        guard let index = evidence.lastIndex(where: { $0.fact == fact }) else { return }
        evidence[index].disagreements.append(Device.Disagreement(from: source, value: value.description))
    }

    /// Notes why a fact is nil.
    func unknown(_ fact: String, because reason: String) {
        unknowns.append(Device.Unknown(fact: fact, reason: reason))
    }

    /// Takes over everything that another reading found.
    func adopt(_ other: Findings) {
        evidence += other.evidence
        unknowns += other.unknowns
        other.warnings.forEach(warn)
    }

    /// The same warning twice says no more than once.
    func warn(_ warning: Warning) {
        if !warnings.contains(warning) { warnings.append(warning) }
    }

    func warn(_ what: String, at place: String, why: String, remedy: String) {
        warn(Warning(what: what, where: place, why: why, remedy: remedy))
    }
}
