/// A moment as ISO 8601 has it, in UTC: `2026-11-21T08:00:00Z`.
public enum UTCText {
    /// - Parameter epochSeconds: since the start of 1970, without leap seconds.
    public static func moment(epochSeconds: Int) -> String {
        let secondOfDay = modulo(epochSeconds, 86_400)
        let day = epochSeconds / 86_400 - (epochSeconds % 86_400 < 0 ? 1 : 0)
        let (year, month, dayOfMonth) = date(epochDay: day)
        let clock = [secondOfDay / 3600, secondOfDay / 60 % 60, secondOfDay % 60].map { padded($0, 2) }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfMonth, 2))T\(clock.joined(separator: ":"))Z"
    }

    /// Howard Hinnant's `civil_from_days`: years begin in March, so that the leap day is the last.
    private static func date(epochDay: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = epochDay + 719_468
        let dayOfEra = modulo(shifted, 146_097)
        let era = (shifted - dayOfEra) / 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    private static func modulo(_ value: Int, _ divisor: Int) -> Int {
        let rest = value % divisor
        return rest < 0 ? rest + divisor : rest
    }

    private static func padded(_ value: Int, _ width: Int) -> String {
        let digits = "\(value.magnitude)"
        return (value < 0 ? "-" : "") + String(repeating: "0", count: max(width - digits.count, 0)) + digits
    }
}
