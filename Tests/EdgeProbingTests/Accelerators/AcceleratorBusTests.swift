import EdgeProbing
import EdgeRecords
import Testing

/// What counts as an accelerator, and what does not, on each bus.
@Suite struct AcceleratorBusTests {
    @Test func `an unknown processing accelerator is listed, and not usable`() throws {
        for code: UInt32 in [0x120000, 0x120100, 0x0b4000] {
            var bus = SketchedBus()
            bus.pci(0x1b36, 0x0005, class: code, driver: "some_driver")
            let found = try #require(bus.only())
            #expect(found.kind == .unknown && found.vendor == nil && found.driverBound && !found.usable)
            #expect(found.identifier == "1b36:0005" && found.reason != nil)
        }
    }

    @Test(arguments: [
        (UInt16(0x1af4), UInt16(0x1050)), (0x1234, 0x1111), (0x15ad, 0x0405), (0x1013, 0x00b8), (0x1b36, 0x0100),
        (0x80ee, 0xbeef), (0x1414, 0x5353), (0x1a03, 0x2000), (0x102b, 0x0522), (0x19e5, 0x1711), (0x1002, 0x515e),
    ])
    func `virtual screens and maintenance graphics are none`(vendor: UInt16, device: UInt16) {
        var bus = SketchedBus()
        bus.pci(vendor, device, class: 0x030000, driver: "some_driver")
        #expect(bus.accelerators().isEmpty)
    }

    @Test func `a card's sound and bus functions are none`() {
        var bus = SketchedBus()
        bus.pci(0x10de, 0x22ba, class: 0x040300, at: "0000:01:00.1")
        bus.pci(0x10de, 0x22a3, class: 0x068000, at: "0000:02:00.0")
        bus.pci(0x1ed5, 0x02ff, class: 0x040300, at: "0000:03:00.1")
        #expect(bus.accelerators().isEmpty)
    }

    @Test func `a domain of more than 16 bits is an address like any other`() throws {
        var bus = SketchedBus()
        bus.pci(0x8086, 0x56c0, class: 0x038000, driver: "xe", at: "10000:e1:00.0")
        bus.node("dev/dri/renderD129", class: "drm", of: "10000:e1:00.0")
        #expect(bus.only()?.nodeOpenable == true)
    }

    @Test func `damaged identifiers are passed over`() {
        var bus = SketchedBus()
        bus.pci(0x10de, 0x2330, class: 0x030200)
        bus.file("sys/bus/pci/devices/0000:01:00.0/vendor", "0x10de10de10de10de\n")
        bus.file("sys/bus/pci/devices/0000:02:00.0/class", "display\n")
        bus.folder("sys/bus/pci/devices/0000:03:00.0")
        #expect(bus.accelerators().isEmpty)
    }

    @Test func `a Coral stick is known before and after its first use`() throws {
        for (vendor, product, identifier) in [
            (UInt16(0x1a6e), UInt16(0x089a), "1a6e:089a"), (0x18d1, 0x9302, "18d1:9302"),
        ] {
            var bus = SketchedBus()
            bus.usb(vendor, product, bus: 4, number: 12)
            bus.file("dev/bus/usb/004/012")
            bus.library("libedgetpu.so.1")
            let found = try #require(bus.only())
            #expect(found.kind == .tpu && found.bus == .usb && found.identifier == identifier)
            #expect(found.usable && found.driver == nil)
        }
    }

    @Test func `Movidius, a stick that needs no driver of the kernel`() throws {
        var bus = SketchedBus()
        bus.usb(0x03e7, 0x2485)
        bus.file("dev/bus/usb/002/007")
        bus.library("libdepthai-core.so")
        let found = try #require(bus.only())
        #expect(found.kind == .vpu && found.usable)
    }

    @Test func `an XDNA NPU is named by its revision`() throws {
        for (revision, name) in [("0x11", "Ryzen AI NPU (Strix Halo)"), ("0x20", "Ryzen AI NPU (Krackan Point)")] {
            var bus = SketchedBus()
            bus.pci(0x1022, 0x17f0, class: 0x118000, driver: "amdxdna")
            bus.file("sys/bus/pci/devices/0000:01:00.0/revision", revision + "\n")
            #expect(bus.only()?.name == name)
        }
    }

    @Test func `the maintenance function of an Alveo card is not a second card`() {
        var bus = SketchedBus()
        bus.pci(0x10ee, 0x5000, class: 0x120000, driver: "xclmgmt", at: "0000:01:00.0")
        bus.pci(0x10ee, 0x5001, class: 0x120000, driver: "xocl", at: "0000:01:00.1")
        #expect(bus.accelerators().map(\.identifier) == ["10ee:5001"])
    }

    @Test func `eight cards are eight entries, each with its own node`() {
        var bus = SketchedBus()
        for index in 0..<8 {
            let name = bus.pci(0x1002, 0x74a1, class: 0x120000, driver: "amdgpu", at: "0000:0\(index):00.0")
            bus.node("dev/dri/renderD\(128 + index)", class: "drm", of: name)
        }
        bus.file("dev/kfd")
        bus.library("libhsa-runtime64.so.1")
        bus.library("libamdhip64.so.6")
        #expect(bus.accelerators().filter(\.usable).count == 8)
    }
}
