import EdgeProbing
import EdgeRecords
import Testing

/// Accelerators that only a device tree names.
@Suite struct SystemChipTests {
    @Test func `Jetson Orin has a GPU and two deep learning accelerators`() {
        var bus = SketchedBus()
        bus.file("sys/firmware/devicetree/base/compatible", "nvidia,p3737-0000+p3701-0000\0nvidia,tegra234\0")
        bus.platform(["nvidia,ga10b"], node: "gpu@17000000", driver: "gk20a")
        bus.platform(["nvidia,tegra234-nvdla"], node: "nvdla0@15880000", driver: "nvdla")
        bus.platform(["nvidia,tegra234-nvdla"], node: "nvdla1@158c0000", driver: "nvdla")
        for node in ["nvhost-ctrl-gpu", "nvmap", "nvhost-ctrl-nvdla0"] { bus.file("dev/" + node) }
        for library in ["libcuda.so.1", "libcudla.so.1", "libnvinfer.so.10"] { bus.library(library) }
        let found = bus.accelerators()
        #expect(found.map(\.identifier) == ["nvidia,tegra234-nvdla", "nvidia,tegra234-nvdla", "nvidia,ga10b"])
        #expect(found.map(\.kind) == [.npu, .npu, .gpu])
        #expect(found.map(\.usable) == [true, false, true])
        #expect(found[1].reason?.contains("/dev/nvhost-ctrl-nvdla1") == true)
    }

    @Test func `a board's chip tells of the GPU that its device tree hides`() throws {
        var bus = SketchedBus()
        bus.file("proc/device-tree/compatible", "nvidia,p2822-0000+p2888-0001\0nvidia,tegra194\0")
        let found = try #require(bus.only())
        #expect(found.identifier == "nvidia,tegra194" && found.name == "Jetson Xavier GPU" && !found.usable)
    }

    @Test func `Jetson Thor's GPU, which is on PCI, is not listed twice`() {
        var bus = SketchedBus()
        bus.file("proc/device-tree/compatible", "nvidia,p3971\0nvidia,tegra264\0")
        bus.pci(0x10de, 0x2b00, class: 0x030000, driver: "nvidia")
        #expect(bus.accelerators().map(\.identifier) == ["10de:2b00"])
    }

    @Test func `RK3588 under the vendor's kernel`() throws {
        var bus = SketchedBus()
        let name = bus.platform(["rockchip,rk3588-rknpu"], node: "npu@fdab0000", driver: "RKNPU")
        bus.node("dev/dri/renderD129", class: "drm", of: name)
        bus.library("librknnrt.so")
        let found = try #require(bus.only())
        #expect(found.usable && found.driver == "RKNPU" && found.name == "RK3588 NPU")
    }

    @Test func `RK3588 under the mainline kernel: three cores are one NPU`() throws {
        var bus = SketchedBus()
        for (index, address) in ["fdab0000", "fdac0000", "fdad0000"].enumerated() {
            let name = bus.platform(["rockchip,rk3588-rknn-core"], node: "npu@" + address, driver: "rocket")
            if index == 0 { bus.node("dev/accel/accel0", class: "accel", of: name) }
        }
        bus.library("libteflon.so")
        let found = try #require(bus.only())
        #expect(found.usable && found.identifier == "rockchip,rk3588-rknn-core")
    }

    @Test func `Hexagon by its remote processor, which has to run`() throws {
        var bus = SketchedBus()
        bus.file("sys/class/remoteproc/remoteproc0/name", "adsp\n")
        bus.file("sys/class/remoteproc/remoteproc0/state", "running\n")
        bus.file("sys/class/remoteproc/remoteproc1/name", "32300000.remoteproc\n")
        bus.file("sys/class/remoteproc/remoteproc1/firmware", "qcom/x1e80100/cdsp.mbn\n")
        bus.file("sys/class/remoteproc/remoteproc1/state", "offline\n")
        bus.file("dev/fastrpc-cdsp")
        bus.library("libcdsprpc.so")
        bus.library("libQnnHtp.so")
        let stopped = try #require(bus.only())
        #expect(stopped.kind == .dsp && stopped.identifier == "qcom,fastrpc" && !stopped.driverBound)
        #expect(stopped.reason?.hasPrefix("its processor is offline, not running: ") == true)
        bus.file("sys/class/remoteproc/remoteproc1/state", "running\n")
        #expect(bus.only()?.usable == true)
    }

    @Test func `of a Snapdragon's signal processors only the compute one counts`() {
        var bus = SketchedBus()
        for label in ["adsp", "cdsp"] {
            let place = "proc/device-tree/soc@0/remoteproc-\(label)/glink-edge/fastrpc"
            bus.deviceTreeNode(place, ["qcom,fastrpc"])
            bus.file(place + "/label", label + "\0")
        }
        #expect(bus.accelerators().count == 1)
    }

    @Test func `Apple's GPU and neural engine under Asahi`() throws {
        var bus = SketchedBus()
        let gpu = bus.platform(["apple,agx-t6000", "apple,agx-g13x"], node: "gpu@406400000", driver: "asahi")
        bus.platform(["apple,t6000-ane", "apple,ane"], node: "ane@284000000")
        bus.node("dev/dri/renderD128", class: "drm", of: gpu)
        bus.library("libvulkan.so.1")
        let found = bus.accelerators()
        #expect(found.map(\.identifier) == ["apple,t6000-ane", "apple,agx-t6000"])
        #expect(found.map(\.usable) == [false, true])
        #expect(found.first?.reason?.contains("no run-time library exists for it on Linux") == true)
    }

    @Test func `i.MX 8M Plus: of three Vivante cores only the NPU counts`() throws {
        var bus = SketchedBus()
        bus.platform(["vivante,gc"], node: "gpu@38000000", driver: "etnaviv-gpu")
        bus.platform(["vivante,gc"], node: "gpu@38008000", driver: "etnaviv-gpu")
        let name = bus.platform(["vivante,gc"], node: "npu@38500000", driver: "etnaviv-gpu")
        bus.node("dev/dri/renderD128", class: "drm", of: name)
        bus.library("libteflon.so")
        let found = try #require(bus.only())
        #expect(found.kind == .npu && found.usable)
    }

    @Test func `a disabled node is not there`() {
        var bus = SketchedBus()
        bus.deviceTreeNode("proc/device-tree/npu@fdab0000", ["rockchip,rk3588-rknpu"], status: "disabled")
        #expect(bus.accelerators().isEmpty)
    }

    @Test func `a bare device tree is walked, and its end is found`() {
        var bus = SketchedBus()
        bus.deviceTreeNode("proc/device-tree/soc/bus@0/npu@1", ["rockchip,rk3576-rknpu"])
        bus.deviceTreeNode("proc/device-tree/" + String(repeating: "a/", count: 30), ["arm,ethos-u65"])
        bus.link("proc/device-tree/soc/loop", to: "../soc")
        #expect(bus.accelerators().map(\.identifier) == ["rockchip,rk3576-rknpu"])
    }

    @Test func `what uevent repeats will do where a capture lacks the node`() throws {
        var bus = SketchedBus()
        bus.file(
            "sys/bus/platform/devices/fdab0000.npu/uevent",
            "DRIVER=RKNPU\nOF_NAME=npu\nOF_COMPATIBLE_0=rockchip,rk3588-rknpu\nOF_COMPATIBLE_N=1\n")
        let found = try #require(bus.only())
        #expect(found.driver == "RKNPU" && found.driverBound)
    }
}
