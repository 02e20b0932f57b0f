import EdgeRecords

/// The market names of well-known PCI devices; every other device bears its family's name.
enum AcceleratorNames {
    /// By vendor and device, and by revision where that tells parts of one device apart.
    static func name(of device: BusDevice) -> String? {
        switch device.bus {
        case .pci where device.key == 0x1022_17f0: xdna2(revision: device.revision)
        case .pci: nvidia[device.key] ?? amd[device.key] ?? intel[device.key] ?? others[device.key]
        case .usb: usb[device.key]
        case .platform: device.compatible.lazy.compactMap { platform[$0] }.first
        }
    }

    private static func xdna2(revision: UInt8?) -> String {
        switch revision {
        case 0x00?, 0x10?: "Ryzen AI NPU (Strix Point)"
        case 0x11?: "Ryzen AI NPU (Strix Halo)"
        case 0x20?: "Ryzen AI NPU (Krackan Point)"
        default: "Ryzen AI NPU (XDNA 2)"
        }
    }

    private static let usb: [UInt32: String] = [
        0x1a6e_089a: "Coral USB Accelerator (before its first use)", 0x18d1_9302: "Coral USB Accelerator",
        0x03e7_2150: "Movidius Myriad 2 (Neural Compute Stick)",
        0x03e7_2485: "Movidius Myriad X (Neural Compute Stick 2 or OAK camera)",
        0x03e7_f63b: "Movidius Myriad X (started)",
    ]

    private static let platform: [String: String] = [
        "nvidia,ga10b": "Jetson Orin GPU", "nvidia,tegra234": "Jetson Orin GPU",
        "nvidia,gv11b": "Jetson Xavier GPU", "nvidia,tegra194": "Jetson Xavier GPU",
        "nvidia,gp10b": "Jetson TX2 GPU", "nvidia,tegra186": "Jetson TX2 GPU",
        "nvidia,gm20b": "Jetson Nano or TX1 GPU", "nvidia,tegra210": "Jetson Nano or TX1 GPU",
        "nvidia,tegra264": "Jetson Thor GPU",
        "nvidia,tegra234-nvdla": "Jetson Orin Deep Learning Accelerator",
        "nvidia,tegra194-nvdla": "Jetson Xavier Deep Learning Accelerator",
        "rockchip,rk3588-rknpu": "RK3588 NPU", "rockchip,rk3588-rknn-core": "RK3588 NPU",
        "rockchip,rk3576-rknpu": "RK3576 NPU", "rockchip,rk3568-rknpu": "RK3566 or RK3568 NPU",
        "rockchip,rk3562-rknpu": "RK3562 NPU",
    ]

    private static let others: [UInt32: String] = [
        0x1ac1_089a: "Coral Edge TPU", 0x1da3_0001: "Goya HL-1000", 0x1da3_1000: "Gaudi HL-2000",
        0x1da3_1010: "Gaudi HL-2000", 0x1da3_1020: "Gaudi 2", 0x1da3_1060: "Gaudi 3", 0x1da3_1063: "Gaudi 3",
        0x1d0f_7064: "Inferentia", 0x1d0f_7164: "Trainium", 0x1d0f_7264: "Inferentia 2",
        0x17cb_a100: "Cloud AI 100", 0x17cb_a080: "Cloud AI 80", 0x1bcf_001c: "SX-Aurora Vector Engine 1.0",
        0x1e52_faca: "Grayskull", 0x1e52_401e: "Wormhole", 0x1e52_b140: "Blackhole",
        0x1e30_1684: "Sophon BM1684", 0x1f1c_1686: "Sophon BM1684X", 0x1f9d_1100: "Metis AI processing unit",
        0x1fe9_0100: "MX3 accelerator", 0x8086_225c: "Xeon Phi coprocessor SE10/7120 series",
        0x1d87_1808: "RK1808 card", 0x1d87_182a: "RK182x card", 0x10ee_5000: "Alveo U200", 0x10ee_5004: "Alveo U250",
        0x10ee_500c: "Alveo U280", 0x10ee_5020: "Alveo U50", 0x10ee_505c: "Alveo U55C",
    ]
}
