import EdgePlatform
import EdgeRecords

/// One file, or a pair of them, that claims to count energy or to measure power.
struct EnergySource: Hashable {
    enum Meter: Hashable {
        /// Microjoules since some start; begins anew past the range that `rangePath` tells.
        case energy(path: String, rangePath: String?)
        /// Microwatts now.
        case power(path: String)
        /// Volts and amperes apart, each in thousandths or millionths of the unit.
        case product(voltagePath: String, currentPath: String, unitsPerWatt: Double)
    }

    var name: String
    var meter: Meter
    /// A battery's power is the device's own use only while nothing charges it.
    var batteryStatusPath: String?
}

/// Lists the energy counters of a tree.
struct EnergySources {
    /// A server has some dozens of sensors; each costs a read of slow hardware.
    private static let sourcesAtMost = 64

    let observation: Observation

    func all() -> [EnergySource] {
        var sources: [EnergySource] = []
        for source in processorZones() + batteries() + sensors() where sources.count < Self.sourcesAtMost {
            // Two sensors of one name would be told apart by nothing.
            let twins = sources.count { $0.name == source.name || $0.name.hasPrefix(source.name + " #") }
            var source = source
            if twins > 0 { source.name += " #\(twins + 1)" }
            sources.append(source)
        }
        return sources
    }

    private func processorZones() -> [EnergySource] {
        let top = "sys/class/powercap"
        return observation.names(in: top).compactMap { zone in
            let path = "\(top)/\(zone)/energy_uj"
            guard observation.exists(path) else { return nil }
            return EnergySource(
                name: zone, meter: .energy(path: path, rangePath: "\(top)/\(zone)/max_energy_range_uj"))
        }
    }

    private func batteries() -> [EnergySource] {
        BatteryReader(observation: observation).folders().compactMap { battery in
            let folder = battery.folder
            let status = folder + "/status"
            if observation.exists(folder + "/power_now") {
                return EnergySource(
                    name: battery.name, meter: .power(path: folder + "/power_now"), batteryStatusPath: status)
            }
            let (voltage, current) = (folder + "/voltage_now", folder + "/current_now")
            guard observation.exists(voltage), observation.exists(current) else { return nil }
            return EnergySource(
                name: battery.name,
                meter: .product(voltagePath: voltage, currentPath: current, unitsPerWatt: 1e12),
                batteryStatusPath: status)
        }
    }

    private func sensors() -> [EnergySource] {
        let top = "sys/class/hwmon"
        return observation.names(in: top).flatMap { entry in
            let chip = SensorChip(observation: observation, folder: "\(top)/\(entry)")
            return chip.sources()
        }
    }
}
