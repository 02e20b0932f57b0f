import EdgePlatform
import EdgeRecords

/// The kernel's release number.
package enum KernelRelease {
    package static let shownPath = "/proc/sys/kernel/osrelease"

    /// - Returns: such as `6.1.0-13-amd64`.
    static func read(_ observation: Observation) -> String? {
        let told = release(in: "proc/sys/kernel/osrelease", observation) { accepted($0[...]) }
        if let release = told ?? release(in: "proc/version", observation, parse) { return release }
        // Without /proc the running system itself can still be asked.
        return observation.tree.isLive ? LiveProcessor.kernelRelease.flatMap { accepted($0[...]) } : nil
    }

    private static func release(
        in path: String, _ observation: Observation, _ read: (String) -> String?
    ) -> String? {
        guard let text = observation.text(path) else { return nil }
        let release = read(text)
        if release == nil { observation.warnOfNothing(in: path, expected: "the release of a kernel") }
        return release
    }

    /// The release in `/proc/version`, whose next words name whoever built the kernel and where: they are never kept.
    package static func parse(_ version: String) -> String? {
        let words = version.split(separator: " ", maxSplits: 3)
        guard words.count >= 3, words[0] == "Linux", words[1] == "version" else { return nil }
        return accepted(words[2])
    }

    /// Nothing but what a release number is made of.
    private static func accepted(_ text: Substring) -> String? {
        let text = text.trimmingBlanks
        guard let first = text.utf8.first, (48...57).contains(first), text.utf8.count <= 128,
            text.utf8.allSatisfy({ byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                    || Array("._-+~".utf8).contains(byte)
            })
        else { return nil }
        return String(text)
    }
}
