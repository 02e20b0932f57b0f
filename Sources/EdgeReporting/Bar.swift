/// A bar of block characters, an eighth of a column fine.
enum Bar {
    private static let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

    /// - Parameter fraction: of the width; more than the whole is shown as the whole.
    static func text(_ fraction: Double, width: Int) -> String {
        guard fraction.isFinite, fraction > 0, width > 0 else { return "" }
        let filled = Int((min(fraction, 1) * Double(width * 8)).rounded())
        return String(repeating: "█", count: filled / 8) + eighths[filled % 8]
    }
}
