import CEdgeEngines
package import EdgeRecords

/// `engines.lock`: which packages engines come from, and the hashes of the files that may be taken.
package enum EngineLock {
    /// The whole file, as it lies in the repository.
    package static var text: String {
        var count = 0
        guard let start = unsafe ep_engines_lock(&count) else { return "" }
        return unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    /// The lines for one engine, as pip takes them; nil if it comes from no package.
    package static func requirements(for engine: EngineName, in text: String = text) -> String? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let start = lines.firstIndex(of: "# engine: \(engine.rawValue)") else { return nil }
        let own = lines[(start + 1)...].prefix { !$0.hasPrefix("# engine: ") }.filter { !$0.isEmpty }
        return own.isEmpty ? nil : own.joined(separator: "\n") + "\n"
    }

    /// The package with its version: `onnxruntime==1.31.1`.
    package static func package(for engine: EngineName) -> String? {
        requirements(for: engine)?.split(separator: " ").first.map(String.init)
    }
}
