import Foundation

/// An environment with a package called vllm whose server is a small program of the tests: it speaks the protocol, and
/// computes nothing.
public enum FakeVLLM {
    private static let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "EdgeEnginesTests/FakeVLLM/api_server.py")

    /// - Parameter behaviour: one of those that the program knows.
    /// - Returns: the file that engines are found by.
    public static func library(in folder: TemporaryFolder, behaviour: String = "well", hasTorch: Bool = true) throws
        -> String
    {
        let home = try PythonHome(in: folder)
        let text = try String(contentsOf: script, encoding: .utf8)
            .replacing(#"BEHAVIOUR = "well""#, with: "BEHAVIOUR = \"\(behaviour)\"")
        for package in ["vllm", "vllm/entrypoints", "vllm/entrypoints/openai"] + (hasTorch ? ["torch"] : []) {
            try home.add("\(package)/__init__.py", "")
        }
        try home.add("vllm/entrypoints/openai/api_server.py", text)
        return try home.add("vllm/_version.py", "__version__ = version = '0.0.1'\n")
    }
}
