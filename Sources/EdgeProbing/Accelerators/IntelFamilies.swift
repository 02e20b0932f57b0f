import EdgeRecords

extension AcceleratorFamily {
    static let intel: [AcceleratorFamily] = [intelNPU, gna, intelGPU, xeonPhi]

    private static let intelGPU = AcceleratorFamily(
        name: "integrated or Arc GPU", vendor: "Intel", kind: .gpu,
        matches: [.pci(vendor: 0x8086, classes: displayClasses)],
        drivers: ["i915", "xe"], node: .render, libraries: [["libze_loader.so.1"], ["libze_intel_gpu.so.1"]],
        remedy: Remedy(
            driver: "use a kernel that knows this device, then `sudo modprobe i915` (newer devices: xe)",
            runtime: "install Intel's packages libze1 and libze-intel-gpu1", container: "--device /dev/dri"))

    private static let intelNPU = AcceleratorFamily(
        name: "NPU", vendor: "Intel", kind: .npu,
        matches: [.pci(vendor: 0x8086, devices: [0x7d1d, 0xad1d, 0x643e, 0xb03e, 0xfd3e, 0xd71d])],
        drivers: ["intel_vpu"], node: .accel,
        libraries: [["libze_loader.so.1"], ["libze_intel_npu.so.1", "libze_intel_vpu.so.1"]],
        remedy: Remedy(
            driver: "use Linux 6.6 or newer and install package intel-fw-npu, then `sudo modprobe intel_vpu`",
            runtime: "install Intel's packages libze1 and intel-level-zero-npu", container: "--device /dev/accel"))

    private static let gna = AcceleratorFamily(
        name: "Gaussian and Neural Accelerator", vendor: "Intel", kind: .npu,
        matches: [.pci(vendor: 0x8086, devices: [0x4511, 0x464f, 0xa74f, 0x7e4c, 0x774c, 0x4e11])],
        standing: .never(because: "Intel withdrew its software in 2023; use the processor or the GPU instead"))

    private static let xeonPhi = AcceleratorFamily(
        name: "Xeon Phi coprocessor", vendor: "Intel", kind: .unknown,
        matches: [.pci(vendor: 0x8086, devices: Set(0x2250...0x225e))],
        standing: .never(because: "Intel withdrew its software in 2018; use the processor instead"),
        drivers: ["mic"], node: .numbered("mic", class: "mic", folder: "dev"))
}
