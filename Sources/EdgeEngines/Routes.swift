package import EdgeRecords

extension EngineRoute {
    /// Whether the library has it, and if so why it cannot be used nevertheless.
    package func offered(but reason: String? = nil) -> EngineRoute {
        var route = self
        (route.isOffered, route.isUsable, route.reason) = (true, reason == nil, reason)
        return route
    }
}

extension EngineKind {
    /// The ways that a user's words mean: without any its usual one, and of a place those of its own kernels if there
    /// are such.
    ///
    /// - Throws: `noRoute` if there are none.
    package func routes(
        providers: [String], placements: [Candidate.Placement]
    ) throws(EngineError) -> [EngineRoute] {
        let there = routes.filter { placements.isEmpty || placements.contains($0.placement) }
        var found: [EngineRoute]
        if providers.isEmpty {
            let own = there.filter { $0.provider == nil }
            found = own.isEmpty ? there : own
            if placements.isEmpty { found = Array(found.prefix(1)) }
        } else {
            found = providers.flatMap { word in
                let named = there.filter { ($0.provider ?? $0.placement.rawValue) == word }
                return placements.isEmpty ? Array(named.prefix(1)) : named
            }
        }
        guard !found.isEmpty else { throw .noRoute(engine: name, known: routes) }
        return found
    }

    /// All that a user may name; an engine's own kernels are `cpu`.
    package static var providers: [String] {
        ["cpu"] + all.flatMap { $0.routes.compactMap(\.provider) }.uniqued()
    }
}
