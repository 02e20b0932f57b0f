import EdgePlatform
import EdgeRecords

/// Reads the thermal zones: how hot they are and at what temperature the system acts.
struct ThermalReader {
    private static let top = "sys/class/thermal"
    /// Zero and absolute zero are what drivers write for "none".
    private static let plausibleMillidegrees = 1...250_000
    private static let coldestMillidegrees = -100_000

    let observation: Observation

    func zones() -> [Device.ThermalZone] {
        observation.names(in: Self.top).filter { $0.hasPrefix("thermal_zone") }.compactMap { zone in
            let folder = "\(Self.top)/\(zone)"
            let temperature: Int?
            switch reading(folder + "/temp") {
            case .failed: return nil
            case .missing: temperature = nil
            case .millidegrees(let value): temperature = value
            }
            let name = FirmwareNames.meaningful(observation.text(folder + "/type")) ?? zone
            observation.findings.note(
                "thermal.\(name)", temperature.map(String.init) ?? "temperature unknown", from: "/" + folder)
            return Device.ThermalZone(
                zone: name, tripMillidegrees: lowestTrip(folder), temperatureMillidegrees: temperature)
        }
    }

    private enum Reading {
        case millidegrees(Int)
        case missing
        /// The sensor is off or broken: it errs, or says a temperature below anything on Earth.
        case failed
    }

    private func reading(_ path: String) -> Reading {
        do {
            let text = try observation.tree.text(at: path, limitBytes: 4096)
            guard let value = Int(text.trimmingBlanks), value > Self.coldestMillidegrees,
                value <= Self.plausibleMillidegrees.upperBound
            else { return .failed }
            return .millidegrees(value)
        } catch {
            if case .missing = error { return .missing }
            return .failed
        }
    }

    /// Fans start at active trip points; the others slow the processor down or end its work.
    private func lowestTrip(_ folder: String) -> Int? {
        let names = observation.names(in: folder)
        return names.compactMap { name -> Int? in
            guard name.hasPrefix("trip_point_"), name.hasSuffix("_type"),
                let kind = observation.text("\(folder)/\(name)"),
                ["passive", "hot", "critical"].contains(kind)
            else { return nil }
            guard case .millidegrees(let value) = reading("\(folder)/\(name.dropLast("type".count))temp"),
                Self.plausibleMillidegrees.contains(value)
            else { return nil }
            return value
        }.min()
    }
}
