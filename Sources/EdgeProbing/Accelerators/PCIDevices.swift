import EdgeRecords

/// Reads `/sys/bus/pci/devices`.
struct PCIDevices {
    let observation: Observation

    private static let folder = "sys/bus/pci/devices"
    /// Storage, network, bridges and buses: most of any machine, and never what a row looks for.
    private static let ordinaryClasses: Set<UInt32> = [0x01, 0x02, 0x06, 0x0c]

    func all() -> [BusDevice] {
        observation.names(in: Self.folder).compactMap(device)
    }

    private func device(named name: String) -> BusDevice? {
        let folder = Self.folder + "/" + name
        guard let code = observation.hexadecimal(folder + "/class", as: UInt32.self), code <= 0xff_ffff,
            !Self.ordinaryClasses.contains(code >> 16),
            let vendor = observation.hexadecimal(folder + "/vendor", as: UInt16.self),
            let product = observation.hexadecimal(folder + "/device", as: UInt16.self)
        else { return nil }
        var device = BusDevice(bus: .pci, name: name, folder: folder)
        device.vendor = vendor
        device.product = product
        device.class = code
        device.revision = observation.hexadecimal(folder + "/revision", as: UInt8.self)
        device.driver = observation.linkName(folder + "/driver")
        return device
    }
}
