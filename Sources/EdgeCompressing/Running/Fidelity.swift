import EdgeModels
public import EdgeRecords

/// How near one network stays to another on the same inputs.
public struct Fidelity: Sendable {
    /// Inputs for which both name the same answer; nil if their outputs are no scores.
    public private(set) var agreeing: Int?
    public private(set) var samples = 0
    private var signal = 0.0
    private var noise = 0.0

    /// Tenfold logarithm of how much larger the outputs are than their errors, as powers; nil without any signal.
    public var signalToNoiseDecibels: Double? { Self.decibels(signal, noise) }

    /// 10 × log10 of the ratio; at most 200 where nothing differs.
    static func decibels(_ signal: Double, _ noise: Double) -> Double? {
        guard signal > 0 else { return nil }
        guard noise > 0 else { return 200 }
        return min(10 * Exponential.log(signal / noise) / Exponential.log(10), 200)
    }

    /// The part that is noise, as a ratio of powers.
    var noiseShare: Double { signal > 0 ? noise / signal : 0 }

    /// For each input, how likely its answer is to stay.
    private var chances: [Double] = []
    private static let rivals = 4

    /// The share of answers that should change, if the errors of an input's scores fall as chance has it.
    ///
    /// Of a few inputs it tells more than a count of changed answers does, which is a matter of single ones.
    var expectedLoss: Double? {
        chances.isEmpty ? nil : 1 - chances.reduce(0, +) / Double(chances.count)
    }

    /// By how far the network's own best answer is ahead of the next few, and how much that changed.
    private mutating func addChance(_ output: [Float], _ exact: [Float]) {
        guard let best = exact.placeOfLargest, output.count == exact.count else { return }
        let next = exact.indices.filter { $0 != best && exact[$0].isFinite }
            .sorted { exact[$0] > exact[$1] }.prefix(Self.rivals)
        let margins = next.map { Double(exact[best] - exact[$0]) }
        var changes = 0.0
        for (rival, margin) in zip(next, margins) {
            let change = Double(output[best] - output[rival]) - margin
            changes += change.isFinite ? change * change : 1e30
        }
        let deviation = (changes / Double(max(next.count, 1))).squareRoot()
        chances.append(
            deviation > 0 ? margins.reduce(1.0) { $0 * Distributions.normal(below: $1 / deviation) } : 1)
    }

    public var agreement: Figure? {
        agreeing.flatMap { $0 <= samples && samples > 0 ? Figure(agreeing: $0, of: samples) : nil }
    }

    mutating func add(_ outputs: [[Float]], reference: [[Float]], areScores: Bool) {
        samples += 1
        for (output, exact) in zip(outputs, reference) {
            for (number, wanted) in zip(output, exact) {
                let difference = Double(number) - Double(wanted)
                signal += Double(wanted) * Double(wanted)
                // What is no number is as wrong as can be.
                noise += difference.isFinite ? difference * difference : 1e30
            }
        }
        guard areScores, let output = outputs.first, let exact = reference.first else { return }
        addChance(output, exact)
        agreeing = (agreeing ?? 0) + (output.placeOfLargest == exact.placeOfLargest ? 1 : 0)
    }
}

extension [Float] {
    /// The first of equals.
    var placeOfLargest: Int? {
        var best: Int?
        for place in indices where best.map({ self[place] > self[$0] }) ?? !self[place].isNaN { best = place }
        return best
    }
}

extension Figure {
    /// How often two answers were the same, with Wilson's interval.
    fileprivate init(agreeing: Int, of samples: Int) {
        self.init(
            Double(agreeing) / Double(samples), .mean, count: samples,
            interval: Wilson.interval(of: agreeing, in: samples), confidence: 0.95, source: .measured)
    }
}
