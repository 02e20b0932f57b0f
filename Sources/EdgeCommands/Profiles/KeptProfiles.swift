import EdgeArguments
import EdgePlatform
import EdgeRecords
import EdgeReporting
import EdgeStoring

/// `edgeplan profile list`, `show`, `export`, `import` and `remove`: what the store keeps.
struct KeptProfiles {
    private let parsed: ParsedCommand
    private let surroundings: Surroundings
    private let folder: String

    /// More than any profile takes.
    private static let limitBytes = 256 << 20

    init(_ parsed: ParsedCommand, in surroundings: Surroundings) {
        self.parsed = parsed
        self.surroundings = surroundings
        folder = StoreFolder.path(named: parsed.text(ifGiven: "store"), in: surroundings.environment)
    }

    func outcome() throws -> Outcome {
        switch parsed.path.last {
        case "list": try list()
        case "show": try show()
        case "export": try export()
        case "import": try take(parsed.text("file"))
        default: try remove()
        }
    }

    private func list() throws -> Outcome {
        var list = RunList(store: Store.path(in: folder), runs: [])
        // Before the first run there is no store.
        if UserFile.isThere(list.store) { list = try self.list(of: try Store(readingIn: folder)) }
        let text = RunListText.text(of: list, width: surroundings.textWidth)
        return Outcome(output: parsed.flag("json") ? try RecordText.encode(list) : text)
    }

    private func show() throws -> Outcome {
        let (_, profile) = try chosen()
        guard !parsed.flag("json") else { return Outcome(output: try RecordText.encode(profile)) }
        let width = surroundings.textWidth
        let hasKernels = !profile.ceilings.isEmpty || !profile.kernels.isEmpty
        return Outcome(
            output: hasKernels
                ? KernelProfileText.text(of: profile, width: width) : ModelProfileText.text(of: profile, width: width))
    }

    private func export() throws -> Outcome {
        let (name, profile) = try chosen()
        let path = parsed.text(ifGiven: "output") ?? name + ".json"
        if !parsed.flag("force"), UserFile.isThere(path) { throw KeptRunError.notAsked(path: path) }
        let text = try RecordText.encode(profile)
        try AtomicFile.write(text, to: path)
        // A record that goes to standard output is the output.
        if path == "/dev/stdout" { return Outcome() }
        return Outcome(
            output: parsed.flag("json") ? text : "", errors: parsed.flag("quiet") ? "" : "wrote \(path)\n")
    }

    /// The run that was named, or the latest.
    private func chosen() throws -> (name: String, profile: Profile) {
        guard UserFile.isThere(Store.path(in: folder)) else { throw KeptRunError.noRuns(folder: folder) }
        let store = try Store(readingIn: folder)
        guard let name = try parsed.text(ifGiven: "run").map(store.resolve) ?? store.runs().first?.name else {
            throw KeptRunError.noRuns(folder: folder)
        }
        return (name, try store.profile(name))
    }

    private func take(_ path: String) throws -> Outcome {
        let bytes = try UserFile.bytes(of: path, limitBytes: Self.limitBytes)
        var limits = JSONReader.Limits()
        limits.bytes = Self.limitBytes
        let profile = try RecordText.decode(Profile.self, from: bytes, file: path, limits: limits)
        let text = try RecordText.encode(profile)
        let hash = "sha256:" + SHA256.hex(of: text.utf8)
        try UserFile.makeFolder(folder)
        let store = try Store(writingIn: folder)
        let runs = try store.runs()
        if let known = runs.first(where: { $0.hash == hash }) {
            throw KeptRunError.alreadyThere(known.name, folder: folder)
        }
        // What cannot be gone on with here has come to its end.
        let name = RunName.free(for: profile, kind: "imported", among: runs.map(\.name))
        try store.begin(profile, name: name, request: .init(kind: "imported", words: []))
        guard try store.profile(name) == profile else {
            try store.remove(name)
            throw KeptRunError.contradictory(path: path)
        }
        try store.update(profile, name: name, hash: hash)
        return try answer("imported \(name)\n", store)
    }

    private func remove() throws -> Outcome {
        guard UserFile.isThere(Store.path(in: folder)) else { throw KeptRunError.noRuns(folder: folder) }
        let store = try Store(writingIn: folder)
        let names = try parsed.texts("run").map(store.resolve)
        let unfinished = Set(try store.runs().filter { $0.endedAt == nil && $0.request.kind != "imported" }.map(\.name))
        for name in names {
            if unfinished.contains(name), let holder = MeasuringTurn.holder {
                throw KeptRunError.beingMeasured(name, by: holder)
            }
            try store.remove(name)
            // The record that the run left beside the store.
            let record = "\(folder)/\(name).json"
            if UserFile.isThere(record) { try UserFile.remove(record) }
        }
        return try answer(names.map { "removed \($0)\n" }.joined(), store)
    }

    private func answer(_ text: String, _ store: Store) throws -> Outcome {
        parsed.flag("json")
            ? Outcome(output: try RecordText.encode(try list(of: store)))
            : Outcome(errors: parsed.flag("quiet") ? "" : text)
    }

    private func list(of store: Store) throws -> RunList {
        let runs = try store.runs().map { run in
            var row = RunList.Run(
                name: run.name, kind: run.request.kind, startedAt: run.startedAt, deviceClass: run.deviceClass,
                measurements: run.measurements, samples: run.samples)
            row.words = run.request.words
            row.endedAt = run.endedAt
            row.hash = run.hash
            return row
        }
        return RunList(store: Store.path(in: folder), runs: runs)
    }
}
