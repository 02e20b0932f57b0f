import CEdgePlatform

/// The desktop's own choice of what to read a file with.
public enum Viewer {
    /// Whether there was something to hand the file to; how it fares there is not waited for.
    public static func open(_ path: String) -> Bool {
        // The desktop takes a name that begins with a hyphen for an option.
        unsafe ep_open_viewer(path.hasPrefix("-") ? "./" + path : path) == 0
    }
}
