import EdgeCommands
import EdgeRecords
@unsafe @preconcurrency import Glibc

/// The terminal and the environment, as the program was started in them.
enum Terminal {
    static func surroundings(of words: [String]) -> Surroundings {
        let isQuiet = words.contains("--quiet") || words.contains("-q")
        let console: any Console =
            isQuiet
            ? SilentConsole()
            : TerminalConsole(
                showsProgress: isatty(STDERR_FILENO) == 1,
                explains: words.contains("--verbose") || words.contains("-v"))
        return Surroundings(environment: environment, terminalWidth: width, console: console)
    }

    /// Writes all of a text; false, with the reason on standard error, if it could not be kept.
    static func write(_ text: String, to descriptor: Int32) -> Bool {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EPIPE { return true }
            guard count > 0 else {
                if descriptor != STDERR_FILENO {
                    let reason = unsafe String(cString: strerror(errno))
                    _ = write("edgeplan: standard output could not be written: \(reason)\n", to: STDERR_FILENO)
                }
                return false
            }
            bytes = bytes.dropFirst(count)
        }
        return true
    }

    private static var environment: [String: String] {
        var variables: [String: String] = [:]
        var next = unsafe environ
        while let entry = unsafe next.pointee {
            let parts = unsafe String(cString: entry).split(separator: "=", maxSplits: 1)
            if let name = parts.first { variables[String(name)] = parts.count == 2 ? String(parts[1]) : "" }
            unsafe next += 1
        }
        return variables
    }

    /// Nil when standard output is no terminal.
    private static var width: Int? {
        var size = winsize()
        let answer = unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size)
        return answer == 0 && size.ws_col > 0 ? Int(size.ws_col) : nil
    }
}
