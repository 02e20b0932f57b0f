/// Where models are kept.
enum CacheFolder {
    /// `$XDG_CACHE_HOME/edgeplan/models`, or the same in the user's own place.
    static func models(in environment: [String: String]) -> String { folder(in: environment) + "/models" }

    /// Packages that models were taken from.
    static func packages(in environment: [String: String]) -> String { folder(in: environment) + "/packages" }

    private static func folder(in environment: [String: String]) -> String {
        if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") { return cache + "/edgeplan" }
        if let home = environment["HOME"], home.hasPrefix("/") { return home + "/.cache/edgeplan" }
        return ".cache/edgeplan"
    }
}
