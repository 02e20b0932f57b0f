package import EdgePlatform
import EdgeRecords

/// Looks for an engine's shared library: what a variable names, the private environment, the loader, the usual folders.
package struct LibrarySearch {
    /// One place where it was looked for.
    package struct Place: Hashable {
        /// In words: `EDGEPLAN_ONNXRUNTIME_LIB`, `private environment`.
        package let kind: String
        package let path: String
        /// The files that are there, the newest version last.
        package let found: [String]
    }

    private let places: LibraryPlaces
    private let environment: [String: String]
    private let tree: FileTree
    private let opens: (String) -> Bool

    /// - Parameters:
    ///   - tree: `/`.
    ///   - opens: whether the loader finds a library of this name by itself.
    package init(
        _ places: LibraryPlaces, environment: [String: String], tree: FileTree,
        opens: @escaping (String) -> Bool = { LibraryTrial.canOpen($0, deadlineMilliseconds: 5000) }
    ) {
        self.places = places
        self.environment = environment
        self.tree = tree
        self.opens = opens
    }

    /// Every place in order; the first that holds a file wins.
    package func all() -> [Place] {
        var all: [Place] = []
        if let named = environment[places.variable], !named.isEmpty { all.append(self.named(named)) }
        let folder = Self.privateFolder(in: environment)
        all.append(contentsOf: sitePackages(below: folder).map { place("private environment", $0) })
        if !all.contains(where: { $0.kind == "private environment" }) {
            all.append(Place(kind: "private environment", path: folder, found: []))
        }
        let loaded = [places.file, places.file + ".1"].filter(opens)
        all.append(Place(kind: "the loader", path: places.file, found: Array(loaded.prefix(1))))
        return all + systemFolders.map { place("system folder", $0) }
    }

    /// The library that is used; nil if there is none.
    package func first() -> String? { all().lazy.compactMap(\.found.last).first }

    /// Where `engines install` puts packages.
    package static func privateFolder(in environment: [String: String]) -> String {
        if let named = environment["EDGEPLAN_VENV"], !named.isEmpty { return named }
        if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") { return cache + "/edgeplan/venv" }
        if let home = environment["HOME"], home.hasPrefix("/") { return home + "/.cache/edgeplan/venv" }
        return ".cache/edgeplan/venv"
    }

    private func named(_ path: String) -> Place {
        tree.kind(of: path) == .file
            ? Place(kind: places.variable, path: path, found: [path]) : place(places.variable, path)
    }

    private func place(_ kind: String, _ folder: String) -> Place {
        let names = (try? tree.names(in: folder)) ?? []
        // Without a version it is often a link for compilers, and the same file.
        let found = names.filter { $0 == places.file || $0.hasPrefix(places.file + ".") }
        return Place(kind: kind, path: folder, found: found.map { folder + "/" + $0 })
    }

    private func sitePackages(below folder: String) -> [String] {
        let versions = ((try? tree.names(in: folder + "/lib")) ?? []).filter { $0.hasPrefix("python3") }
        return versions.map { "\(folder)/lib/\($0)/site-packages/\(places.folder)" }
    }

    private var systemFolders: [String] {
        let machine = LiveProcessor.architecture ?? "x86_64"
        let packages = ((try? tree.names(in: "/opt")) ?? []).map { "/opt/\($0)/lib" }
        return ["/usr/lib/\(machine)-linux-gnu", "/usr/local/lib"] + packages
    }
}
