import FoundationEssentials
public import Testing

/// Compares `text`, byte for byte, with the file `Golden/named` in the folder of the calling test.
///
/// With `UPDATE_GOLDEN=1` in the environment the file is written anew, to be read in the diff. The folder is
/// excluded from its target in Package.swift.
///
/// - Parameter beside: leave it to its default, or the folder is not the test's own.
public func expectGolden(
    _ text: String, named name: String, beside file: String = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let golden = URL(filePath: file).deletingLastPathComponent().appending(path: "Golden/" + name)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
        try FileManager.default.createDirectory(
            at: golden.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: golden)
    }
    guard let kept = try? Data(contentsOf: golden) else {
        Issue.record("no file Golden/\(name): run with UPDATE_GOLDEN=1, then read it", sourceLocation: sourceLocation)
        return
    }
    guard kept != Data(text.utf8) else { return }
    Issue.record(
        "\(difference(between: String(decoding: kept, as: UTF8.self), and: text, in: name))",
        sourceLocation: sourceLocation)
}

/// The first line that differs, then both texts in full: a reader of a log has neither file at hand.
private func difference(between kept: String, and made: String, in name: String) -> String {
    let keptLines = kept.split(separator: "\n", omittingEmptySubsequences: false)
    let madeLines = made.split(separator: "\n", omittingEmptySubsequences: false)
    let same = zip(keptLines, madeLines).prefix { $0 == $1 }.count
    return """
        Golden/\(name) differs from line \(same + 1) on; UPDATE_GOLDEN=1 rewrites it
        --- kept
        \(kept)
        --- made
        \(made)
        """
}
