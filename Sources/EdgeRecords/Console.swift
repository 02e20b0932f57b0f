/// Where long work tells people how far it is; made by the executable, never called by measured code.
public protocol Console: Sendable {
    /// Replaces the progress line; shown only on a terminal.
    ///
    /// - Parameter fraction: from 0 to 1, or nil when the end is not known.
    func progress(_ text: String, fraction: Double?)
    /// Removes the progress line.
    func clearProgress()
    /// A line that the user must see while it lasts, also where standard error is no terminal.
    func note(_ text: String)
    /// One decision, shown with `--verbose`.
    func explain(_ text: String)
}
