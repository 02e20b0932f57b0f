import CEdgePlatform

/// Whether somebody asked the program to end while it does work that can be kept.
public enum Interruption {
    /// From now on the first SIGINT or SIGTERM only sets `isRequested`; another, a moment later, ends the process as usual.
    public static func watch() { ep_watch_interruption() }

    public static var isRequested: Bool { ep_interrupted() != 0 }
}
