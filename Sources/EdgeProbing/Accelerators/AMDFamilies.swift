import EdgeRecords

extension AcceleratorFamily {
    static let amd: [AcceleratorFamily] = [amdGPU, xdna, alveo]

    private static let amdGPU = AcceleratorFamily(
        name: "Radeon or Instinct GPU", vendor: "AMD", kind: .gpu,
        matches: [.pci(vendor: 0x1002, classes: displayClasses.union([0x1200]))],
        drivers: ["amdgpu"], node: .all([.path("dev/kfd"), .render]),
        libraries: [
            ["libhsa-runtime64.so.1"], ["libamdhip64.so.7", "libamdhip64.so.6", "libamdhip64.so.5"],
        ],
        libraryFolders: ["opt/rocm/lib", "opt/rocm/lib64"],
        remedy: Remedy(
            driver: "install package firmware-amd-graphics, then `sudo modprobe amdgpu`",
            runtime: "install ROCm (packages libhsa-runtime64-1 and libamdhip64-5, or AMD's rocm)",
            container: "--device /dev/kfd --device /dev/dri"))

    private static let xdna = AcceleratorFamily(
        name: "XDNA NPU", vendor: "AMD", kind: .npu,
        matches: [.pci(vendor: 0x1022, devices: [0x1502, 0x17f0])],
        drivers: ["amdxdna"], node: .accel,
        libraries: [["libxrt_coreutil.so.2"], ["libxrt_driver_xdna.so.2"]], libraryFolders: ["opt/xilinx/xrt/lib"],
        remedy: Remedy(
            driver: "use Linux 6.14 or newer, which holds amdxdna, with current firmware-amd packages",
            runtime: "install AMD's XRT and its XDNA plug-in", container: "--device /dev/accel"))

    private static let alveo = AcceleratorFamily(
        name: "Alveo or VCK accelerator card", vendor: "AMD", kind: .unknown,
        matches: [.pci(vendor: 0x10ee, classes: [0x1200])], standing: .unused,
        drivers: ["xocl"], ignoredDrivers: ["xclmgmt"], node: .render, libraries: [["libxrt_core.so.2"]],
        libraryFolders: ["opt/xilinx/xrt/lib"],
        remedy: Remedy(driver: "install AMD's XRT package (xocl)", runtime: "install AMD's XRT package"))
}
