import EdgeRecords

/// Reads `/sys/class/remoteproc`: processors of a system chip that run firmware of their own.
struct RemoteProcessors {
    let observation: Observation

    private static let folder = "sys/class/remoteproc"

    /// Qualcomm's compute DSP, which shows here even where the device tree is not to be seen.
    func all() -> [BusDevice] {
        folders(of: "cdsp").prefix(1).map { folder in
            let name = folder.split(separator: "/").last.map(String.init) ?? folder
            var device = BusDevice(bus: .platform, name: name, folder: folder)
            device.compatible = ["qcom,fastrpc"]
            device.tellsDriver = false
            return device
        }
    }

    /// `running`, `offline`, `crashed`, …; nil where there is no such processor.
    func state(of name: String) -> String? {
        let states = folders(of: name).compactMap { observation.text($0 + "/state") }
        return states.contains("running") ? "running" : states.first
    }

    private func folders(of name: String) -> [String] {
        observation.names(in: Self.folder).map { Self.folder + "/" + $0 }.filter { folder in
            // Older kernels give the device's name, and only the firmware says which processor it is.
            [folder + "/name", folder + "/firmware"].contains { observation.text($0)?.contains(name) == true }
        }
    }
}
