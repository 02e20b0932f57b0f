import EdgePlatform

/// Where profiles are kept.
enum StoreFolder {
    /// `--store`, else `EDGEPLAN_STORE`, else `profiles/local` in a checkout of this package, else the user's own place.
    static func path(named store: String?, in environment: [String: String]) -> String {
        if let store, !store.isEmpty { return store }
        if let named = environment["EDGEPLAN_STORE"], !named.isEmpty { return named }
        if let checkout { return checkout + "profiles/local" }
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") { return state + "/edgeplan" }
        if let home = environment["HOME"], home.hasPrefix("/") { return home + "/.local/state/edgeplan" }
        return "profiles/local"
    }

    /// Where reports go that were given no name: `reports/local` in a checkout of this package, else the working folder,
    /// which is the empty text.
    static var reports: String { checkout.map { $0 + "reports/local" } ?? "" }

    /// Where a page of this name goes, without its ending; makes the folder.
    static func reportStem(_ name: String) throws(AtomicFileError) -> String {
        guard !reports.isEmpty else { return name }
        try UserFile.makeFolder(reports)
        return reports + "/" + name
    }

    /// What leads from here to the nearest package above, if that is this one: empty, `../` and so on.
    private static var checkout: String? {
        var prefix = ""
        for _ in 0..<16 {
            if let manifest = try? UserFile.bytes(of: prefix + "Package.swift", limitBytes: 1 << 20) {
                return String(decoding: manifest, as: UTF8.self).contains("name: \"EdgePlan\"") ? prefix : nil
            }
            prefix += "../"
        }
        return nil
    }
}
