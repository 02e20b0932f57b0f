import EdgeRecords

/// Vendors whose devices are named but that nothing here can use, and devices that are no accelerators at all.
extension AcceleratorFamily {
    /// A processing accelerator that no row knows.
    package static let unrecognised = AcceleratorFamily(
        name: "unrecognised accelerator", vendor: nil, kind: .unknown, matches: [],
        standing: .never(because: "no engine here knows this device; update edgeplan, or tell its makers"))

    static let namedVendors: [AcceleratorFamily] = [
        vendor("Moore Threads", 0x1ed5, .gpu), vendor("Cambricon", 0xcabc, .npu), vendor("Enflame", 0x1e36, .npu),
        vendor("Furiosa", 0x1ed2, .npu), vendor("Rebellions", 0x1eff, .npu), vendor("Blaize", 0x1e38, .npu),
        vendor("Untether", 0x1e67, .npu), vendor("Graphcore", 0x1d95, .npu), vendor("Groq", 0x1de0, .npu),
        vendor("d-Matrix", 0x1f82, .npu), vendor("MetaX", 0x9999, .gpu), vendor("Vastai", 0x1ec6, .npu),
        vendor("Mobilint", 0x209f, .npu),
        // Makers of nothing but accelerators: a device of theirs that is newer than the rows above.
        vendor("Hailo", 0x1e60, .npu), vendor("Intel Habana", 0x1da3, .npu), vendor("Tenstorrent", 0x1e52, .npu),
        vendor("Axelera", 0x1f9d, .npu), vendor("MemryX", 0x1fe9, .npu), vendor("DEEPX", 0x1ff4, .npu),
    ]

    private static func vendor(_ name: String, _ identifier: UInt16, _ kind: Device.Accelerator.Kind) -> Self {
        AcceleratorFamily(
            name: "accelerator", vendor: name, kind: kind,
            matches: [
                .pci(
                    vendor: identifier,
                    classes: displayClasses.union(acceleratorClasses).union([0x0000, 0x0580, 0x0880, 0x1180, 0xff00]))
            ],
            standing: .unused)
    }

    /// Screens of virtual machines and of maintenance processors, by vendor and device.
    ///
    /// A display controller of a vendor without a row is never listed; these are of vendors that have one.
    static let mereScreens: Set<UInt32> = [
        0x1002_515e, 0x1002_4752, 0x1002_5159, 0x1414_5353,
    ]
}
