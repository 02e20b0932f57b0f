import EdgeRecords

/// Reads `/sys/bus/usb/devices`.
struct USBDevices {
    let observation: Observation

    private static let folder = "sys/bus/usb/devices"

    func all() -> [BusDevice] {
        // Names with a colon are interfaces of a device.
        observation.names(in: Self.folder).filter { !$0.contains(":") }.compactMap(device)
    }

    private func device(named name: String) -> BusDevice? {
        let folder = Self.folder + "/" + name
        guard let vendor = observation.hexadecimal(folder + "/idVendor", as: UInt16.self),
            let product = observation.hexadecimal(folder + "/idProduct", as: UInt16.self)
        else { return nil }
        var device = BusDevice(bus: .usb, name: name, folder: folder)
        device.vendor = vendor
        device.product = product
        // Every device has the bus's own driver, which says nothing of what drives its function.
        device.driver = observation.linkName(folder + "/driver").flatMap { $0 == "usb" ? nil : $0 }
        return device
    }
}
