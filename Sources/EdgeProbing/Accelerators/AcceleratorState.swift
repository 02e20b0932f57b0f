import EdgeRecords

/// One accelerator with everything that decides whether it can be used.
struct AcceleratorState {
    var device: BusDevice
    var family: AcceleratorFamily
    /// The text of the device tree by which it was recognised.
    var compatible: String?
    var node = NodeState.notNeeded
    var runtime = RuntimeState.notNeeded
    var driverVersion: String?
    /// Versions of the library, where they must agree with the driver's.
    var libraryVersions: [String] = []
    /// What the remote processor behind it is doing, if it has one.
    var remoteState: String?
    /// What this system runs in, if that is a container.
    var container: String?

    /// Whether a driver is bound that counts.
    var isDriverBound: Bool {
        if let remoteState, remoteState != "running" { return false }
        if let driver = device.driver { return family.drivers.isEmpty || family.drivers.contains(plain(driver)) }
        if family.drivers.isEmpty { return device.bus == .usb }
        // A node is made by a driver: without links it is the next best witness.
        if case .open = node { return !device.tellsDriver }
        return false
    }

    var versionsAgree: Bool {
        guard let driverVersion, !libraryVersions.isEmpty else { return true }
        return libraryVersions.contains(driverVersion)
    }

    var isUsable: Bool {
        family.standing == .supported && isDriverBound && node.isOpenable == true && runtime.isPresent == true
            && versionsAgree
    }

    /// Kernel names use dashes and underscores, and capitals, as they like.
    private func plain(_ driver: String) -> String {
        String(driver.lowercased().map { $0 == "-" ? "_" : $0 })
    }
}

extension AcceleratorState {
    /// As the record shows it.
    var accelerator: Device.Accelerator {
        let identifier = device.bus == .platform ? compatible ?? device.name : device.numericIdentifier
        var record = Device.Accelerator(kind: family.kind, bus: device.bus, identifier: identifier)
        record.vendor = family.vendor
        record.name = AcceleratorNames.name(of: device) ?? family.fullName
        record.class = device.class.map { "0x" + hexadecimal($0, digits: 6) }
        record.driver = device.driver
        record.driverVersion = driverVersion
        record.driverBound = isDriverBound
        record.nodeOpenable = node.isOpenable
        record.runtimePresent = runtime.isPresent
        record.usable = isUsable
        record.reason = reason
        return record
    }
}
