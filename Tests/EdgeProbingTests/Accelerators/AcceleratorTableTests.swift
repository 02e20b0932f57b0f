import EdgeProbing
import EdgeRecords
import Testing

/// One rule of one family.
struct TableRow: Sendable, CustomTestStringConvertible {
    let family: AcceleratorFamily
    let match: AcceleratorFamily.Match

    var testDescription: String { "\(family.vendor ?? "") \(family.name): \(match)" }

    static let all = AcceleratorFamily.all.flatMap { family in
        family.matches.map { TableRow(family: family, match: $0) }
    }

    /// What the record must call the device that `SketchedBus` makes of the rule.
    var identifier: String {
        switch match {
        case .pci(let vendor, let devices, _): "\(hexadecimal(vendor)):\(hexadecimal(devices.min() ?? 0x4242))"
        case .usb(let vendor, let product): "\(hexadecimal(vendor)):\(hexadecimal(product))"
        case .compatible(let pattern, _):
            pattern.split(separator: "*", omittingEmptySubsequences: false).joined(separator: "x1")
        case .board(let chip): chip
        }
    }

    private func hexadecimal(_ value: UInt16) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: 4 - text.count) + text
    }
}

@Suite struct AcceleratorTableTests {
    @Test(arguments: TableRow.all)
    func `each row recognises its device and no other`(row: TableRow) throws {
        let found = SketchedBus.complete(row.family, row.match).accelerators()
        let only = try #require(found.count == 1 ? found.first : nil, "\(found)")
        #expect(only.kind == row.family.kind)
        #expect(only.identifier == row.identifier)
        #expect(only.vendor == row.family.vendor)
        #expect(only.onBus)
    }

    @Test(arguments: TableRow.all)
    func `a device with all that it needs is usable, unless no engine drives its family`(row: TableRow) throws {
        let only = try #require(SketchedBus.complete(row.family, row.match).accelerators().first)
        #expect(only.usable == (row.family.standing == .supported), "\(only)")
        #expect((only.reason == nil) == only.usable, "\(only)")
        if row.family.standing == .supported {
            #expect(only.driverBound && only.nodeOpenable == true && only.runtimePresent == true)
        }
    }

    @Test(arguments: TableRow.all.filter { $0.family.standing == .supported })
    func `without its libraries no device is usable, and the first is named`(row: TableRow) throws {
        var bus = SketchedBus()
        let name = bus.add(row.match, driver: row.family.drivers.first)
        bus.add(row.family.node, of: name)
        bus.library("libc.so.6")
        bus.file("dev/null")
        let only = try #require(bus.accelerators().first)
        let library = try #require(row.family.libraries.first?.first)
        #expect(only.runtimePresent == false)
        #expect(only.reason?.hasPrefix("\(library) was not found: ") == true, "\(only)")
    }

    @Test(arguments: TableRow.all.filter { $0.family.standing == .supported && !$0.family.drivers.isEmpty })
    func `without a driver no device is usable`(row: TableRow) throws {
        var bus = SketchedBus()
        _ = bus.add(row.match, driver: nil)
        bus.file("dev/null")
        let only = try #require(bus.accelerators().first)
        #expect(!only.driverBound && !only.usable)
        let driver = try #require(row.family.drivers.first)
        #expect(only.reason?.contains(driver) == true, "\(only)")
    }

    @Test func `every row has a name and a remedy of its own`() {
        let plain = AcceleratorFamily.unrecognised.remedy
        for family in AcceleratorFamily.all where family.standing == .supported {
            #expect(!family.name.isEmpty && !family.libraries.isEmpty)
            #expect(family.remedy.runtime != plain.runtime, "\(family.name)")
            if !family.drivers.isEmpty {
                #expect(family.remedy.driver != plain.driver, "\(family.name)")
            }
        }
    }
}
