import EdgeRecords

/// The models by name, with what a planner asks of them.
struct ModelIndex {
    private let models: [String: Model]

    init(_ models: [Model]) {
        // Of two records of one name the first counts: the caller puts what it trusts more in front.
        self.models = Dictionary(models.map { ($0.name, $0) }) { first, _ in first }
    }

    subscript(_ candidate: Candidate) -> Model? { models[candidate.model] }

    func variant(of candidate: Candidate) -> Variant? {
        models[candidate.model]?.variants.first { $0.name == candidate.variant }
    }

    /// The variant, unless the candidate ran another file than the one that its record is of.
    func file(of candidate: Candidate) -> Variant? {
        guard let variant = variant(of: candidate) else { return nil }
        guard let ran = candidate.modelHash, let known = variant.hash else { return variant }
        return ran == known ? variant : nil
    }

    /// The variant that others of its model were made from: the one at full precision.
    func parent(of candidate: Candidate) -> Variant? {
        models[candidate.model]?.variants.first { $0.precision == .fp32 && $0.name != candidate.variant }
    }
}
