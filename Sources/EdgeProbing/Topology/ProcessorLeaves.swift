import EdgePlatform
import EdgeRecords

/// The CPUID leaves of some CPUs, taken on each of them.
struct ProcessorLeaves {
    private let tables: [Int: CPUIDTable]
    let cpus: CPUSet

    init(_ tables: [Int: CPUIDTable] = [:]) {
        self.tables = tables
        cpus = CPUSet(tables.keys)
    }

    func registers(_ leaf: UInt32, _ subleaf: UInt32 = 0, of cpu: Int) -> CPUIDTable.Registers? {
        tables[cpu]?[leaf, subleaf]
    }

    func table(of cpu: Int) -> CPUIDTable? { tables[cpu] }

    /// The lowest CPU's.
    var anyTable: CPUIDTable? { cpus.first.flatMap { tables[$0] } }

    /// Intel's way of numbering is everyone's but AMD's and that of its licensee Hygon.
    func isAMD(_ cpu: Int) -> Bool {
        guard let first = registers(0, of: cpu) else { return false }
        return [0x6874_7541, 0x6F67_7948].contains(first.ebx)
    }

    func family(of cpu: Int) -> UInt32 {
        guard let eax = registers(1, of: cpu)?.eax else { return 0 }
        let base = eax.bits(8...11)
        return base == 15 ? base + eax.bits(20...27) : base
    }

    /// AMD's leaves 0x8000001D and 0x8000001E mean something.
    func hasTopologyExtensions(_ cpu: Int) -> Bool {
        registers(0x8000_0001, of: cpu)?.ecx.bits(22...22) == 1
    }

    /// Set by every hypervisor for its guests.
    var saysHypervisor: Bool {
        guard let first = cpus.first else { return false }
        return registers(1, of: first)?.ecx.bits(31...31) == 1
    }
}

extension UInt32 {
    /// The number that some of its bits hold, as data sheets count them.
    func bits(_ range: ClosedRange<UInt32>) -> UInt32 {
        let width = range.upperBound - range.lowerBound + 1
        let mask: UInt32 = width >= 32 ? .max : (1 << width) - 1
        return (self >> range.lowerBound) & mask
    }

    /// How many bits number this many things.
    var bitsToNumber: UInt32 { self <= 1 ? 0 : 32 - UInt32((self - 1).leadingZeroBitCount) }
}
