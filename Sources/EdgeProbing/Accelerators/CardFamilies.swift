import EdgeRecords

/// Cards for servers and workstations besides GPUs.
extension AcceleratorFamily {
    static let cards: [AcceleratorFamily] = [
        cloudAI, rockchipCard, habana, neuron, tenstorrent, ascend, sophgo, vectorEngine,
    ]

    private static let cloudAI = AcceleratorFamily(
        name: "Cloud AI accelerator", vendor: "Qualcomm", kind: .npu,
        matches: [.pci(vendor: 0x17cb, devices: [0xa080, 0xa100, 0xa110])],
        drivers: ["qaic"], node: .accel, libraries: [["libQAic.so"]],
        libraryFolders: ["opt/qti-aic/dev/lib/x86_64", "opt/qti-aic/dev/lib/aarch64"],
        remedy: Remedy(
            driver: "use Linux 6.4 or newer, then `sudo modprobe qaic`",
            runtime: "install Qualcomm's Cloud AI Platform SDK", group: "qaic", container: "--device /dev/accel"))

    private static let rockchipCard = AcceleratorFamily(
        name: "RK1808 or RK182x card", vendor: "Rockchip", kind: .npu,
        matches: [.pci(vendor: 0x1d87, devices: [0x1808, 0x182a])], standing: .unused,
        libraries: [["librknn_api.so"]],
        remedy: Remedy(runtime: "install Rockchip's card runtime"))

    private static let habana = AcceleratorFamily(
        name: "Gaudi or Goya accelerator", vendor: "Intel Habana", kind: .npu,
        matches: [
            .pci(vendor: 0x1da3, devices: [0x0001, 0x0030, 0x1000, 0x1010, 0x1020, 0x1060, 0x1063])
        ],
        drivers: ["habanalabs"],
        node: .any([.accel, .numbered("hl", class: "habanalabs", folder: "dev")]), libraries: [["libSynapse.so"]],
        libraryFolders: ["usr/lib/habanalabs"],
        remedy: Remedy(
            driver: "install package habanalabs-dkms", runtime: "install package habanalabs-graph",
            container: "--runtime=habana"))

    private static let neuron = AcceleratorFamily(
        name: "Inferentia or Trainium", vendor: "AWS", kind: .npu,
        matches: [.pci(vendor: 0x1d0f, devices: [0x7064, 0x7164, 0x7264, 0x7364, 0x7564])],
        drivers: ["neuron", "neuron_driver"],
        node: .numbered("neuron", class: "neuron_device", folder: "dev"), libraries: [["libnrt.so.1"]],
        libraryFolders: ["opt/aws/neuron/lib"],
        remedy: Remedy(
            driver: "install package aws-neuronx-dkms", runtime: "install package aws-neuronx-runtime-lib", group: nil,
            container: "--device /dev/neuron0"))

    private static let tenstorrent = AcceleratorFamily(
        name: "Grayskull, Wormhole or Blackhole", vendor: "Tenstorrent", kind: .npu,
        matches: [.pci(vendor: 0x1e52, devices: [0xfaca, 0x401e, 0xb140])],
        standing: .unused, drivers: ["tenstorrent"],
        node: .numbered("", class: "tenstorrent", folder: "dev/tenstorrent"), libraries: [["libtt_metal.so"]],
        libraryFolders: ["opt/tenstorrent/lib"],
        remedy: Remedy(driver: "install package tenstorrent-dkms", runtime: "install Tenstorrent's TT-Metalium"))

    private static let ascend = AcceleratorFamily(
        name: "Ascend NPU", vendor: "Huawei", kind: .npu,
        matches: [.pci(vendor: 0x19e5, devices: [0xd100, 0xd500, 0xd801, 0xd802])],
        standing: .unused, drivers: ["drv_davinci", "devdrv_device_driver", "drv_pcie_host"],
        node: .all([
            .path("dev/davinci_manager"), .numbered("davinci", class: "davinci", folder: "dev"),
        ]),
        libraries: [["libascendcl.so"]], libraryFolders: ["usr/local/Ascend/ascend-toolkit/latest/lib64"],
        remedy: Remedy(
            driver: "install Huawei's Ascend HDK driver", runtime: "install Huawei's CANN toolkit",
            group: "HwHiAiUser"))

    private static let sophgo = AcceleratorFamily(
        name: "Sophon TPU", vendor: "Sophgo", kind: .tpu,
        matches: [.pci(vendor: 0x1e30, devices: [0x1684]), .pci(vendor: 0x1f1c, devices: [0x1686])],
        standing: .unused, drivers: ["bmsophon", "sophon"],
        node: .numbered("bm-sophon", class: "bm-sophon", folder: "dev"), libraries: [["libbmrt.so"]],
        libraryFolders: ["opt/sophon/libsophon-current/lib"],
        remedy: Remedy(driver: "install package sophon-driver", runtime: "install package sophon-libsophon"))

    private static let vectorEngine = AcceleratorFamily(
        name: "Vector Engine", vendor: "NEC", kind: .unknown, matches: [.pci(vendor: 0x1bcf, devices: [0x001c])],
        standing: .unused, drivers: ["ve_drv"],
        node: .numbered("ve", class: "ve", folder: "dev"))
}
