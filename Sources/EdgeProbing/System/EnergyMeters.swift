package import EdgePlatform
package import EdgeRecords

/// Chooses the meters that tell what running a model takes, nothing of it twice.
package struct EnergyMeters {
    private let observation: Observation

    package init(tree: FileTree) {
        observation = Observation(tree: tree, findings: Findings())
    }

    /// - Parameter device: whose counters were read twice; only those that moved are taken.
    package func meters(of device: Device) -> [EnergyMeter] {
        let moving = Set(device.energyCounters.filter { $0.moves == true }.map(\.name))
        guard !moving.isEmpty else { return [] }
        let sources = EnergySources(observation: observation).all().filter { moving.contains($0.name) }
        return choice(of: sources).map(meter)
    }

    /// Processors with their memory, else the sockets' counters, else the board's rails, else the battery.
    private func choice(of sources: [EnergySource]) -> [EnergySource] {
        let rails = sources.filter { $0.name.hasPrefix("ina") }
        let choices = [
            sources.filter { isProcessorOrMemory($0.name) },
            sources.filter { $0.name.hasPrefix("amd_energy:Esocket") },
            // The rail that feeds all others, where the board has one.
            rails.filter { $0.name.hasSuffix(":VDD_IN") }, rails,
            sources.filter { $0.batteryStatusPath != nil },
        ]
        return choices.first { !$0.isEmpty } ?? []
    }

    /// Zones of cores lie within their package's, and the platform's zone holds the packages'.
    private func isProcessorOrMemory(_ zone: String) -> Bool {
        guard zone.hasPrefix("intel-rapl:") else { return false }
        let name = observation.text("sys/class/powercap/\(zone)/name") ?? ""
        return name.hasPrefix("package") || name == "dram"
    }

    private func meter(_ source: EnergySource) -> EnergyMeter {
        switch source.meter {
        case .energy(let path, let rangePath):
            var meter = EnergyMeter(name: source.name, kind: .energy, paths: [path])
            meter.rangeMicrojoules = rangePath.flatMap(observation.integer)
            return meter
        case .power(let path): return EnergyMeter(name: source.name, kind: .power, paths: [path])
        case .product(let voltagePath, let currentPath, let unitsPerWatt):
            var meter = EnergyMeter(name: source.name, kind: .power, paths: [voltagePath, currentPath])
            meter.unitsPerWatt = unitsPerWatt
            return meter
        }
    }
}
