import EdgeRecords

/// The models by name, with what a planner asks of them.
struct ModelIndex {
    private let models: [String: Entry]

    /// Shared, since thousands of candidates ask.
    private final class Entry {
        let model: Model
        let variants: [String: Variant]
        let fullPrecision: [Variant]

        init(_ model: Model) {
            self.model = model
            variants = Dictionary(model.variants.map { ($0.name, $0) }) { first, _ in first }
            fullPrecision = model.variants.filter { $0.precision == .fp32 }
        }
    }

    init(_ models: [Model]) {
        // Of two records of one name the first counts: the caller puts what it trusts more in front.
        self.models = Dictionary(models.map { ($0.name, Entry($0)) }) { first, _ in first }
    }

    subscript(_ candidate: Candidate) -> Model? { models[candidate.model]?.model }

    func variant(of candidate: Candidate) -> Variant? {
        models[candidate.model]?.variants[candidate.variant]
    }

    /// The variant, unless the candidate ran another file than the one that its record is of.
    func file(of candidate: Candidate) -> Variant? {
        guard let variant = variant(of: candidate) else { return nil }
        guard let ran = candidate.modelHash, let known = variant.hash else { return variant }
        return ran == known ? variant : nil
    }

    /// Of what a candidate was made from; where that too is only near to its own parent, what is left of that one's.
    func parentAccuracy(of candidate: Candidate) -> Accuracy? {
        let stated = variant(of: candidate)?.parentAccuracy
        guard let parent = parent(of: candidate), let own = parent.accuracy else { return stated }
        guard own.kind == .fidelity, var root = parent.parentAccuracy else { return own }
        let left = RankingAccuracy(measured: nil, fidelity: own, published: nil, parent: root)
        guard let ranking = left?.ranking else { return own }
        root.value = ranking
        return root
    }

    /// The variant that others of its model were made from: the one at full precision.
    private func parent(of candidate: Candidate) -> Variant? {
        models[candidate.model]?.fullPrecision.first { $0.name != candidate.variant }
    }
}
