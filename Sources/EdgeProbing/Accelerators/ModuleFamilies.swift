import EdgeRecords

/// Accelerators on a stick, an M.2 card or a small board.
extension AcceleratorFamily {
    static let modules: [AcceleratorFamily] = [
        coralUSB, coralPCI, hailo8, hailo10, movidius, axelera, memryx, deepx,
    ]

    private static let coralUSB = AcceleratorFamily(
        name: "Coral USB Accelerator", vendor: "Google", kind: .tpu,
        matches: [.usb(vendor: 0x1a6e, product: 0x089a), .usb(vendor: 0x18d1, product: 0x9302)],
        node: .usb, libraries: [["libedgetpu.so.1"]],
        remedy: Remedy(
            runtime: "install package libedgetpu1-std from Google's repository", group: nil,
            container: "--device /dev/bus/usb"))

    private static let coralPCI = AcceleratorFamily(
        name: "Coral PCIe or M.2 Accelerator", vendor: "Google", kind: .tpu,
        matches: [.pci(vendor: 0x1ac1, devices: [0x089a])],
        drivers: ["apex"], node: .numbered("apex_", class: "apex", folder: "dev"), libraries: [["libedgetpu.so.1"]],
        remedy: Remedy(
            driver: "install package gasket-dkms from Google's repository",
            runtime: "install package libedgetpu1-std from Google's repository", group: "apex",
            container: "--device /dev/apex_0"))

    private static let hailo8 = hailo(
        name: "Hailo-8 AI processor", device: 0x2864, drivers: ["hailo", "hailo_pci"], package: "hailo-all",
        versionFiles: ["sys/module/hailo_pci/version", "sys/module/hailo/version"])

    private static let hailo10 = hailo(
        name: "Hailo-10H AI processor", device: 0x45c4, drivers: ["hailo1x_pci", "hailo1x", "hailo", "hailo_pci"],
        package: "hailo-h10-all", versionFiles: ["sys/module/hailo1x_pci/version", "sys/module/hailo_pci/version"])

    private static func hailo(
        name: String, device: UInt16, drivers: [String], package: String, versionFiles: [String]
    ) -> AcceleratorFamily {
        AcceleratorFamily(
            name: name, vendor: "Hailo", kind: .npu, matches: [.pci(vendor: 0x1e60, devices: [device])],
            drivers: drivers, node: .numbered("hailo", class: "hailo_chardev", folder: "dev"),
            libraries: [["libhailort.so"]],
            version: VersionRule(driver: versionFiles.map { .file($0) }, library: "libhailort.so."),
            remedy: Remedy(
                driver: "install Hailo's PCIe driver (Raspberry Pi OS: package \(package)) and restart",
                runtime: "install HailoRT in the driver's version (Raspberry Pi OS: package \(package))", group: nil,
                container: "--device /dev/hailo0"))
    }

    private static let movidius = AcceleratorFamily(
        name: "Movidius vision processor", vendor: "Intel", kind: .vpu,
        matches: [
            .usb(vendor: 0x03e7, product: 0x2150), .usb(vendor: 0x03e7, product: 0x2485),
            .usb(vendor: 0x03e7, product: 0xf63b),
        ],
        node: .usb,
        libraries: [["libopenvino_intel_myriad_plugin.so", "libmyriadPlugin.so", "libdepthai-core.so"]],
        libraryFolders: ["opt/intel/openvino/runtime/lib/intel64", "opt/intel/openvino_2022/runtime/lib/intel64"],
        remedy: Remedy(
            runtime: "install OpenVINO 2022.3, the last with this device, or DepthAI for an OAK camera", group: nil,
            container: "--device /dev/bus/usb"))

    private static let axelera = AcceleratorFamily(
        name: "Metis or Europa AI processing unit", vendor: "Axelera", kind: .npu,
        matches: [.pci(vendor: 0x1f9d, devices: [0x1100, 0x11aa, 0x0001])],
        standing: .unused, drivers: ["metis"],
        node: .numbered("metis-", class: "metis", folder: "dev"), libraries: [["libaxruntime.so"]],
        remedy: Remedy(driver: "install package metis-dkms", runtime: "install Axelera's Voyager SDK"))

    private static let memryx = AcceleratorFamily(
        name: "MX3 accelerator", vendor: "MemryX", kind: .npu, matches: [.pci(vendor: 0x1fe9, devices: [0x0100])],
        standing: .unused, drivers: ["memx_cascade_plus_pcie"],
        node: .numbered("memx", class: "memx", folder: "dev"), libraries: [["libmemx.so"]],
        remedy: Remedy(
            driver: "install package memx-drivers",
            runtime: "install package memx-accl and start service mxa-manager"))

    private static let deepx = AcceleratorFamily(
        name: "M1 accelerator", vendor: "DEEPX", kind: .npu,
        matches: [
            .pci(vendor: 0x1ff4, devices: [0x0100, 0x0101, 0x0102, 0x0110, 0x0111, 0x0112, 0x2001])
        ],
        standing: .unused, drivers: ["dxrt_driver", "dx_dma", "dx_dma_pcie"],
        node: .numbered("dxrt", class: "dxrt", folder: "dev"), libraries: [["libdxrt.so"]],
        remedy: Remedy(
            driver: "install DEEPX's dx_rt_npu_linux_driver", runtime: "install DEEPX's dx_rt and start service dxrt"))
}
