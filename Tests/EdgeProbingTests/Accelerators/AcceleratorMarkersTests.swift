import EdgePlatform
import EdgeProbing
import EdgeRecords
import Testing

/// A capture gives the same four answers as the device it was made of.
@Suite struct AcceleratorMarkersTests {
    /// What a capture of this bus holds.
    private func capture(_ bus: SketchedBus, of found: [Device.Accelerator]) -> FileTree {
        let markers = AcceleratorMarkers.captureMarkers(for: found, in: bus.tree)
        let copy = DeviceCapture.tree(of: bus.tree, processorLeaves: [:], markers: markers)
        return FileTree(memory: copy, name: "copy")
    }

    @Test(arguments: TableRow.all)
    func `a usable device stays usable in its capture`(row: TableRow) {
        let bus = SketchedBus.complete(row.family, row.match)
        let found = bus.accelerators()
        #expect(AcceleratorProbe(tree: capture(bus, of: found)).accelerators() == found)
    }

    @Test func `a node that may not be opened leaves no trace`() throws {
        var bus = SketchedBus()
        let name = bus.pci(0x8086, 0x56a0, class: 0x030000, driver: "i915")
        bus.node("dev/dri/renderD128", class: "drm", of: name)
        let found = bus.accelerators(opens: { _ in true }, isAccessible: { _ in false })
        let copied = try #require(AcceleratorProbe(tree: capture(bus, of: found)).accelerators().first)
        #expect(copied.nodeOpenable == false && copied.runtimePresent == true)
    }

    @Test func `a library that is there and cannot be loaded leaves no trace`() throws {
        var bus = SketchedBus()
        bus.usb(0x18d1, 0x9302)
        bus.file("dev/bus/usb/002/007")
        bus.library("libedgetpu.so.1")
        let found = bus.accelerators(opens: { _ in false })
        let copied = try #require(AcceleratorProbe(tree: capture(bus, of: found)).accelerators().first)
        #expect(copied.nodeOpenable == true && copied.runtimePresent == false)
    }

    @Test func `a card's unique number is not in the copy`() throws {
        var bus = SketchedBus()
        bus.pci(0x10de, 0x2330, class: 0x030200, driver: "nvidia")
        bus.file("dev/null")
        let path = "proc/driver/nvidia/gpus/0000:01:00.0/information"
        bus.file(path, "Model: \t H100\nGPU UUID: \t GPU-c0ffee00deadbeef\nDevice Minor: \t 0\n")
        let copy = DeviceCapture.tree(of: bus.tree, processorLeaves: [:], markers: [])
        let text = try FileTree(memory: copy, name: "copy").text(at: path)
        #expect(text == "Model: \t H100\nDevice Minor: \t 0\n")
    }
}
