import EdgeRecords
@unsafe @preconcurrency import Glibc

/// Progress on one line of standard error that is written over and removed in the end.
struct TerminalConsole: Console {
    let showsProgress: Bool
    let explains: Bool

    func progress(_ text: String, fraction: Double?) {
        guard showsProgress else { return }
        let share = fraction.map { "\(Int(($0 * 100).rounded()))% " } ?? ""
        _ = Terminal.write("\r\u{1B}[K\(share)\(text)", to: STDERR_FILENO)
    }

    func clearProgress() {
        if showsProgress { _ = Terminal.write("\r\u{1B}[K", to: STDERR_FILENO) }
    }

    func note(_ text: String) {
        clearProgress()
        _ = Terminal.write("edgeplan: \(text.printable)\n", to: STDERR_FILENO)
    }

    func explain(_ text: String) {
        if explains { note(text) }
    }
}
