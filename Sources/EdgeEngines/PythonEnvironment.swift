import EdgePlatform

/// An environment of Python's, by a file of a package in it.
enum PythonEnvironment {
    /// - Parameter library: in `lib/python3.X/site-packages/PACKAGE` of the environment.
    /// - Throws: `badLibrary` for a file that is not there, or that lies elsewhere.
    static func interpreter(of library: String) throws(EngineError) -> String {
        guard !library.contains("/") || UserFile.isThere(library) else {
            throw .badLibrary(path: library, why: "No such file or directory")
        }
        let parts = library.split(separator: "/", omittingEmptySubsequences: false)
        guard let lib = parts.lastIndex(of: "lib"), parts.count > lib + 3, parts[lib + 2] == "site-packages" else {
            throw .badLibrary(
                path: library, why: "it is another library, or in no environment of Python's that has its interpreter")
        }
        return parts[..<lib].joined(separator: "/") + "/bin/python3"
    }
}
