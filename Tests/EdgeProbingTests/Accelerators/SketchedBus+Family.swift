import EdgeProbing

extension SketchedBus {
    /// A device as one rule of the table describes it, on its bus and bound to `driver`; its name there.
    mutating func add(_ match: AcceleratorFamily.Match, driver: String?) -> String {
        switch match {
        case .pci(let vendor, let devices, let classes):
            pci(
                vendor, devices.min() ?? 0x4242, class: UInt32(classes.min() ?? 0x1200) << 8, driver: driver)
        case .usb(let vendor, let product): usb(vendor, product)
        case .compatible(let pattern, let nodeNames):
            platform(
                [pattern.split(separator: "*", omittingEmptySubsequences: false).joined(separator: "x1")],
                node: (nodeNames.first ?? "unit") + "@40000000", driver: driver)
        case .board(let chip):
            board(chip, driver: driver)
        }
    }

    private mutating func board(_ chip: String, driver: String?) -> String {
        file("proc/device-tree/compatible", "maker,board\0\(chip)\0")
        return chip
    }

    /// The nodes that a rule asks for.
    mutating func add(_ rule: NodeRule, of device: String) {
        switch rule {
        case .none: break
        case .all(let rules): for rule in rules { add(rule, of: device) }
        case .any(let rules): if let first = rules.first { add(first, of: device) }
        case .path(let path): file(path)
        case .ofClass(let name, let prefix, let folder): node(folder + "/" + prefix + "128", class: name, of: device)
        case .numbered(let prefix, let name, let folder): node(folder + "/" + prefix + "0", class: name, of: device)
        case .ordinal(let start): file(start + "0")
        case .usb: file("dev/bus/usb/002/007")
        case .nvidia: for name in ["nvidia0", "nvidiactl", "nvidia-uvm"] { file("dev/" + name) }
        }
    }

    /// One device of a family with all that it needs.
    static func complete(_ family: AcceleratorFamily, _ match: AcceleratorFamily.Match) -> SketchedBus {
        var bus = SketchedBus()
        let name = bus.add(match, driver: family.drivers.first)
        bus.add(family.node, of: name)
        for group in family.libraries { if let library = group.first { bus.library(library) } }
        if let processor = family.remoteProcessor {
            bus.file("sys/class/remoteproc/remoteproc0/name", processor + "\n")
            bus.file("sys/class/remoteproc/remoteproc0/state", "running\n")
        }
        bus.file("dev/null")
        bus.library("libc.so.6")
        return bus
    }
}
