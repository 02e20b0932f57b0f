import EdgePlatform

/// Where one logical CPU stands, from its own CPUID leaves.
struct ProcessorPlace: Hashable {
    /// The number that interrupts are sent to; its upper bits name core, die and package.
    var identifier: UInt32
    /// Unique within a package.
    var core: [UInt32]
    var package: UInt32
    /// What is left of the identifier below the package's bits.
    var identifierInPackage: UInt32
    /// CPUs a core can have; nil where the leaves do not say.
    var threadsPerCore: UInt32?

    init?(_ leaves: ProcessorLeaves, cpu: Int) {
        let isAMD = leaves.isAMD(cpu)
        for leaf in isAMD ? [0x8000_0026, 0xB] : [0x1F, 0xB] as [UInt32] {
            if let place = Self(levelsOf: leaf, leaves, cpu) {
                self = place
                return
            }
        }
        guard let first = leaves.registers(1, of: cpu) else { return nil }
        self = isAMD ? Self(amd: first, leaves, cpu) : Self(intel: first, leaves, cpu)
    }

    private init(identifier: UInt32, core: [UInt32], packageBits: UInt32, threadsPerCore: UInt32? = nil) {
        (self.identifier, self.core) = (identifier, core)
        package = identifier >> packageBits
        identifierInPackage = identifier &- package << packageBits
        self.threadsPerCore = threadsPerCore
    }

    /// Leaves that list levels, the threads of a core first: each says by how many bits to shift for its level's number.
    private init?(levelsOf leaf: UInt32, _ leaves: ProcessorLeaves, _ cpu: Int) {
        var threadBits: UInt32 = 0
        var packageBits: UInt32?
        var identifier: UInt32 = 0
        for subleaf in 0..<UInt32(16) {
            guard let level = leaves.registers(leaf, subleaf, of: cpu) else { break }
            let kind = level.ecx.bits(8...15)
            guard kind != 0, level.ebx.bits(0...15) != 0 else { break }
            identifier = level.edx
            if kind == 1 { threadBits = level.eax.bits(0...4) }
            packageBits = level.eax.bits(0...4)
        }
        guard let packageBits else { return nil }
        self.init(identifier: identifier, core: [identifier >> threadBits], packageBits: packageBits)
    }

    /// Before leaf 0xB meant anything: cores by their own numbers, or every CPU a core.
    private init(amd first: CPUIDTable.Registers, _ leaves: ProcessorLeaves, _ cpu: Int) {
        var identifier = first.ebx.bits(24...31)
        let sizes = leaves.registers(0x8000_0008, of: cpu)?.ecx ?? 0
        let packageBits = sizes.bits(12...15) > 0 ? sizes.bits(12...15) : (sizes.bits(0...7) + 1).bitsToNumber
        guard leaves.hasTopologyExtensions(cpu), let own = leaves.registers(0x8000_001E, of: cpu) else {
            self.init(identifier: identifier, core: [identifier], packageBits: packageBits)
            return
        }
        identifier = own.eax
        // Families 15h and 16h number modules here, whose two halves are cores and no threads.
        guard leaves.family(of: cpu) >= 0x17 else {
            self.init(identifier: identifier, core: [identifier], packageBits: packageBits)
            return
        }
        // Some number cores anew in each node.
        self.init(
            identifier: identifier, core: [own.ecx.bits(0...7), own.ebx.bits(0...7)],
            packageBits: packageBits, threadsPerCore: own.ebx.bits(8...15) + 1)
    }

    /// Before leaf 0xB: a package's numbers are split evenly among its cores.
    private init(intel first: CPUIDTable.Registers, _ leaves: ProcessorLeaves, _ cpu: Int) {
        let identifier = first.ebx.bits(24...31)
        let hasSeveral = first.edx.bits(28...28) == 1
        let packageBits = (hasSeveral ? first.ebx.bits(16...23) : 1).bitsToNumber
        let coreBits = ((leaves.registers(4, of: cpu)?.eax.bits(26...31) ?? 0) + 1).bitsToNumber
        let threadBits = packageBits > coreBits ? packageBits - coreBits : 0
        self.init(identifier: identifier, core: [identifier >> threadBits], packageBits: packageBits)
    }
}
