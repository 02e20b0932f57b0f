import EdgeEngines
import EdgeModels
import EdgePlanning
import EdgePlatform
import EdgeRecords

/// How servers are started for a plan: for its choice, and for models that nobody measured behind one.
struct ServerConfigurations {
    private let requirement: Requirement
    private let device: Device
    private let local: LocalCatalogue
    private let environment: [String: String]

    private static let usualContextTokens = 2048

    init(_ requirement: Requirement, on device: Device, in surroundings: Surroundings) {
        (self.requirement, self.device, environment) = (requirement, device, surroundings.environment)
        local = LocalCatalogue(folder: CacheFolder.models(in: environment))
    }

    /// Those that the question is about: engines that serve, if it names any.
    private var servers: [EngineKind] {
        requirement.engines.compactMap { EngineKind.named($0) }.filter(\.serves)
    }

    /// Whether nothing but servers is asked for, and what was not measured too.
    var areAllThatCount: Bool {
        requirement.allowed.contains(.predicted) && !servers.isEmpty && servers.count == requirement.engines.count
    }

    /// - Parameter measured: what of them was measured, whatever came of it.
    func all(choice: Candidate?, measured: [Candidate]) throws -> [Plan.Configuration] {
        var all: [Plan.Configuration] = []
        if let choice, EngineKind.named(choice.engine)?.serves == true, let model = try local.model(named: choice.model)
        {
            all.append(configuration(of: model, choice, .measured))
        }
        guard requirement.allowed.contains(.predicted) else { return all }
        for kind in servers {
            for model in try local.models() where model.task == requirement.task && isLicensed(model) {
                for variant in model.variants where variant.format.map(kind.formats.contains) == true {
                    guard !measured.contains(where: { $0.variant == variant.name && $0.engine == kind.name }) else {
                        continue
                    }
                    all.append(configuration(of: model, candidate(model, variant, kind), .unverified))
                }
            }
        }
        return all
    }

    private func isLicensed(_ model: Model) -> Bool {
        requirement.licences.isEmpty || model.licence.map(requirement.licences.contains) == true
    }

    /// On all of the device: nobody knows what would be better.
    private func candidate(_ model: Model, _ variant: Variant, _ kind: EngineKind) -> Candidate {
        var candidate = Candidate(
            model: model.name, variant: variant.name, precision: variant.precision, weights: model.weights,
            engine: kind.name, threads: max(device.limits.usableCPUs, 1))
        if let route = kind.routes.first(where: { route in
            route.placement != .cpu && device.obstacle(to: route.placement, for: kind.name, route.provider) == nil
        }) {
            (candidate.provider, candidate.placement) = (route.provider, route.placement)
        }
        candidate.modelHash = variant.hash
        candidate.contextTokens = min(model.language?.contextTokens ?? .max, Self.usualContextTokens)
        candidate.concurrency = 1
        return candidate
    }

    private func configuration(
        of model: Model, _ candidate: Candidate, _ status: Plan.Configuration.Status
    ) -> Plan.Configuration {
        let command = VLLMCommand(model: local.path(of: model), model.language, for: candidate)
        return Plan.Configuration(
            candidate: candidate, status: status, reason: status == .unverified ? reason(candidate) : nil,
            command: ["python3"] + command.words, environment: command.environment)
    }

    private func reason(_ candidate: Candidate) -> String {
        let name = candidate.engine.rawValue
        let isHere = EngineKind.named(candidate.engine)?.places.map { places in
            (try? FileTree(root: "/")).flatMap { LibrarySearch(places, environment: environment, tree: $0).first() }
                != nil
        }
        return (isHere == true ? "" : "\(name) is not here, and ")
            + "nobody measured it so on this class of device: edgeplan profile models --model \(candidate.model) "
            + "--engine \(name)"
    }
}

extension Plan {
    /// Where nothing was measured that could be chosen: what could be tried.
    ///
    /// - Returns: nil if that is nothing.
    static func unverified(_ configurations: [Configuration], _ request: PlanningRequest) -> Plan? {
        guard let first = configurations.first, let profile = request.evidence.first?.profile else { return nil }
        let count = configurations.count == 1 ? "one configuration" : "\(configurations.count) configurations"
        var plan = Plan(
            requirement: request.requirement, deviceClass: profile.device.class, verdict: .undecided,
            summary: "Undecided: nothing was measured for \(request.requirement.task.rawValue) on "
                + "\(first.candidate.engine.rawValue). There is \(count) to try, unverified: nobody has seen what it does "
                + "on this class of device.")
        plan.deviceClassKey = profile.device.classKey.isEmpty ? nil : profile.device.classKey
        plan.profileHashes = request.evidence.compactMap(\.hash)
        plan.configurations = configurations
        plan.next =
            "edgeplan profile models --model \(first.candidate.model) --engine \(first.candidate.engine.rawValue)"
        plan.reproduce = request.reproduce
        return plan
    }
}
