import EdgePlatform
import EdgeRecords

/// Runs a program of the user's that fetches something, with the whole environment: its settings and proxies are theirs.
struct FetchingProgram {
    let surroundings: Surroundings

    enum Failure: Error {
        /// With what it said last.
        case failed(String)
        case late(minutes: Int)
        case interrupted
    }

    /// - Parameters:
    ///   - words: the program, found by the path, and what it is told.
    ///   - minutes: how long it may take.
    func run(_ words: [String], _ doing: String, minutes: Int = 15) throws(Failure) {
        surroundings.console.progress(doing, fraction: nil)
        defer { surroundings.console.clearProgress() }
        var command = ChildCommand(
            program: "/usr/bin/env", words: ["env"] + words, environment: surroundings.environment)
        command.mayUseNetwork = true
        let child: ChildProcess
        do throws(ChildError) { child = try ChildProcess(command) } catch { throw .failed(error.why) }
        let deadline = MonotonicClock.nanoseconds + Int64(minutes) * 60_000_000_000
        let event = child.next(deadline: deadline, isInterrupted: { Interruption.isRequested })
        if event != .hungUp { child.kill() }
        let ending = child.end(withinNanoseconds: 5_000_000_000)
        if event == .interrupted { throw .interrupted }
        if event == .late { throw .late(minutes: minutes) }
        guard ending.status != 0 || event != .hungUp else { return }
        throw .failed(Self.reason(in: child.prints) ?? ending.text)
    }

    /// What went wrong in the end: a line that says so, or else the last.
    private static func reason(in prints: [UInt8]) -> String? {
        let lines = String(decoding: prints, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
            .filter { !$0.allSatisfy(\.isWhitespace) && !$0.hasPrefix("[notice]") }
        let error = lines.last {
            $0.contains(": error: ") || $0.hasPrefix("CMake Error")
                || $0.hasPrefix("ERROR:") && !$0.hasPrefix("ERROR: No matching distribution")
        }
        // That nothing was found is what pip says without a network too.
        let connection = lines.last { line in
            ["NewConnectionError", "name resolution", "ConnectTimeout", "ReadTimeout", "ProxyError", "timed out"]
                .contains {
                    line.contains($0)
                }
        }
        if connection != nil { return "the package index could not be reached" }
        return error ?? lines.last
    }
}

extension FetchingProgram.Failure {
    var why: String {
        switch self {
        case .failed(let why): why
        case .late(let minutes): "it took more than \(minutes) minutes"
        case .interrupted: "you stopped it"
        }
    }
}

/// A virtual environment of Python that is this program's alone.
struct PrivateEnvironment {
    let folder: String
    let program: FetchingProgram

    var python: String { folder + "/bin/python3" }
    var isThere: Bool { (try? FileTree(root: "/"))?.kind(of: python) == .file }

    func make() throws(FetchingProgram.Failure) {
        guard !isThere else { return }
        do throws(AtomicFileError) { try UserFile.makeFolder(folder) } catch { throw .failed(error.why) }
        try program.run(["python3", "-m", "venv", folder], "making \(folder)")
    }
}
