import EdgePlatform
import EdgeProbing
import EdgeRecords

/// A tree with the few buses, nodes and libraries that a test writes down.
struct SketchedBus {
    private var memory = MemoryTree()

    var tree: FileTree { FileTree(memory: memory, name: "sketch") }

    func accelerators(
        container: String? = nil, opens: (@Sendable (String) -> Bool)? = nil,
        cards: (@Sendable () -> NVIDIATrial.Answer)? = nil, isAccessible: ((String) -> Bool)? = nil
    ) -> [Device.Accelerator] {
        AcceleratorProbe(
            tree: tree, container: container, trials: AcceleratorProbe.Trials(opens: opens, cards: cards),
            isAccessible: isAccessible
        ).accelerators()
    }

    /// The only one; nil, which no test expects, if there are more or none.
    func only(container: String? = nil) -> Device.Accelerator? {
        let found = accelerators(container: container)
        return found.count == 1 ? found.first : nil
    }

    mutating func file(_ path: String, _ text: String = "") {
        memory.insert(.file(Array(text.utf8)), at: path)
    }

    mutating func link(_ path: String, to target: String) {
        memory.insert(.link(target: target), at: path)
    }

    mutating func folder(_ path: String) { memory.insert(.folder, at: path) }

    @discardableResult
    mutating func pci(
        _ vendor: UInt16, _ device: UInt16, class code: UInt32, driver: String? = nil,
        at address: String = "0000:01:00.0"
    ) -> String {
        let folder = "sys/bus/pci/devices/" + address
        file(folder + "/vendor", hexadecimal(UInt32(vendor), 4) + "\n")
        file(folder + "/device", hexadecimal(UInt32(device), 4) + "\n")
        file(folder + "/class", hexadecimal(code, 6) + "\n")
        if let driver { link(folder + "/driver", to: "../../../../bus/pci/drivers/" + driver) }
        return address
    }

    @discardableResult
    mutating func usb(_ vendor: UInt16, _ product: UInt16, bus: Int = 2, number: Int = 7) -> String {
        let folder = "sys/bus/usb/devices/\(bus)-1"
        file(folder + "/idVendor", String(hexadecimal(UInt32(vendor), 4).dropFirst(2)) + "\n")
        file(folder + "/idProduct", String(hexadecimal(UInt32(product), 4).dropFirst(2)) + "\n")
        file(folder + "/busnum", "\(bus)\n")
        file(folder + "/devnum", "\(number)\n")
        link(folder + "/driver", to: "../../../../bus/usb/drivers/usb")
        file(folder + ":1.0/bInterfaceClass", "ff\n")
        return "\(bus)-1"
    }

    /// A device that the kernel made of a device tree's node.
    @discardableResult
    mutating func platform(
        _ compatible: [String], node: String = "npu@40000000", driver: String? = nil, bus: String = "platform"
    ) -> String {
        let parts = node.split(separator: "@")
        let name = parts.reversed().joined(separator: ".")
        let folder = "sys/bus/\(bus)/devices/" + name
        let place = "sys/firmware/devicetree/base/soc/" + node
        deviceTreeNode(place, compatible)
        link(folder + "/of_node", to: "../../../../" + place.dropFirst(4))
        if let driver { link(folder + "/driver", to: "../../../bus/\(bus)/drivers/" + driver) }
        return name
    }

    mutating func deviceTreeNode(_ path: String, _ compatible: [String], status: String? = nil) {
        file(path + "/compatible", compatible.map { $0 + "\0" }.joined())
        if let status { file(path + "/status", status + "\0") }
    }

    /// A node whose entry in a class leads to a device.
    mutating func node(_ path: String, class name: String, of device: String) {
        file(path)
        let entry = path.split(separator: "/").last ?? ""
        link("sys/class/\(name)/\(entry)/device", to: "../../../" + device)
    }

    mutating func library(_ name: String) { file("usr/lib/x86_64-linux-gnu/" + name) }

    private func hexadecimal(_ value: UInt32, _ digits: Int) -> String {
        let text = String(value, radix: 16)
        return "0x" + String(repeating: "0", count: digits - text.count) + text
    }
}
