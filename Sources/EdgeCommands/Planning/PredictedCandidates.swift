import EdgeModels
import EdgePlanning
import EdgeRecords

/// Candidates that nobody measured, with what is expected of them.
enum PredictedCandidates {
    /// Every variant of the task's models that our own engine reads, on it.
    ///
    /// - Returns: the models too, which the planner asks for their accuracies.
    static func all(
        for requirement: Requirement, from profiles: [Profile], in environment: [String: String]
    ) throws -> (options: [Plan.Option], models: [Model]) {
        let measured = try KnownModels.records(of: profiles, withLayers: true, in: environment)
        guard let predictor = WorkPredictor(profiles, models: measured) else { throw PredictionError.noCeilings }
        let local = try LocalCatalogue(folder: CacheFolder.models(in: environment)).models()
        let built = Catalogue.models.filter { $0.task == requirement.task }.map { $0.record(withLayers: true) }
        let models = local.filter { $0.task == requirement.task } + built
        let options = models.flatMap { model in
            model.variants.filter { $0.format == nil }.flatMap { variant in
                predictor.threads.compactMap { threads in
                    var candidate = Candidate(
                        model: model.name, variant: variant.name, precision: variant.precision, weights: model.weights,
                        engine: .native, threads: threads)
                    candidate.modelHash = variant.hash
                    return predictor.option(for: candidate, variant)
                }
            }
        }
        return (options, models)
    }
}
