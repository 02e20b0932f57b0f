/// Numbers as people read them: three significant digits and the unit that keeps them short.
public enum NumberText {
    /// A measured time: `31.2 ms`, `840 ns`, `1.50 s`; minutes and hours from 1,000 s on.
    public static func duration(nanoseconds: Double) -> String {
        guard nanoseconds.magnitude < 999.5e9 else { return longDuration(seconds: nanoseconds / 1e9) }
        return scaled(nanoseconds, step: 1000, units: ["ns", "µs", "ms", "s"])
    }

    /// A time that somebody chose, in full and without needless zeros: `50 ms`, `1.5 s`.
    public static func exactDuration(nanoseconds: Int) -> String {
        for (unit, length) in [("s", 1_000_000_000), ("ms", 1_000_000), ("µs", 1000)]
        where nanoseconds.magnitude >= length.magnitude {
            return "\(JSONWriter.text(of: JSONValue(Double(nanoseconds) / Double(length)), layout: .line)) \(unit)"
        }
        return "\(nanoseconds) ns"
    }

    /// A bare number that somebody chose, with all its digits: `30`, `0.5`.
    public static func chosen(_ value: Double) -> String {
        JSONWriter.text(of: JSONValue(value), layout: .line)
    }

    /// A size in binary units, without needless zeros: `1.5 GiB`, `512 MiB`, `7 bytes`.
    public static func bytes(_ count: Int) -> String {
        guard count.magnitude >= 1024 else { return count.magnitude == 1 ? "\(count) byte" : "\(count) bytes" }
        return scaled(
            Double(count), step: 1024, units: ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"], keepsZeros: false)
    }

    /// A rate of arithmetic: `249 GOP/s`.
    public static func rate(operationsPerSecond: Double) -> String {
        scaled(operationsPerSecond, step: 1000, units: ["OP/s", "KOP/s", "MOP/s", "GOP/s", "TOP/s", "POP/s"])
    }

    /// A rate of transfer, in decimal units as data sheets have it: `25.6 GB/s`.
    public static func rate(bytesPerSecond: Double) -> String {
        scaled(bytesPerSecond, step: 1000, units: ["B/s", "KB/s", "MB/s", "GB/s", "TB/s", "PB/s"])
    }

    /// A ratio as per cent: `93.0 %`.
    public static func percent(ratio: Double) -> String {
        ratio.isFinite ? "\(threeDigits(ratio * 100)) %" : "unknown"
    }

    /// A bare number of three significant digits; whole from 100 on.
    public static func threeDigits(_ value: Double) -> String {
        guard value.isFinite else { return "unknown" }
        guard value.magnitude < 1e15 else { return "\(value)" }
        var decimals = 2
        var limit = 9.995
        while value.magnitude >= limit, decimals > 0 {
            decimals -= 1
            limit = limit == 9.995 ? 99.95 : .infinity
        }
        var small = value.magnitude
        while small > 0, small < 0.9995, decimals < 12 {
            small *= 10
            decimals += 1
        }
        return fixed(value, decimals: value == 0 ? 0 : decimals)
    }

    /// Always this many digits after the point.
    public static func fixed(_ value: Double, decimals: Int) -> String {
        var power = 1
        for _ in 0..<max(decimals, 0) { power = min(power, 100_000_000_000_000_000) * 10 }
        guard let units = Int(exactly: (value.magnitude * Double(power)).rounded()) else { return "\(value)" }
        let sign = value < 0 && units > 0 ? "-" : ""
        guard decimals > 0 else { return "\(sign)\(units)" }
        let fraction = "\(units % power)"
        return "\(sign)\(units / power)." + String(repeating: "0", count: max(decimals - fraction.count, 0)) + fraction
    }

    private static func scaled(_ value: Double, step: Double, units: [String], keepsZeros: Bool = true) -> String {
        guard value.isFinite else { return "unknown" }
        var scaled = value
        var position = 0
        while scaled.magnitude >= step - 0.5, position + 1 < units.count {
            scaled /= step
            position += 1
        }
        var digits = threeDigits(scaled)
        if !keepsZeros, digits.contains(".") {
            while digits.last == "0" { digits.removeLast() }
            if digits.last == "." { digits.removeLast() }
        }
        return "\(digits) \(units[position])"
    }

    private static func longDuration(seconds: Double) -> String {
        guard let whole = Int(exactly: seconds.rounded()) else { return "unknown" }
        let (hours, minutes) = (whole / 3600, whole % 3600 / 60)
        return hours != 0 ? "\(hours) h \(minutes) min" : "\(minutes) min \(whole % 60) s"
    }
}
