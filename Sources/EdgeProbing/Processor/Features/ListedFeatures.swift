/// What `/proc/cpuinfo` lists as the abilities of a CPU, whatever the architecture calls the list.
extension CPUInfo {
    /// Names of one CPU; nil where it lists none.
    func features(of cpu: Int, in family: ArchitectureFamily) -> Set<String>? {
        switch family {
        case .x86: words("flags", cpu).map { Set($0.map(X86Features.kernelName)) }
        case .arm: words("Features", cpu).map(Set.init)
        case .loongArch: words("Features", cpu).map { Self.loongArchNumeric.intersection($0) }
        case .s390: words("features", cpu).map(Set.init)
        case .riscv: isaText(of: cpu).flatMap(RISCVISA.init).map { Set($0.extensions) }
        case .power: powerFeatures(cpu)
        case .sparc: value("cpucaps", cpu: cpu).map { Set($0.split(separator: ",").map(String.init)) }
        case .mips: words("ASEs implemented", cpu).map(Set.init)
        case .other: nil
        }
    }

    /// Its line lists checksums, virtualization and translation of other instruction sets too.
    private static let loongArchNumeric: Set = ["fpu", "lam", "ual", "lsx", "lasx", "complex", "crypto"]

    /// The hart's own text, where a new kernel tells it from what all harts share.
    func isaText(of cpu: Int) -> String? { value("hart isa", cpu: cpu) ?? value("isa", cpu: cpu) }

    /// The line of POWER names its one vector unit in words.
    private func powerFeatures(_ cpu: Int) -> Set<String>? {
        guard let text = value("cpu", cpu: cpu) else { return nil }
        return text.contains("altivec supported") ? ["altivec"] : []
    }

    private func words(_ key: String, _ cpu: Int) -> [String]? {
        value(key, cpu: cpu)?.split(separator: " ").map(String.init)
    }
}
