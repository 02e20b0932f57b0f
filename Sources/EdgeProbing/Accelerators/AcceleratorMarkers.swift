public import EdgePlatform
public import EdgeRecords

/// The empty files by which a capture says what was found of accelerators' nodes and libraries.
///
/// A capture holds neither, so a node that could be opened and a library that could be loaded leave a file of no bytes
/// where they were; what was there and of no use leaves none. The captured tree then gives the same answers.
public enum AcceleratorMarkers {
    /// The paths that a capture of `tree` holds as empty files, given what was found on it.
    public static func captureMarkers(for accelerators: [Device.Accelerator], in tree: FileTree) -> [String] {
        let probe = AcceleratorProbe(tree: tree)
        let states = probe.states()
        var paths: Set<String> = []
        // These two say that the tree was looked at: without them everything would be unknown.
        if accelerators.allSatisfy({ $0.nodeOpenable != nil }) { paths.insert("dev/null") }
        if accelerators.allSatisfy({ $0.runtimePresent != nil }) { paths.insert("usr/lib/libc.so.6") }
        for (accelerator, state) in zip(accelerators, states)
        where accelerator.identifier == state.accelerator.identifier {
            if accelerator.nodeOpenable == true, case .open(let nodes) = state.node { paths.formUnion(nodes) }
            paths.formUnion(libraries(of: accelerator, state).map { "usr/lib/" + $0 })
        }
        return paths.sorted()
    }

    /// Whether nothing but a marker may tell that `path` is there: device nodes and libraries.
    public static func isTold(onlyByMarkers path: String) -> Bool {
        if path.hasPrefix("dev/") { return !path.hasPrefix("dev/cpuset") }
        let name = path.split(separator: "/").last ?? ""
        return name.hasSuffix(".so") || name.contains(".so.")
    }

    /// One library of each group that was found, in the version that its name tells.
    private static func libraries(of accelerator: Device.Accelerator, _ state: AcceleratorState) -> [String] {
        let groups = state.family.libraries
        guard accelerator.runtimePresent == true else {
            // The reason names the first that is missing: those before it were found.
            let missing = groups.firstIndex { group in
                group.first.map { accelerator.reason?.hasPrefix($0 + " ") == true } ?? false
            }
            return groups.prefix(missing ?? 0).compactMap(\.first)
        }
        let versioned = state.libraryVersions.compactMap { version in
            state.family.version.map { $0.library + version }
        }
        return groups.compactMap(\.first) + versioned
    }
}
