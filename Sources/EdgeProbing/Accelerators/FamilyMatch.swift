import EdgeRecords

extension AcceleratorFamily {
    /// The first row that knows a device, and by what of it; nil for what is no accelerator.
    static func recognise(_ device: BusDevice) -> (family: AcceleratorFamily, compatible: String?)? {
        if mereScreens.contains(device.key), device.bus == .pci { return nil }
        for family in all {
            for match in family.matches {
                guard let found = match.find(in: device) else { continue }
                if let driver = device.driver, family.ignoredDrivers.contains(driver) { return nil }
                return (family, found.isEmpty ? nil : found)
            }
        }
        guard let code = device.shortClass, code >> 8 == 0x12 || code == 0x0b40 else { return nil }
        return (unrecognised, nil)
    }

    /// The row for a board whose device tree does not show the accelerator that its chip holds.
    static func recognise(board compatible: [String]) -> (family: AcceleratorFamily, compatible: String)? {
        for family in all {
            for case .board(let chip) in family.matches where compatible.contains(chip) { return (family, chip) }
        }
        return nil
    }
}

extension AcceleratorFamily.Match {
    /// What matched: the compatible text, or nothing where numbers did; nil for no match.
    fileprivate func find(in device: BusDevice) -> String? {
        switch self {
        case .pci(let vendor, let devices, let classes):
            guard device.bus == .pci, device.vendor == vendor else { return nil }
            let isListed = devices.isEmpty || devices.contains(device.product)
            let isOfClass = classes.isEmpty || device.shortClass.map(classes.contains) ?? false
            return isListed && isOfClass ? "" : nil
        case .usb(let vendor, let product):
            return device.bus == .usb && device.vendor == vendor && device.product == product ? "" : nil
        case .compatible(let pattern, let nodeNames):
            guard device.bus == .platform else { return nil }
            let isNamedSo = nodeNames.isEmpty || nodeNames.contains { device.nodeName.hasPrefix($0) }
            return isNamedSo ? device.compatible.first { wildcard(pattern, matches: $0) } : nil
        case .board: return nil
        }
    }
}

/// Whether `text` fits a pattern in which `*` stands for any run of letters.
func wildcard(_ pattern: String, matches text: String) -> Bool {
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false).map { Array($0.utf8) }
    guard let first = parts.first, parts.count > 1 else { return pattern == text }
    var rest = Array(text.utf8)[...]
    guard rest.starts(with: first) else { return false }
    rest = rest.dropFirst(first.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
        guard let end = endOfFirst(part, in: rest) else { return false }
        rest = rest[end...]
    }
    guard let last = parts.last else { return true }
    return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
}

private func endOfFirst(_ part: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
    guard text.count >= part.count else { return nil }
    for start in text.startIndex...(text.endIndex - part.count) where text[start...].starts(with: part) {
        return start + part.count
    }
    return nil
}
