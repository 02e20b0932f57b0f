import EdgePlatform
import EdgeProbing
import EdgeRecords
import Testing

/// Each sentence that says what is missing and what mends it, in the order in which things fail.
@Suite struct AcceleratorReasonTests {
    /// An NVIDIA card with its driver, nodes and library.
    private func card(driver: String? = "nvidia") -> SketchedBus {
        var bus = SketchedBus()
        bus.pci(0x10de, 0x2330, class: 0x030200, driver: driver)
        bus.file("dev/null")
        bus.library("libc.so.6")
        return bus
    }

    private func complete() -> SketchedBus {
        var bus = card()
        for node in ["nvidia0", "nvidiactl", "nvidia-uvm"] { bus.file("dev/" + node) }
        bus.library("libcuda.so.1")
        return bus
    }

    @Test func `nothing is missing`() throws {
        let found = try #require(complete().only())
        #expect(found.usable && found.reason == nil)
        #expect(found.name == "H100 SXM5 80GB")
        #expect(found.class == "0x030200")
    }

    @Test func `no driver: its module and package are named`() throws {
        let found = try #require(card(driver: nil).only())
        #expect(!found.driverBound)
        #expect(found.reason == "kernel module nvidia is not loaded: install package nvidia-driver and restart")
    }

    @Test func `given to a virtual machine: how to take it back`() throws {
        let found = try #require(card(driver: "vfio-pci").only())
        #expect(!found.driverBound && found.driver == "vfio-pci")
        #expect(found.reason?.contains("reserved for a virtual machine") == true)
        #expect(found.reason?.contains("echo 0000:01:00.0 | sudo tee") == true)
    }

    @Test(arguments: ["nouveau", "nova", "nova_core"])
    func `a driver for screens alone does not count`(driver: String) throws {
        let found = try #require(card(driver: driver).only())
        #expect(!found.driverBound && !found.usable)
        #expect(found.reason?.hasPrefix("driver \(driver) cannot run models on it, nvidia can: ") == true)
    }

    @Test func `no device node: the one that was looked for`() throws {
        let found = try #require(card().only())
        #expect(found.nodeOpenable == false)
        #expect(found.reason?.hasPrefix("device node /dev/nvidia0 is missing: ") == true)
    }

