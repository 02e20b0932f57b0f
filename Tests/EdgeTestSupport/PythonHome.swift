import Foundation

/// An environment of Python's in a test's folder, with packages that the test writes itself.
public struct PythonHome {
    private let folder: TemporaryFolder
    /// Where packages lie, below the folder.
    public let packages: String

    private static let onPath = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .map { "\($0)/python3" }.first { FileManager.default.isExecutableFile(atPath: $0) }

    public static var isThere: Bool { onPath != nil }

    /// - Throws: where there is no Python on the path.
    public init(in folder: TemporaryFolder) throws {
        guard let python = Self.onPath else { throw CocoaError(.fileNoSuchFile) }
        // What is on the path may be a script that chooses one.
        let asked = Process()
        asked.executableURL = URL(filePath: python)
        asked.arguments = [
            "-c",
            "import os, sys; print(os.path.realpath(sys.executable)); print('python%d.%d' % sys.version_info[:2])",
        ]
        let output = Pipe()
        asked.standardOutput = output
        try asked.run()
        let told = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            .split(separator: "\n").map(String.init)
        guard let interpreter = told.first, let name = told.last else { throw CocoaError(.fileReadCorruptFile) }
        (self.folder, packages) = (folder, "lib/\(name)/site-packages")
        for path in ["bin", packages] {
            try FileManager.default.createDirectory(
                atPath: folder.path(of: path), withIntermediateDirectories: true)
        }
        let home = URL(filePath: interpreter).deletingLastPathComponent().path
        folder.addFile("pyvenv.cfg", Array("home = \(home)\n".utf8))
        try FileManager.default.createSymbolicLink(
            atPath: folder.path(of: "bin/python3"), withDestinationPath: interpreter)
    }

    /// Writes a file below the packages' folder.
    ///
    /// - Returns: its path.
    @discardableResult
    public func add(_ name: String, _ text: String) throws -> String {
        let path = URL(filePath: folder.path(of: "\(packages)/\(name)"))
        try FileManager.default.createDirectory(
            at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: path)
        return path.path
    }
}
