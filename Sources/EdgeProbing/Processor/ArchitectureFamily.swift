/// Instruction sets of one descent: a 32-bit program's view of a 64-bit machine is no contradiction.
enum ArchitectureFamily: Hashable {
    case x86, arm, riscv, power, s390, loongArch, sparc, mips, other

    init(architecture name: String) {
        switch name {
        case "x86_64", "i386", "i486", "i586", "i686": self = .x86
        case _ where name.hasPrefix("aarch64") || name.hasPrefix("arm"): self = .arm
        case _ where name.hasPrefix("riscv"): self = .riscv
        case _ where name.hasPrefix("ppc"): self = .power
        case _ where name.hasPrefix("s390"): self = .s390
        case _ where name.hasPrefix("loongarch"): self = .loongArch
        case _ where name.hasPrefix("sparc"): self = .sparc
        case _ where name.hasPrefix("mips"): self = .mips
        default: self = .other
        }
    }
}
