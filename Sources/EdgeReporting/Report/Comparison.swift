import EdgeRecords

/// What several profiles have in common, figure beside figure.
struct Comparison {
    struct Side {
        /// `A: AMD EPYC (Zen 5), 2026-11-21`.
        var name: String
        /// `A`, for columns and charts.
        var letter: String
        var profile: Profile
    }

    let sides: [Side]
    static let charted = 10

    static func sides(of profiles: [Profile]) -> [Side] {
        profiles.enumerated().map { number, profile in
            let letter = letter(number)
            let day = profile.conditions.startedAt.prefix(10)
            let name = DeviceSection.name(of: profile.device)
            return Side(name: "\(letter): \(name), \(day)".shown(), letter: letter, profile: profile)
        }
    }

    /// `A`, `B` and so on; numbers where letters end.
    static func letter(_ number: Int) -> String {
        number < 26 ? String(UnicodeScalar(UInt8(65 + number))) : "\(number + 1)"
    }

    /// One thing that was measured on several sides; nil where it was not.
    struct Line {
        var label: String
        var figures: [Figure?]

        /// How many times the first side's figure each is.
        func ratio(_ side: Int) -> Double? {
            guard let first = figures[0], let other = figures[side], first.value > 0 else { return nil }
            return try? other.ratio(to: first)
        }
        var isShared: Bool { figures.count { $0 != nil } > 1 }
    }

    var candidates: [Line] {
        let measured = sides.map { side in
            Dictionary(
                side.profile.measurements.filter { $0.scenario == .quiet && $0.outcome == .ok }
                    .map { (ComparedCandidate($0.candidate), $0.latencyNanoseconds) }
            ) { first, _ in first }
        }
        return lines(measured) {
            $0.label
        } figure: {
            $0[.p95]
        }
    }

    var ceilingLines: [Line] {
        let measured = sides.map { side in
            Dictionary(side.profile.ceilings.map { (NamedThreads(name: $0.name, threads: $0.threads), $0) }) {
                first, _ in first
            }
        }
        return lines(measured) {
            $0.label
        } figure: {
            $0.operationsPerSecond ?? $0.bytesPerSecond
        }
    }

    var kernelLines: [Line] {
        let measured = sides.map { side in
            Dictionary(
                side.profile.kernels.map { (NamedThreads(name: KernelsSection.name(of: $0), threads: $0.threads), $0) }
            ) { first, _ in first }
        }
        return lines(measured) {
            $0.label
        } figure: {
            $0.operationsPerSecond
        }
    }

    private func lines<Key: Hashable, Value>(
        _ measured: [[Key: Value]], label: (Key) -> String, figure: (Value) -> Figure?
    ) -> [Line] {
        let keys = measured.flatMap(\.keys).uniqued().map { (key: $0, label: label($0)) }.sorted { $0.label < $1.label }
        return keys.map { key, label in Line(label: label, figures: measured.map { $0[key].flatMap(figure) }) }
            .filter(\.isShared)
    }
}

/// CPUs are numbered otherwise on another device: they are no part of what is compared.
private struct ComparedCandidate: Hashable {
    var variant: String
    var engine: String
    var threads: Int

    init(_ candidate: Candidate) {
        (variant, engine, threads) = (candidate.variant, candidate.engineInWords, candidate.threads)
    }

    var label: String { "\(variant.shown(atMost: 80)) ×\(threads) \(engine.shown(atMost: 30))" }
}

private struct NamedThreads: Hashable {
    var name: String
    var threads: Int

    var label: String { "\(name.shown(atMost: 100)) ×\(threads)" }
}
