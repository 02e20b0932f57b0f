import EdgeRecords

/// One chip under `/sys/class/hwmon` and what it offers of power and energy.
struct SensorChip {
    let observation: Observation
    let folder: String

    func sources() -> [EnergySource] {
        let files = Set(observation.names(in: folder))
        guard files.contains(where: { $0.hasPrefix("power") || $0.hasPrefix("energy") || $0.hasPrefix("curr") }) else {
            return []
        }
        let chip = FirmwareNames.meaningful(observation.text(folder + "/name")) ?? "hwmon"
        let energies = Self.channels("energy", "_input", files).map { channel in
            source(chip, channel, .energy(path: "\(folder)/\(channel)_input", rangePath: nil))
        }
        let averages = Self.channels("power", "_average", files)
        let inputs = Self.channels("power", "_input", files).filter { !averages.contains($0) }
        let powers =
            averages.map { source(chip, $0, .power(path: "\(folder)/\($0)_average")) }
            + inputs.map { source(chip, $0, .power(path: "\(folder)/\($0)_input")) }
        // Chips such as the INA3221 of Jetson boards tell volts and amperes alone.
        guard powers.isEmpty, energies.isEmpty, chip.hasPrefix("ina") else { return energies + powers }
        return Self.channels("curr", "_input", files).compactMap { current in
            let voltage = "in" + current.dropFirst("curr".count)
            guard files.contains(voltage + "_input") else { return nil }
            return source(
                chip, voltage,
                .product(
                    voltagePath: "\(folder)/\(voltage)_input", currentPath: "\(folder)/\(current)_input",
                    unitsPerWatt: 1e6))
        }
    }

    private func source(_ chip: String, _ channel: String, _ meter: EnergySource.Meter) -> EnergySource {
        let label = FirmwareNames.meaningful(observation.text("\(folder)/\(channel)_label"))
        return EnergySource(name: "\(chip):\(label ?? channel)", meter: meter)
    }

    /// The channels that have a file of this ending: `power1` for `power1_input`.
    private static func channels(_ kind: String, _ ending: String, _ files: Set<String>) -> [String] {
        files.compactMap { file -> (number: Int, name: String)? in
            guard file.hasPrefix(kind), file.hasSuffix(ending) else { return nil }
            let name = file.dropLast(ending.count)
            return Int(name.dropFirst(kind.count)).map { ($0, String(name)) }
        }.sorted { $0.number < $1.number }.map(\.name)
    }
}
