/// Numbers as people read them.
enum FigureText {
    static func bytes(_ count: Int) -> String {
        let units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB"]
        var (value, unit) = (Double(count), 0)
        while value >= 1024, unit + 1 < units.count { (value, unit) = (value / 1024, unit + 1) }
        return "\(decimal(value)) \(units[unit])"
    }

    /// At most two digits after the point, and none that say nothing.
    static func decimal(_ value: Double) -> String {
        let digits = value >= 100 ? 1.0 : value >= 10 ? 10.0 : 100.0
        let rounded = (value * digits).rounded() / digits
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }
}
