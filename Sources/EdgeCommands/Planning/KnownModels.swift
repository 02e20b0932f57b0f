import EdgeModels
import EdgeRecords

/// The models of profiles' candidates, as records.
enum KnownModels {
    /// The user's own first: of two of one name they are the ones that were measured.
    ///
    /// - Parameter withLayers: what predictions need; of the catalogue's networks plans ask only what is stated of them.
    static func records(
        of profiles: [Profile], withLayers: Bool = false, in environment: [String: String]
    ) throws -> [Model] {
        let local = LocalCatalogue(folder: CacheFolder.models(in: environment))
        let names = Set(profiles.flatMap(\.measurements).map(\.candidate.model)).sorted()
        return try names.compactMap { name in
            try local.model(named: name).map(local.withAccuracies)
                ?? Catalogue.model(named: name).map { withLayers ? $0.record(withLayers: true) : $0.statement }
        }
    }
}

/// What was measured of models' files, at candidates that ran the very file.
enum KnownAccuracies {
    /// A candidate's own accuracy stays; otherwise the one that counts most samples of those on its engine and its class
    /// of instruction sets.
    static func attached(to profile: Profile, in environment: [String: String]) throws -> Profile {
        let local = LocalCatalogue(folder: CacheFolder.models(in: environment))
        var profile = profile
        var known: [String: KeptAccuracies] = [:]
        for place in profile.measurements.indices {
            let candidate = profile.measurements[place].candidate
            guard profile.measurements[place].accuracy == nil, let hash = candidate.modelHash,
                let isaClass = candidate.knownISAClass
            else { continue }
            let kept = try known[hash] ?? local.accuracies(of: hash)
            known[hash] = kept
            let found = kept.accuracies(at: candidate.precision).filter {
                $0.kind == .measured && $0.engine == candidate.engine && $0.isaClass == isaClass
            }
            // Nothing is written where nothing was found: thousands of measurements would be copied for it.
            guard let best = found.max(by: { $0.value.count < $1.value.count }) else { continue }
            profile.measurements[place].accuracy = best
        }
        return profile
    }
}
