extension InstructionSet {
    /// Itself and what every processor that has it has too: what is left when a user asks for it.
    public var withLower: [InstructionSet] {
        switch self {
        case .scalar: [.scalar]
        case .avx2: [.scalar, .avx2]
        case .avxvnni: [.scalar, .avx2, .avxvnni]
        case .avx512: [.scalar, .avx2, .avx512]
        case .avx512vnni, .avx512bf16, .avx512fp16: [.scalar, .avx2, .avx512, self]
        case .amxint8: [.scalar, .avx2, .avx512, .avx512vnni, self]
        case .amxbf16: [.scalar, .avx2, .avx512, .avx512bf16, self]
        case .neon: [.scalar, .neon]
        case .dotprod, .sve: [.scalar, .neon, self]
        case .i8mm, .neonbf16: [.scalar, .neon, .dotprod, self]
        }
    }
}
