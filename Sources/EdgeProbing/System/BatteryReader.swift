import EdgeRecords

/// Finds the batteries that this device runs on.
struct BatteryReader {
    private static let top = "sys/class/power_supply"

    let observation: Observation

    func batteries() -> [Device.Battery] {
        folders().map { battery in
            let charge = observation.integer(battery.folder + "/capacity")
            if let charge, !(0...100).contains(charge) {
                observation.warnOfContent(battery.folder + "/capacity", "\(charge)", expected: "0 to 100 per cent")
            }
            let status = observation.text(battery.folder + "/status").flatMap(Self.status)
            observation.findings.note(
                "batteries.\(battery.name)", status ?? "status unknown", from: "/" + battery.folder)
            return Device.Battery(
                name: battery.name, status: status,
                chargePercent: charge.flatMap { (0...100).contains($0) ? $0 : nil })
        }
    }

    /// Where each battery's files lie, and a name for it that tells nothing of its owner.
    func folders() -> [(folder: String, name: String)] {
        var count = 0
        return observation.names(in: Self.top).compactMap { entry in
            // Batteries of mice and headsets have the scope Device; the names of some hold their radio's address.
            guard !RadioAddress.isIn(entry) else { return nil }
            let folder = "\(Self.top)/\(entry)"
            guard observation.text(folder + "/type") == "Battery", observation.text(folder + "/scope") != "Device"
            else { return nil }
            count += 1
            return (folder, Self.isOrdinary(entry) ? entry : "battery \(count)")
        }
    }

    /// Drivers' own names are short and hold at most a small number.
    private static func isOrdinary(_ name: String) -> Bool {
        let letters = name.utf8.count { (65...90).contains($0) || (97...122).contains($0) }
        let digits = name.utf8.count { (48...57).contains($0) }
        return digits <= 4 && letters > digits && name.utf8.count <= 24 && !name.contains(":")
    }

    private static func status(_ text: String) -> String? {
        let word = text.lowercased()
        return ["charging", "discharging", "full", "not charging"].contains(word) ? word : nil
    }
}
