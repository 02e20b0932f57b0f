import EdgeArguments
import EdgeKernels
import EdgeModels
import EdgePlatform
import EdgeProbing
import EdgeProfiling
import EdgeRecords
import EdgeReporting

/// One run of `edgeplan profile models`.
struct ModelProfileRun {
    private let parsed: ParsedCommand
    private let surroundings: Surroundings

    init(_ parsed: ParsedCommand, in surroundings: Surroundings) {
        self.parsed = parsed
        self.surroundings = surroundings
    }

    func outcome() throws -> Outcome {
        let device = DeviceProbe(tree: try FileTree.open("/")).device()
        InstructionSet.restrict(to: InstructionSetChoice.executed(on: device, of: InstructionSet.available))
        var bench = try ModelBench()
        bench.notesLayers = parsed.flag("layers")
        let subjects = try subjects(on: device)
        var profile = Profile(device: device, program: Version.program, conditions: .now(on: device))
        Interruption.watch()
        for (number, subject) in subjects.enumerated() {
            let candidate = subject.model.candidate(subject.precision, at: subject.placement)
            surroundings.console.progress(
                "\(candidate.variant), \(subject.placement.name)", fraction: Double(number) / Double(subjects.count))
            let measurement = try bench.measurement(of: candidate, load: subject.model.loader(subject.precision))
            guard let measurement else { break }
            profile.measurements.append(measurement)
        }
        surroundings.console.clearProgress()
        profile.conditions.finish()
        return try outcome(of: profile, isComplete: profile.measurements.count == subjects.count)
    }

    /// What is timed at once.
    private struct Subject {
        let model: ProfiledModel
        let precision: Precision
        let placement: Placement
    }

    private func subjects(on device: Device) throws -> [Subject] {
        var threads: [Int] = []
        if case .listed(let listed) = parsed.list("threads") { threads = listed }
        let placements = try Placement.all(on: device, threads: threads).filter { $0.coreKind == nil }
        let asked = parsed.words("precision").map { Precision(rawValue: $0) }
        // A path may have commas of its own.
        var names = parsed.texts("model").flatMap { word in
            word.contains("/") ? [word] : word.split(separator: ",").map(String.init)
        }
        if names.isEmpty {
            names = Catalogue.models.filter { $0.task == .imageClassification }.map(\.name)
        }
        let local = LocalCatalogue(folder: CacheFolder.models(in: surroundings.environment))
        return try names.flatMap { name in
            let model = try ProfiledModel(
                named: name, asked: asked, binding: try Binding.sizes(parsed), among: local)
            return model.precisions.flatMap { precision in
                placements.map { Subject(model: model, precision: precision, placement: $0) }
            }
        }
    }

    private func outcome(of profile: Profile, isComplete: Bool) throws -> Outcome {
        let output =
            parsed.flag("json")
            ? try RecordText.encode(profile) : ModelProfileText.text(of: profile, width: surroundings.textWidth)
        return Outcome(
            output: output, errors: isComplete ? "" : "edgeplan: interrupted\n",
            status: isComplete ? .done : .interrupted)
    }
}
