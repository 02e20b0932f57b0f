import EdgePlatform

/// Whether an energy counter can be relied on, from two samples of it.
package struct EnergyJudgement: Equatable {
    /// No device that this program runs on uses less or more.
    static let plausibleWatts = 0.05...2000.0

    /// Nil if it could not be tried.
    package var moves: Bool?
    package var reason: String?

    package init(first: EnergyReading.Sample, second: EnergyReading.Sample, nanoseconds: Int64) {
        let milliseconds = nanoseconds / 1_000_000
        switch (first, second) {
        case (.denied, _), (_, .denied):
            self.init(moves: nil, reason: "this user may not read it: root may, or whoever it is opened to")
        case (.charging, _), (_, .charging):
            self.init(moves: false, reason: "the battery is not discharging, so its power is not the device's use")
        case (.microjoules(let start, let range), .microjoules(let end, _)):
            guard start != end else {
                self.init(moves: false, reason: "two reads \(milliseconds) ms apart were equal")
                return
            }
            guard let spent = EnergyGauge.spent(from: start, to: end, range: range), nanoseconds > 0 else {
                self.init(moves: false, reason: "it went backwards without a range to wrap at")
                return
            }
            // Microjoules a nanosecond are kilowatts.
            self.init(watts: Double(spent) * 1000 / Double(nanoseconds))
        case (.microwatts(let start), .microwatts(let end)):
            guard start != end else {
                self.init(moves: false, reason: "two reads \(milliseconds) ms apart were equal")
                return
            }
            self.init(watts: end / 1e6)
        default:
            self.init(moves: false, reason: "it holds no number")
        }
    }

    private init(moves: Bool?, reason: String?) {
        self.moves = moves
        self.reason = reason
    }

    private init(watts: Double) {
        guard Self.plausibleWatts.contains(watts) else {
            self.init(
                moves: false, reason: "the power of \(Int(min(max(watts * 1000, -1e9), 1e9))) mW is not plausible")
            return
        }
        self.init(moves: true, reason: nil)
    }
}
