import EdgePlatform
import EdgeProbing
import EdgeRecords
import Testing

/// Which meters tell what running a model takes.
@Suite struct EnergyMetersTests {
    private func meters(_ files: [String: String], moving: [String]) -> [EnergyMeter] {
        var device = Device()
        device.energyCounters = moving.map { Device.EnergyCounter(name: $0, moves: true) }
        return EnergyMeters(tree: SketchedDevice(files).tree).meters(of: device)
    }

    private func zones(_ names: [String: String]) -> [String: String] {
        var files: [String: String] = [:]
        for (zone, name) in names {
            files["sys/class/powercap/\(zone)/name"] = name + "\n"
            files["sys/class/powercap/\(zone)/energy_uj"] = "1\n"
            files["sys/class/powercap/\(zone)/max_energy_range_uj"] = "262143328850\n"
        }
        return files
    }

    @Test func `packages and memory count, what lies within or around them does not`() {
        let files = zones([
            "intel-rapl:0": "package-0", "intel-rapl:0:0": "core", "intel-rapl:0:1": "dram", "intel-rapl:1": "psys",
        ])
        let all = ["intel-rapl:0", "intel-rapl:0:0", "intel-rapl:0:1", "intel-rapl:1"]
        let found = meters(files, moving: all)
        #expect(found.map(\.name) == ["intel-rapl:0", "intel-rapl:0:1"])
        #expect(found.allSatisfy { $0.kind == .energy && $0.rangeMicrojoules == 262_143_328_850 })
        #expect(found.first?.paths == ["sys/class/powercap/intel-rapl:0/energy_uj"])
    }

    @Test func `a counter that does not move is none`() {
        #expect(meters(zones(["intel-rapl:0": "package-0"]), moving: []).isEmpty)
    }

    private let board: [String: String] = {
        var files = ["sys/class/hwmon/hwmon3/name": "ina3221\n"]
        for (channel, label) in [(1, "VDD_IN"), (2, "VDD_CPU_GPU_CV"), (3, "VDD_SOC")] {
            files["sys/class/hwmon/hwmon3/in\(channel)_label"] = label + "\n"
            files["sys/class/hwmon/hwmon3/in\(channel)_input"] = "5000\n"
            files["sys/class/hwmon/hwmon3/curr\(channel)_input"] = "700\n"
        }
        return files
    }()

    @Test func `of a board's rails the one that feeds the others is enough`() {
        let rails = ["VDD_IN", "VDD_CPU_GPU_CV", "VDD_SOC"].map { "ina3221:" + $0 }
        let found = meters(board, moving: rails)
        #expect(found.map(\.name) == ["ina3221:VDD_IN"] && found[0].kind == .power)
        #expect(found[0].paths.count == 2 && found[0].unitsPerWatt == 1e6)
        #expect(meters(board, moving: Array(rails.dropFirst())).count == 2)
    }
}
