import EdgeRecords

/// One device as its bus shows it, before anything is known of what it is.
struct BusDevice {
    var bus: Device.Accelerator.Bus
    /// Its name on the bus: `0000:06:00.0`, `1-4`, `17000000.gpu`.
    var name: String
    /// Its folder in the tree.
    var folder: String
    var vendor: UInt16 = 0
    var product: UInt16 = 0
    /// PCI: base class, subclass and interface.
    var `class`: UInt32?
    var revision: UInt8?
    /// Device tree: what it is compatible with, the most exact first.
    var compatible: [String] = []
    /// Device tree: the name of its node without the address.
    var nodeName = ""
    var driver: String?
    /// Whether the tree shows devices' drivers on this bus at all.
    var tellsDriver = true

    /// Base class and subclass.
    var shortClass: UInt16? { self.class.map { UInt16(truncatingIfNeeded: $0 >> 8) } }

    /// As `lspci -n` and `lsusb` write it.
    var numericIdentifier: String {
        "\(hexadecimal(UInt32(vendor), digits: 4)):\(hexadecimal(UInt32(product), digits: 4))"
    }

    /// Vendor and device in one number.
    var key: UInt32 { UInt32(vendor) << 16 | UInt32(product) }
}

func hexadecimal(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
}

extension Observation {
    /// A hexadecimal number, with or without `0x`; nil, with a warning, if it does not fit.
    func hexadecimal<Number: FixedWidthInteger>(_ path: String, as type: Number.Type) -> Number? {
        guard let text = text(path), !text.isEmpty else { return nil }
        let digits = text.hasPrefix("0x") ? text.dropFirst(2) : text[...]
        guard let value = Number(digits, radix: 16) else {
            warnOfContent(path, text, expected: "a hexadecimal number")
            return nil
        }
        return value
    }
}
