import EdgePlatform
import EdgeRecords

/// Reads what a device tree describes: `/sys/bus/platform` where the kernel made devices of it, the tree itself elsewhere.
struct PlatformDevices {
    let observation: Observation

    static let roots = ["sys/firmware/devicetree/base", "proc/device-tree"]
    private static let buses = ["platform", "rpmsg"]

    private var root: String? { Self.roots.first { observation.exists($0) } }

    /// What the whole board is compatible with: its own name, then its chip's.
    var board: [String] { root.map { compatible(in: $0) } ?? [] }

    func all() -> [BusDevice] {
        let root = root
        // Without a device tree no platform device has a node of it.
        if observation.tree.isLive, root == nil { return [] }
        var devices = Self.buses.flatMap(devicesOfBus)
        // The kernel makes a device of every node that it could drive; a capture may lack them.
        guard let root, !observation.tree.isLive || devices.isEmpty else { return devices }
        let known = Set(devices.map(\.placeName))
        var walk = DeviceTreeWalk(tree: observation.tree)
        devices += walk.nodes(below: root).compactMap(device).filter { !known.contains($0.placeName) }
        return devices
    }

    private func devicesOfBus(_ bus: String) -> [BusDevice] {
        let folder = "sys/bus/\(bus)/devices"
        return observation.names(in: folder).compactMap { name in
            let path = folder + "/" + name
            var compatible = compatible(in: path + "/of_node")
            var driver = observation.linkName(path + "/driver")
            if compatible.isEmpty {
                let event = event(in: path)
                compatible = event.compatible
                driver = driver ?? event.driver
            }
            guard !compatible.isEmpty, isMeant(path + "/of_node") else { return nil }
            var device = BusDevice(bus: .platform, name: name, folder: path)
            device.compatible = compatible
            device.driver = driver
            device.nodeName =
                observation.linkName(path + "/of_node").map(baseName)
                ?? name.split(separator: ".").last.map(String.init) ?? name
            return device
        }
    }

    private func device(atNode path: String) -> BusDevice? {
        let compatible = compatible(in: path)
        guard !compatible.isEmpty, isMeant(path) else { return nil }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        var device = BusDevice(bus: .platform, name: name, folder: path)
        device.compatible = compatible
        device.nodeName = baseName(name)
        device.tellsDriver = observation.exists("sys/bus/platform/devices")
        return device
    }

    /// Whether the node is enabled, and is not one of several processors of which only the compute one counts.
    private func isMeant(_ node: String) -> Bool {
        let status = strings(node + "/status").first ?? "okay"
        guard status == "okay" || status == "ok" else { return false }
        guard let label = strings(node + "/label").first else { return true }
        return !["adsp", "sdsp", "mdsp", "slpi"].contains(label)
    }

    private func compatible(in node: String) -> [String] { strings(node + "/compatible") }

    /// Texts of a device tree are each ended by a zero byte.
    private func strings(_ path: String) -> [String] {
        guard let text = observation.text(path, limitBytes: 4096) else { return [] }
        return text.split(whereSeparator: { $0 == "\0" || $0.isNewline }).map(String.init)
    }

    /// What `uevent` repeats of the node and the driver.
    private func event(in path: String) -> (compatible: [String], driver: String?) {
        let lines = observation.text(path + "/uevent")?.split(separator: "\n") ?? []
        let compatible = lines.filter { $0.hasPrefix("OF_COMPATIBLE_") && !$0.hasPrefix("OF_COMPATIBLE_N=") }
        return (
            compatible.compactMap { $0.split(separator: "=").last.map(String.init) },
            lines.first { $0.hasPrefix("DRIVER=") }.map { String($0.dropFirst(7)) }
        )
    }

    private func baseName(_ node: String) -> String {
        node.split(separator: "@").first.map(String.init) ?? node
    }
}

extension BusDevice {
    /// One spelling for `17000000.gpu` and `gpu@17000000`.
    var placeName: String {
        let node = name.split(separator: "@")
        if node.count == 2 { return "\(node[1]).\(node[0])" }
        return name
    }
}
