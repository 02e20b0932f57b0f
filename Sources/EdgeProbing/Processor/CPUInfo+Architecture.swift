import EdgeRecords

extension CPUInfo {
    /// The architecture that the fields belong to, as `uname -m` writes it; nil if they are of no known one.
    ///
    /// - Parameter release: the kernel's release, whose end tells what the fields leave open, such as `ppc64le`.
    package func architecture(kernelRelease release: String = "") -> String? {
        if first("vendor_id")?.hasPrefix("IBM/S390") == true { return "s390x" }
        if first("CPU implementer") != nil || isOldArm { return armArchitecture(release) }
        if let flags = first("flags"), first("cpu family") != nil || first("vendor_id") != nil {
            let is64Bit = flags.split(separator: " ").contains("lm")
            return is64Bit && !release.hasSuffix("i686") && !release.contains("-686") ? "x86_64" : "i686"
        }
        if let isa = first("isa"), isa.hasPrefix("rv") { return isa.hasPrefix("rv32") ? "riscv32" : "riscv64" }
        if first("ISA")?.contains("loongarch64") == true || first("CPU Family")?.hasPrefix("Loongson") == true {
            return "loongarch64"
        }
        if let type = first("type"), type.hasPrefix("sun4") {
            return type.hasPrefix("sun4u") || type.hasPrefix("sun4v") ? "sparc64" : "sparc"
        }
        if first("revision")?.contains("pvr") == true { return powerArchitecture(release) }
        return mipsArchitecture ?? first("arch").flatMap { $0.hasPrefix("IA-64") ? "ia64" : nil } ?? rareArchitecture
    }

    /// The first kernels for Arm name the architecture in a header alone.
    private var isOldArm: Bool {
        first("Processor").map { $0.hasPrefix("ARM") || $0.hasPrefix("AArch64") || $0.contains("(v") } ?? false
    }

    /// By what programs are told they may use: a 64-bit kernel shows a 32-bit program 32-bit names.
    private func armArchitecture(_ release: String) -> String {
        let features = Set((first("Features") ?? "").split(separator: " "))
        if features.contains("asimd") || features.contains("fp") { return "aarch64" }
        let name = first("model name") ?? first("Processor") ?? ""
        for level in ["v8l", "v7l", "v6l", "v5l", "v4l"] where name.contains("(\(level))") {
            return level == "v5l" ? "armv5tel" : "arm" + level
        }
        if name.contains("aarch64") || features.isEmpty && release.hasSuffix("aarch64") { return "aarch64" }
        switch first("CPU architecture")?.prefix(1) {
        case "8": return features.isEmpty ? "aarch64" : "armv8l"
        case "6": return "armv6l"
        case "5": return "armv5tel"
        default: return "armv7l"
        }
    }

    /// Big or little end first is not told by the fields: where the release does not say either, by what is usual.
    private func powerArchitecture(_ release: String) -> String {
        if release.contains("ppc64le") || release.contains("powerpc64le") || release.contains("ppc64el") {
            return "ppc64le"
        }
        let version = PowerDesigns.version(of: first("revision") ?? "") ?? 0
        guard PowerDesigns.is64Bit(version) else { return "ppc" }
        if release.contains("ppc64") || release.contains("powerpc64") { return "ppc64" }
        return PowerDesigns.areUsuallyLittleEndian.contains(version) ? "ppc64le" : "ppc64"
    }

    private var mipsArchitecture: String? {
        guard first("cpu model") != nil, first("system type") != nil || first("ASEs implemented") != nil else {
            return nil
        }
        let levels = (first("isa") ?? "").split(separator: " ")
        let is64Bit = levels.contains { $0.hasPrefix("mips64") || ["mips3", "mips4", "mips5"].contains($0) }
        return is64Bit ? "mips64" : "mips"
    }

    private var rareArchitecture: String? {
        if first("cpu") == "Alpha" { return "alpha" }
        if first("cpu family")?.hasPrefix("PA-RISC") == true { return "parisc" }
        if first("cpu family")?.hasPrefix("sh") == true { return "sh" }
        if first("CPU")?.hasPrefix("68") == true { return "m68k" }
        return nil
    }
}
