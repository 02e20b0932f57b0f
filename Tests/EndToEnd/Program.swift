import Foundation

/// The built program, driven as a user drives it.
enum Program {
    struct Ending {
        var output: String
        var errors: String
        var status: Int32
    }

    /// The test bundle and the program are built into one folder.
    private static var url: URL {
        let folder = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
        let candidates = [folder, folder.deletingLastPathComponent(), Bundle.main.bundleURL]
        return candidates.map { $0.appending(path: "edgeplan") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) } ?? folder.appending(path: "edgeplan")
    }

    /// Runs `edgeplan WORDS`, or another command with the program's path in place of `edgeplan`.
    static func run(
        _ words: [String], through wrapper: [String] = [], environment: [String: String] = [:], folder: URL? = nil
    ) throws -> Ending {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = wrapper + [url.path] + words
        // The width is the tests' own.
        process.environment = ProcessInfo.processInfo.environment.merging(["COLUMNS": ""]) { $1 }
            .merging(environment) { $1 }
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        let output = Pipe()
        let errors = Pipe()
        process.standardOutput = output
        process.standardError = errors
        // Read on the side: a full pipe would stop the program while this waits for its end.
        let collector = Collector(errors.fileHandleForReading)
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Ending(
            output: String(decoding: text, as: UTF8.self), errors: collector.text, status: process.terminationStatus)
    }

    /// Reads a pipe to its end on a thread of its own.
    private final class Collector: @unchecked Sendable {
        private let done = DispatchSemaphore(value: 0)
        private var data = Data()

        init(_ handle: FileHandle) {
            Thread.detachNewThread { [self] in
                data = handle.readDataToEndOfFile()
                done.signal()
            }
        }

        var text: String {
            done.wait()
            return String(decoding: data, as: UTF8.self)
        }
    }
}
