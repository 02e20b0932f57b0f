import EdgeEngines
import EdgePlatform
import EdgeRecords

/// Makes the private environment, and puts engines' packages into it.
struct EngineInstaller {
    private let surroundings: Surroundings
    private let folder: String

    private static let deadlineNanoseconds: Int64 = 900_000_000_000

    init(_ surroundings: Surroundings) {
        self.surroundings = surroundings
        folder = LibrarySearch.privateFolder(in: surroundings.environment)
    }

    func install(_ kind: EngineKind) throws {
        guard let requirements = EngineLock.requirements(for: kind.name) else {
            throw EngineInstallError.noPackage(kind.name)
        }
        Interruption.watch()
        let scratch = try ScratchFolder(in: surroundings.scratchPlace)
        let list = scratch.path + "/engines.lock"
        try AtomicFile.write(requirements, to: list)
        let python = folder + "/bin/python3"
        if (try? FileTree(root: "/"))?.kind(of: python) != .file {
            try UserFile.makeFolder(folder)
            try run(["python3", "-m", "venv", folder], "making \(folder)") { .noPython(folder: folder, why: $0) }
        }
        let words = [
            python, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--require-hashes",
            "--no-deps", "--only-binary=:all:", "--requirement", list,
        ]
        try run(words, "fetching \(EngineLock.package(for: kind.name) ?? kind.name.rawValue)") {
            .notInstalled(kind.name, folder: folder, why: $0)
        }
        surroundings.console.clearProgress()
    }

    /// Runs a program that the path leads to, with the whole environment: its settings and proxies are the user's.
    private func run(
        _ words: [String], _ doing: String, _ failure: (String) -> EngineInstallError
    ) throws(EngineInstallError) {
        surroundings.console.progress(doing, fraction: nil)
        var command = ChildCommand(
            program: "/usr/bin/env", words: ["env"] + words, environment: surroundings.environment)
        command.mayUseNetwork = true
        let child: ChildProcess
        do throws(ChildError) {
            child = try ChildProcess(command)
        } catch {
            throw failure(error.why)
        }
        let deadline = MonotonicClock.nanoseconds + Self.deadlineNanoseconds
        let event = child.next(deadline: deadline, isInterrupted: { Interruption.isRequested })
        if event != .hungUp { child.kill() }
        let ending = child.end(withinNanoseconds: 5_000_000_000)
        guard ending.status != 0 || event != .hungUp else { return }
        if event == .interrupted { throw .interrupted(folder: folder) }
        let lines = String(decoding: child.prints, as: UTF8.self).split(separator: "\n").filter { !$0.isEmpty }
        throw failure(lines.last.map(String.init) ?? ending.text)
    }
}

/// Why an engine could not be installed.
enum EngineInstallError: ExplainedError {
    case noPackage(EngineName)
    case noPython(folder: String, why: String)
    case notInstalled(EngineName, folder: String, why: String)
    case interrupted(folder: String)

    var what: String {
        switch self {
        case .noPackage(let name), .notInstalled(let name, _, _): "\(name.rawValue) was not installed"
        case .noPython: "the private environment could not be made"
        case .interrupted: "the installation was interrupted"
        }
    }

    var `where`: String {
        switch self {
        case .noPackage: "edgeplan engines install"
        case .noPython(let folder, _), .notInstalled(_, let folder, _), .interrupted(let folder): folder
        }
    }

    var why: String {
        switch self {
        case .noPackage: "it comes from no package that this program knows"
        case .noPython(_, let why), .notInstalled(_, _, let why): why
        case .interrupted: "you stopped it"
        }
    }

    var remedy: String {
        switch self {
        case .noPackage: "`edgeplan engines list` has those that do"
        case .noPython: "install Python with its environments: apt-get install python3-venv"
        case .notInstalled: "check the network, or install the package yourself and name its library in the environment"
        case .interrupted: "start it again"
        }
    }

    var status: ExitStatus {
        switch self {
        case .noPackage: .wrongUsage
        case .interrupted: .interrupted
        default: .missing
        }
    }
}
