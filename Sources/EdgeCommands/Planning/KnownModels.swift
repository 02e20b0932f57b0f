import EdgeModels
import EdgeRecords

/// The models of profiles' candidates, as records.
enum KnownModels {
    /// The user's own first: of two of one name they are the ones that were measured.
    static func records(
        of profiles: [Profile], withLayers: Bool = false, in environment: [String: String]
    ) throws -> [Model] {
        let local = LocalCatalogue(folder: CacheFolder.models(in: environment))
        let names = Set(profiles.flatMap(\.measurements).map(\.candidate.model)).sorted()
        return try names.compactMap { name in
            try local.model(named: name).map(local.withAccuracies)
                ?? Catalogue.model(named: name)?.record(withLayers: withLayers)
        }
    }
}
