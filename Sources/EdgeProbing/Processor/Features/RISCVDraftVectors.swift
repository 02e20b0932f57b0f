/// Tells T-Head's first vector units, which follow a draft that ratified code does not run on.
struct RISCVDraftVectors {
    let cpuinfo: CPUInfo
    let cpu: Int

    /// Cores of the C906, C910 and C920 answer zero for design and revision; later ones do not.
    var isLikely: Bool {
        if let uarch = cpuinfo.value("uarch", cpu: cpu), ["c906", "c910", "c920"].contains(where: uarch.hasSuffix) {
            return true
        }
        guard RISCVNumber.value(cpuinfo.value("mvendorid", cpu: cpu)) == 0x5B7 else { return false }
        let design = RISCVNumber.value(cpuinfo.value("marchid", cpu: cpu)) ?? 0
        let revision = RISCVNumber.value(cpuinfo.value("mimpid", cpu: cpu)) ?? 0
        return design == 0 && revision == 0
    }
}