    @Test func `in a container whose dev is empty: the option that passes the card on`() throws {
        let found = try #require(card().only(container: "docker"))
        #expect(
            found.reason
                == "seen on the bus, not given to this container (docker): start it with `--gpus all`")
    }

    @Test func `no permission: the group to join`() throws {
        var bus = SketchedBus()
        let name = bus.pci(0x8086, 0xe20b, class: 0x030000, driver: "xe")
        bus.node("dev/dri/renderD128", class: "drm", of: name)
        let found = try #require(bus.accelerators(opens: { _ in true }, isAccessible: { _ in false }).first)
        #expect(found.nodeOpenable == false)
        #expect(found.reason?.contains("may not open /dev/dri/renderD128") == true)
        #expect(found.reason?.contains("sudo usermod -aG render $USER") == true)
    }

    @Test func `no permission for a stick: a udev rule`() throws {
        var bus = SketchedBus()
        bus.usb(0x18d1, 0x9302)
        bus.file("dev/bus/usb/002/007")
        let found = try #require(bus.accelerators(isAccessible: { _ in false }).first)
        #expect(found.reason?.contains("/dev/bus/usb/002/007: add a udev rule") == true)
    }

    @Test func `no library: its name and how to get it`() throws {
        var bus = complete()
        bus.file("proc/driver/nvidia/version", "NVRM version: NVIDIA UNIX x86_64 Kernel Module  550.54.14  Thu\n")
        let found = try #require(bus.accelerators(opens: { _ in false }).first)
        #expect(found.runtimePresent == false)
        #expect(found.driverVersion == "550.54.14")
        #expect(
            found.reason
                == "libcuda.so.1 was not found: install the driver's user-space libraries (package libcuda1)")
    }

    @Test func `a capture without nodes and libraries says that it has none`() throws {
        var bus = SketchedBus()
        bus.pci(0x10de, 0x2330, class: 0x030200, driver: "nvidia")
        // What a capture holds of these folders anyway.
        bus.file("usr/lib/os-release", "NAME=Debian\n")
        bus.folder("dev/cpuset")
        let found = try #require(bus.only())
        #expect(found.nodeOpenable == nil && found.runtimePresent == nil && !found.usable)
        #expect(found.reason == "the capture has no device nodes: probe the device itself to know")
    }

    @Test func `driver and library of different versions do not work together`() throws {
        var bus = SketchedBus()
        let name = bus.pci(0x1e60, 0x2864, class: 0x120000, driver: "hailo")
        bus.node("dev/hailo0", class: "hailo_chardev", of: name)
        bus.file("sys/module/hailo_pci/version", "4.20.0\n")
        bus.library("libhailort.so.4.19.0")
        let found = try #require(bus.only())
        #expect(found.driverBound && found.nodeOpenable == true && found.runtimePresent == true && !found.usable)
        #expect(found.reason?.hasPrefix("libhailort.so is of version 4.19.0, its driver of 4.20.0: ") == true)
        bus.library("libhailort.so.4.20.0")
        #expect(bus.only()?.usable == true)
    }

    @Test func `an NVIDIA library of another version than the driver is said so`() throws {
        var bus = complete()
        bus.file("proc/driver/nvidia/version", "NVRM version: NVIDIA UNIX x86_64 Kernel Module  550.54.14  Thu\n")
        bus.library("libcuda.so.535.183.01")
        #expect(bus.only()?.reason?.contains("535.183.01, its driver of 550.54.14") == true)
    }

    @Test func `unified memory's node may be made by its helper on first use`() throws {
        var bus = card()
        bus.file("dev/nvidia0")
        bus.file("dev/nvidiactl")
        bus.library("libcuda.so.1")
        #expect(bus.only()?.reason?.contains("sudo nvidia-modprobe -u -c 0") == true)
        bus.file("usr/bin/nvidia-modprobe")
        #expect(bus.only()?.usable == true)
    }

    @Test func `the node belongs to the card that its link leads to, whatever its number`() throws {
        var bus = SketchedBus()
        bus.pci(0x8086, 0x46a6, class: 0x030000, driver: "i915", at: "0000:00:02.0")
        bus.pci(0x8086, 0x56a0, class: 0x030000, driver: "i915", at: "0000:03:00.0")
        bus.node("dev/dri/renderD128", class: "drm", of: "0000:03:00.0")
        bus.library("libze_loader.so.1")
        bus.library("libze_intel_gpu.so.1")
        let found = bus.accelerators()
        #expect(found.map(\.identifier) == ["8086:46a6", "8086:56a0"])
        #expect(found.map(\.nodeOpenable) == [false, true])
    }

    @Test func `the card's minor number is the driver's own`() throws {
        var bus = complete()
        bus.file("proc/driver/nvidia/gpus/0000:01:00.0/information", "Model: \t NVIDIA H100\nDevice Minor: \t 3\n")
        #expect(bus.only()?.reason?.contains("/dev/nvidia3 is missing") == true)
        bus.file("dev/nvidia3")
        #expect(bus.only()?.usable == true)
    }

    @Test func `a family that no engine drives is present, and no more`() throws {
        var bus = SketchedBus()
        bus.pci(0x1ed5, 0x0201, class: 0x030000, driver: "mtgpu")
        let found = try #require(bus.only())
        #expect(found.vendor == "Moore Threads" && !found.usable)
        #expect(found.reason == "present; no engine here uses it")
    }

    @Test func `a withdrawn device says so before all else`() throws {
        var bus = SketchedBus()
        bus.pci(0x8086, 0x464f, class: 0x088000)
        #expect(bus.only()?.reason?.hasPrefix("Intel withdrew its software") == true)
    }

    @Test func `a card is told by its own library, by address`() throws {
        var bus = complete()
        bus.pci(0x10de, 0x2330, class: 0x030200, driver: "nvidia", at: "0000:02:00.0")
        let cards = NVIDIATrial.Outcome.cards([
            NVIDIATrial.Card(
                address: "0000:02:00.0", name: "NVIDIA H100", memoryBytes: 80 << 30, computeCapability: "9.0")
        ])
        let found = bus.accelerators(cards: { NVIDIATrial.Answer(cards, from: .management) })
        #expect(found.map(\.name) == ["H100 SXM5 80GB", "NVIDIA H100"])
        #expect(found.map(\.memoryBytes) == [nil, 80 << 30])
        #expect(found.map(\.computeCapability) == [nil, "9.0"])
    }

    @Test func `without a driver its library is not even asked`() {
        let found = card(driver: nil).accelerators(cards: {
            Issue.record("asked")
            return NVIDIATrial.Answer(.timedOut, from: .management)
        })
        #expect(found.count == 1)
    }
}
