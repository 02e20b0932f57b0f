import EdgeRecords

/// Accelerators inside a system chip, which a device tree names.
extension AcceleratorFamily {
    static let systemChips: [AcceleratorFamily] = [
        hexagon, rockchipVendor, rockchipMainline, veriSilicon, ethos, mediaTek, appleGPU, appleANE,
    ]

    private static let hexagon = AcceleratorFamily(
        name: "Hexagon compute DSP", vendor: "Qualcomm", kind: .dsp, matches: [.compatible("qcom,fastrpc")],
        drivers: ["qcom,fastrpc", "fastrpc", "adsprpc"],
        node: .any([
            .path("dev/fastrpc-cdsp"), .path("dev/fastrpc-cdsp-secure"), .path("dev/fastrpc-cdsp1"),
            .path("dev/adsprpc-smd"), .path("dev/adsprpc-smd-secure"),
        ]),
        libraries: [["libcdsprpc.so"], ["libQnnHtp.so"]],
        libraryFolders: ["vendor/lib64", "opt/qcom/aistack/qnn/lib", "opt/qairt/lib/aarch64-oe-linux-gcc11.2"],
        isOneDevice: true, remoteProcessor: "cdsp",
        remedy: Remedy(
            driver: "install the DSP's firmware (cdsp.mbn), start it with "
                + "`echo start | sudo tee /sys/class/remoteproc/*/state`, then `sudo modprobe fastrpc`",
            runtime: "install Qualcomm's fastrpc and AI Engine Direct (QNN) libraries", group: "fastrpc",
            container: "--device /dev/fastrpc-cdsp"))

    private static let rockchipVendor = AcceleratorFamily(
        name: "NPU (vendor kernel)", vendor: "Rockchip", kind: .npu,
        matches: [.compatible("rockchip,*-rknpu"), .compatible("rockchip,rknpu")],
        drivers: ["rknpu"], node: .any([.path("dev/rknpu"), .render]), libraries: [["librknnrt.so"]],
        isOneDevice: true,
        remedy: Remedy(
            driver: "boot the board vendor's kernel with CONFIG_ROCKCHIP_RKNPU",
            runtime: "copy librknnrt.so of Rockchip's rknn-toolkit2 to /usr/lib", container: "--device /dev/dri"))

    private static let rockchipMainline = AcceleratorFamily(
        name: "NPU (mainline kernel)", vendor: "Rockchip", kind: .npu,
        matches: [.compatible("rockchip,*-rknn-core"), .compatible("rockchip,*-rknn-core-top")],
        drivers: ["rocket"], node: .accel, libraries: [["libteflon.so"]], isOneDevice: true,
        remedy: Remedy(
            driver: "use Linux 6.18 or newer, then `sudo modprobe rocket`",
            runtime: "install Mesa 25.3 or newer with Teflon (package mesa-teflon-delegate)",
            container: "--device /dev/accel"))

    private static let veriSilicon = AcceleratorFamily(
        name: "VeriSilicon NPU", vendor: "VeriSilicon", kind: .npu,
        matches: [
            .compatible("vivante,gc", nodeNames: ["npu", "vip"]), .compatible("amlogic,galcore"),
            .compatible("fsl,imx8-vipsi"),
        ],
        drivers: ["galcore", "etnaviv", "etnaviv_gpu"], node: .any([.path("dev/galcore"), .render]),
        libraries: [["libovxlib.so", "libteflon.so"]], isOneDevice: true,
        remedy: Remedy(
            driver: "load galcore (vendor's kernel) or etnaviv (mainline): `sudo modprobe etnaviv`",
            runtime: "install the board vendor's libovxlib, or Mesa with Teflon (package mesa-teflon-delegate)",
            container: "--device /dev/dri"))

    private static let ethos = AcceleratorFamily(
        name: "Ethos-U NPU", vendor: "Arm", kind: .npu, matches: [.compatible("arm,ethos-u*")],
        standing: .unused, drivers: ["ethosu", "ethos_u"],
        node: .any([.path("dev/ethosu0"), .accel]), libraries: [["libethosu.so", "libteflon.so"]],
        remedy: Remedy(
            driver: "use Linux 6.19 or the vendor's kernel, then `sudo modprobe ethosu`",
            runtime: "install Arm's Ethos-U driver library"))

    private static let mediaTek = AcceleratorFamily(
        name: "APU", vendor: "MediaTek", kind: .npu, matches: [.compatible("mediatek,*apusys*")],
        standing: .unused, drivers: ["apusys", "mtk_apu"], node: .path("dev/apusys"),
        libraries: [["libneuron_runtime.so"]], isOneDevice: true,
        remedy: Remedy(driver: "boot MediaTek's kernel", runtime: "install MediaTek's NeuroPilot runtime"))

    private static let appleGPU = AcceleratorFamily(
        name: "Apple GPU", vendor: "Apple", kind: .gpu, matches: [.compatible("apple,agx*")],
        drivers: ["asahi"], node: .render, libraries: [["libvulkan.so.1"]], isOneDevice: true,
        remedy: Remedy(
            driver: "boot an Asahi kernel, which holds asahi",
            runtime: "install Vulkan: packages libvulkan1 and mesa-vulkan-drivers", container: "--device /dev/dri"))

    private static let appleANE = AcceleratorFamily(
        name: "Apple Neural Engine", vendor: "Apple", kind: .npu,
        matches: [.compatible("apple,*-ane"), .compatible("apple,ane*")],
        standing: .never(because: "no run-time library exists for it on Linux; use the processor or the GPU"),
        drivers: ["ane"], node: .accel, isOneDevice: true)
}
