import EdgePlatform
import EdgeRecords

/// A tree under observation: reads what may be missing, and turns whatever is wrong with a file into a warning.
struct Observation {
    let tree: FileTree
    let findings: Findings

    /// The text at `path` without blanks at its ends; nil if the file is missing or unreadable.
    ///
    /// Blanks include the zero byte: some kernels and captures end a line with one.
    func text(_ path: String, limitBytes: Int = FileTree.usualLimitBytes) -> String? {
        do {
            var bytes = try tree.bytes(at: path, limitBytes: limitBytes)
            while let last = bytes.last, last <= UInt8(ascii: " ") { bytes.removeLast() }
            return String(String(decoding: bytes, as: UTF8.self).trimmingBlanks)
        } catch {
            report(error)
            return nil
        }
    }

    /// One whole number; anything else in the file is a warning.
    func integer(_ path: String) -> Int? {
        guard let text = text(path), !text.isEmpty else { return nil }
        guard let value = Int(text) else {
            warnOfContent(path, text, expected: "a whole number")
            return nil
        }
        return value
    }

    /// A CPU list such as `0-3,8`; nil if the file is missing or damaged.
    func cpuList(_ path: String) -> CPUSet? {
        guard let text = text(path) else { return nil }
        guard let set = CPUSet(list: text) else {
            warnOfContent(path, text, expected: "a list of CPUs such as 0-3,8")
            return nil
        }
        return set
    }

    /// A CPU mask such as `ff,ffffffff`; nil if the file is missing or damaged.
    func cpuMask(_ path: String) -> CPUSet? {
        guard let text = text(path) else { return nil }
        guard let set = CPUSet(mask: text) else {
            warnOfContent(path, text, expected: "a mask of CPUs such as ff,ffffffff")
            return nil
        }
        return set
    }

    /// The names in a folder; none if it is missing.
    func names(in path: String) -> [String] {
        do {
            return try tree.names(in: path)
        } catch {
            report(error)
            return []
        }
    }

    func exists(_ path: String) -> Bool { tree.kind(of: path) != nil }

    /// The last step of where a link points, such as the driver's name of `…/driver`.
    func linkName(_ path: String) -> String? {
        tree.linkTarget(of: path)?.split(separator: "/").last.map(String.init)
    }

    func warnOfContent(_ path: String, _ text: String, expected: String) {
        let shown = String(text.prefix(40).map { $0.isASCII && !$0.isNewline ? $0 : "?" })
        findings.warn(
            "\(path) was not understood", at: path, why: "it holds \"\(shown)\" where \(expected) belongs",
            remedy: "the fact it holds is left out; compare the file with another machine's")
    }

    /// For a file that was read and told nothing of what it is there for; what it holds may be private and is not shown.
    func warnOfNothing(in path: String, expected: String) {
        findings.warn(
            "\(path) was not understood", at: path, why: "nothing in it is \(expected)",
            remedy: "what it would tell is left out; capture the device again if it was copied by hand")
    }

    /// A missing file is ordinary; every other failure is worth a warning.
    private func report(_ error: FileTreeError) {
        if case .missing = error { return }
        findings.warn(error.warning)
    }
}
