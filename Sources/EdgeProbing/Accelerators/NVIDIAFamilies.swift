import EdgeRecords

extension AcceleratorFamily {
    static let nvidia: [AcceleratorFamily] = [nvidiaGPU, jetsonGPU, jetsonDLA, windowsGPU]

    private static let nvidiaGPU = AcceleratorFamily(
        name: "GPU", vendor: "NVIDIA", kind: .gpu,
        matches: [.pci(vendor: 0x10de, classes: displayClasses)],
        drivers: ["nvidia"], node: .nvidia, libraries: [["libcuda.so.1"]],
        libraryFolders: ["usr/lib/nvidia", "usr/lib/x86_64-linux-gnu/nvidia/current"],
        version: VersionRule(driver: [.words("proc/driver/nvidia/version")], library: "libcuda.so."),
        remedy: Remedy(
            driver: "install package nvidia-driver and restart",
            runtime: "install the driver's user-space libraries (package libcuda1)", group: "video",
            container: "--gpus all"))

    private static let jetsonGPU = AcceleratorFamily(
        name: "Jetson GPU", vendor: "NVIDIA", kind: .gpu,
        matches: [
            .compatible("nvidia,ga10b"), .compatible("nvidia,gv11b"), .compatible("nvidia,gp10b"),
            .compatible("nvidia,gm20b"), .board("nvidia,tegra234"), .board("nvidia,tegra264"),
            .board("nvidia,tegra194"), .board("nvidia,tegra186"), .board("nvidia,tegra210"),
        ],
        drivers: ["nvgpu", "nvidia", "gk20a"],
        node: .all([.any([.path("dev/nvhost-ctrl-gpu"), .path("dev/nvgpu/igpu0/ctrl")]), .path("dev/nvmap")]),
        libraries: [["libcuda.so.1"]], libraryFolders: tegraFolders, isOneDevice: true,
        remedy: Remedy(
            driver: "boot the Jetson Linux kernel, which holds nvgpu",
            runtime: "install package nvidia-l4t-cuda", group: "video", container: "--runtime nvidia"))

    private static let jetsonDLA = AcceleratorFamily(
        name: "Deep Learning Accelerator", vendor: "NVIDIA", kind: .npu,
        matches: [.compatible("nvidia,tegra234-nvdla"), .compatible("nvidia,tegra194-nvdla")],
        drivers: ["nvdla", "nvhost_nvdla"], node: .ordinal("dev/nvhost-ctrl-nvdla"),
        libraries: [["libcudla.so.1"], ["libnvinfer.so.10", "libnvinfer.so.8", "libnvinfer.so"]],
        libraryFolders: tegraFolders,
        remedy: Remedy(
            driver: "boot the Jetson Linux kernel, which holds nvdla",
            runtime: "install packages nvidia-l4t-dla-compiler and libnvinfer-bin", group: "video",
            container: "--runtime nvidia"))

    /// NVIDIA's or another's, reached through Windows: the guest sees a bridge to its driver.
    private static let windowsGPU = AcceleratorFamily(
        name: "GPU of the Windows host", vendor: "Microsoft", kind: .gpu,
        matches: [.pci(vendor: 0x1414, devices: [0x008e])],
        drivers: ["dxgkrnl"], node: .path("dev/dxg"), libraries: [["libcuda.so.1"]],
        libraryFolders: ["usr/lib/wsl/lib"], isOneDevice: true,
        remedy: Remedy(
            driver: "update WSL on Windows: `wsl --update`",
            runtime: "install NVIDIA's driver on Windows; only CUDA is used through WSL"))

    private static let tegraFolders = [
        "usr/lib/aarch64-linux-gnu/tegra", "usr/lib/aarch64-linux-gnu/nvidia",
        "usr/local/cuda/targets/aarch64-linux/lib",
    ]
}
