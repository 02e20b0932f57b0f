import EdgeArguments
import EdgeEngines
import EdgePlatform
import EdgeProfiling
import EdgeRecords
import EdgeStoring

/// A run that was cut short, and the command line that it was begun with.
struct InterruptedRun {
    let run: Store.Run
    /// To be read in place of the one that only said `--resume`.
    let parsed: ParsedCommand

    /// The options that decide how a run is told and kept, and not what it measures.
    private static let telling: Set<String> = ["json", "quiet", "verbose", "store", "no-wait", "resume", "dry-run"]

    /// What is measured by a command line.
    static func request(_ parsed: ParsedCommand) -> Store.Request {
        Store.Request(kind: parsed.path.last ?? "", words: parsed.words(without: telling))
    }

    /// The latest one of this device and program; nil unless the command line asks for it.
    ///
    /// - Throws: If there is none, or if the command line asks for something else.
    static func asked(
        _ parsed: ParsedCommand, on device: Device, in folder: String
    ) throws -> InterruptedRun? {
        guard parsed.flag("resume") else { return nil }
        let request = request(parsed)
        let found = try runs(in: folder).first { run in
            run.endedAt == nil && run.deviceClass == device.class && run.request.kind == request.kind
        }
        guard let found else { throw KeptRunError.nothingToResume(folder: folder, kind: request.kind) }
        guard request.words.isEmpty || request.words == found.request.words else {
            throw KeptRunError.otherWords(found.request.words, run: found.name, kind: request.kind)
        }
        let program = try Store(readingIn: folder).profile(found.name).program
        guard program == Version.program else {
            throw KeptRunError.otherProgram(run: found.name, version: program.version)
        }
        guard case .command(let begun) = try commandTable.parse(parsed.path + found.request.words) else {
            throw KeptRunError.nothingToResume(folder: folder, kind: request.kind)
        }
        return InterruptedRun(run: found, parsed: begun)
    }

    private static func runs(in folder: String) throws -> [Store.Run] {
        UserFile.isThere(Store.path(in: folder)) ? try Store(readingIn: folder).runs() : []
    }
}

/// Why a run could not be gone on with, kept or given out.
enum KeptRunError: ExplainedError {
    case nothingToResume(folder: String, kind: String)
    case otherWords([String], run: String, kind: String)
    case otherProgram(run: String, version: String)
    case alreadyThere(String, folder: String)
    case contradictory(path: String)
    case noRuns(folder: String)
    case beingMeasured(String, by: String)
    case notAsked(path: String)

    var what: String {
        switch self {
        case .nothingToResume, .otherWords, .otherProgram: "nothing was resumed"
        case .alreadyThere, .contradictory: "the profile was not imported"
        case .noRuns: "there is no run to show"
        case .beingMeasured(let name, _): "the run \(name) was not removed"
        case .notAsked: "the profile was not exported"
        }
    }

    var `where`: String {
        switch self {
        case .nothingToResume(let folder, _), .alreadyThere(_, let folder), .noRuns(let folder): folder
        case .otherWords(_, let run, _), .otherProgram(let run, _), .beingMeasured(let run, _): run
        case .notAsked(let path), .contradictory(let path): path
        }
    }

    var why: String {
        switch self {
        case .nothingToResume(_, let kind): "no run of \(kind) on this device was cut short"
        case .otherWords(let words, _, let kind):
            "it was begun as edgeplan profile \(kind) \(words.map(ShellText.word).joined(separator: " "))"
        case .otherProgram(_, let version): "version \(version) began it, and this is \(Version.number)"
        case .alreadyThere(let name, _): "the store has it as \(name)"
        case .contradictory: "its samples do not fit together: a measurement is there twice, or lists differ in length"
        case .noRuns: "nothing was measured yet"
        case .beingMeasured(_, let holder): "it is not over, and \(holder) is measuring"
        case .notAsked: "a file is there"
        }
    }

    var remedy: String {
        switch self {
        case .nothingToResume: "leave out --resume; `edgeplan profile list` shows what is kept"
        case .otherWords: "give --resume alone, or leave it out to begin anew"
        case .otherProgram: "leave out --resume to measure anew"
        case .alreadyThere(let name, _): "nothing is to be done; `edgeplan profile show \(name)` shows it"
        case .contradictory: "take the file as `edgeplan profile export` wrote it"
        case .noRuns: "measure first: edgeplan profile kernels --quick"
        case .beingMeasured: "wait for it to end"
        case .notAsked: "name another file, or add --force"
        }
    }
}
