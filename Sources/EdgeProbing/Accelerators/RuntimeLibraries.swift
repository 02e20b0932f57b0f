import EdgePlatform

/// What is known of a family's run-time libraries.
enum RuntimeState: Equatable {
    case notNeeded
    case present
    case missing(String)
    /// The capture has no libraries at all.
    case unseen

    var isPresent: Bool? {
        switch self {
        case .notNeeded, .present: true
        case .missing: false
        case .unseen: nil
        }
    }
}

/// Looks for run-time libraries: by opening them in a child where that is allowed, else by their files.
struct RuntimeLibraries {
    let observation: Observation
    /// Tries to open a library by name or path in a child process.
    let opens: ((String) -> Bool)?

    private static let triplets = [
        "x86_64-linux-gnu", "aarch64-linux-gnu", "arm-linux-gnueabihf", "riscv64-linux-gnu", "powerpc64le-linux-gnu",
        "loongarch64-linux-gnu", "s390x-linux-gnu",
    ]
    /// Where a loader looks without being told.
    static let usualFolders =
        ["usr/lib", "usr/lib64", "lib", "lib64", "usr/local/lib", "usr/local/lib64", "usr/local/cuda/lib64"]
        + triplets.flatMap { ["usr/lib/\($0)", "lib/\($0)", "usr/local/lib/\($0)"] }

    func state(of family: AcceleratorFamily) -> RuntimeState {
        guard !family.libraries.isEmpty else { return .notNeeded }
        if isWithoutLibraries { return .unseen }
        for group in family.libraries where !group.contains(where: { isPresent($0, of: family) }) {
            return .missing(group.first ?? "")
        }
        return .present
    }

    /// The paths of a library's files, those with a version after their name included.
    func files(of library: String, in family: AcceleratorFamily) -> [String] {
        let folders = family.libraryFolders + Self.usualFolders
        let exact = folders.map { $0 + "/" + library }.filter(observation.exists)
        guard exact.isEmpty, library.hasSuffix(".so") else { return exact }
        return folders.flatMap { folder in
            observation.names(in: folder).filter { $0.hasPrefix(library + ".") }.map { folder + "/" + $0 }
        }
    }

    /// The versions in the names of files that begin with `start`, such as `550.54.14` of `libcuda.so.550.54.14`.
    func versions(after start: String, in family: AcceleratorFamily) -> [String] {
        let folders = family.libraryFolders + Self.usualFolders
        let names = folders.flatMap(observation.names)
        let versions = names.filter { $0.hasPrefix(start) }.map { String($0.dropFirst(start.count)) }
        // One number alone is that of the interface, as in libcuda.so.1.
        return Set(versions.filter(isVersion)).sorted()
    }

    private func isPresent(_ library: String, of family: AcceleratorFamily) -> Bool {
        guard let opens else { return !files(of: library, in: family).isEmpty }
        return opens(library) || files(of: library, in: family).contains { opens("/" + $0) }
    }

    /// A folder without any library, as one that holds `os-release` alone, says nothing.
    private var isWithoutLibraries: Bool {
        !observation.tree.isLive && opens == nil
            && !Self.usualFolders.contains { observation.names(in: $0).contains { isLibrary($0) } }
    }

    private func isLibrary(_ name: String) -> Bool { name.hasSuffix(".so") || name.contains(".so.") }
}

/// Whether `text` is two or more numbers joined by points.
func isVersion(_ text: some StringProtocol) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count > 1 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNumber) }
}
