import CEdgePlatform

/// What only the running processor and system can tell: never to be asked for a captured tree.
///
/// What must run on a certain CPU is done in a child that is bound to it; this process stays where it is.
public enum LiveProcessor {
    /// What CPUID answers on each of `cpus`; a CPU that could not be asked is left out, and so are all off x86.
    public static func cpuidTables(of cpus: [Int]) -> [Int: CPUIDTable] {
        let numbers = cpus.compactMap { Int32(exactly: $0) }
        guard !numbers.isEmpty else { return [:] }
        let deadlineMilliseconds = UInt32(clamping: 200 + 4 * numbers.count)
        let dumps = unsafe [ep_cpuid_dump](unsafeUninitializedCapacity: numbers.count) { buffer, count in
            for (index, cpu) in numbers.enumerated() {
                var dump = ep_cpuid_dump()
                dump.cpu = cpu
                unsafe buffer.initializeElement(at: index, to: dump)
            }
            unsafe ep_cpuid_dumps(buffer.baseAddress, UInt32(clamping: numbers.count), deadlineMilliseconds)
            count = numbers.count
        }
        var tables: [Int: CPUIDTable] = [:]
        for dump in dumps where dump.count > 0 {
            tables[Int(dump.cpu)] = CPUIDTable(dump)
        }
        return tables
    }

    /// What CPUID answers on whichever CPU this thread is, without a child; nil off x86.
    public static func cpuidTable() -> CPUIDTable? {
        var dump = ep_cpuid_dump()
        unsafe ep_cpuid_dump_here(&dump)
        return dump.count > 0 ? CPUIDTable(dump) : nil
    }

    /// Which register states the system saves, by XGETBV; nil where it does not say.
    public static func xcr0() -> UInt64? {
        var states: UInt64 = 0
        return unsafe ep_xcr0(&states) == 1 ? states : nil
    }

    /// Runs one instruction of each extension on `cpu`, in a child.
    public static func featureTrials(
        on cpu: Int, deadlineMilliseconds: UInt32 = FeatureTrial.deadlineMilliseconds
    ) -> [FeatureTrial] {
        FeatureTrial.all(on: cpu, deadlineMilliseconds: deadlineMilliseconds)
    }
}

extension CPUIDTable {
    fileprivate init(_ dump: ep_cpuid_dump) {
        self.init()
        let answers = unsafe withUnsafeBytes(of: dump.leaves) { bytes in
            unsafe Array(bytes.bindMemory(to: ep_cpuid_leaf.self).prefix(Int(dump.count)))
        }
        for answer in answers {
            let registers = Registers(eax: answer.eax, ebx: answer.ebx, ecx: answer.ecx, edx: answer.edx)
            insert(registers, leaf: answer.leaf, subleaf: answer.has_subleaves == 0 ? nil : answer.subleaf)
        }
    }
}
