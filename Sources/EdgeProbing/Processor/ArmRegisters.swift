import EdgeRecords

/// Which Arm design each online CPU is, by its identification register.
struct ArmRegisters {
    let designs: [Int: ArmDesign]
    /// The revisions of one design differ in this number, and sometimes designs that share a part.
    let variants: [Int: Int]
    /// Where they were read.
    let source: String

    init(_ sources: ProcessorSources) {
        let listed = Self.listed(sources)
        if let live = sources.live, live.isArm, sources.cpuinfo.cpus.isEmpty, !live.midrs.isEmpty {
            designs = live.midrs.mapValues(ArmDesign.init(register:))
            variants = live.midrs.mapValues { Int($0 >> 20 & 0xF) }
            source = "MIDR of each CPU"
            return
        }
        if listed.count >= sources.online.count, !listed.isEmpty {
            designs = listed.mapValues(\.design)
            variants = listed.compactMapValues(\.variant)
            source = "/proc/cpuinfo: CPU implementer and CPU part"
            return
        }
        let registers = Self.registers(sources.observation, of: sources.online)
        guard registers.count > listed.count else {
            designs = listed.mapValues(\.design)
            variants = listed.compactMapValues(\.variant)
            source = "/proc/cpuinfo: CPU implementer and CPU part"
            return
        }
        designs = registers.mapValues(ArmDesign.init(register:))
        variants = registers.mapValues { Int($0 >> 20 & 0xF) }
        source = "/\(Observation.cpuRoot)/cpu*/regs/identification/midr_el1"
    }

    /// Whether every one of these CPUs is known.
    func covers(_ cpus: CPUSet) -> Bool { !cpus.isEmpty && cpus.elements.allSatisfy { designs[$0] != nil } }

    /// Each design once, in the order of the CPUs.
    var known: [ArmDesign] {
        designs.sorted { $0.key < $1.key }.map(\.value).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private static func listed(_ sources: ProcessorSources) -> [Int: (design: ArmDesign, variant: Int?)] {
        var found: [Int: (design: ArmDesign, variant: Int?)] = [:]
        for cpu in sources.online.elements {
            guard let implementer = number(sources.cpuinfo.value("CPU implementer", cpu: cpu)),
                let part = number(sources.cpuinfo.value("CPU part", cpu: cpu))
            else { continue }
            let design = ArmDesign(implementer: implementer, part: part)
            found[cpu] = (design, number(sources.cpuinfo.value("CPU variant", cpu: cpu)))
        }
        return found
    }

    private static func registers(_ observation: Observation, of cpus: CPUSet) -> [Int: UInt64] {
        var found: [Int: UInt64] = [:]
        for cpu in cpus.elements {
            let path = "\(Observation.cpuRoot)/cpu\(cpu)/regs/identification/midr_el1"
            guard let text = observation.text(path), !text.isEmpty else { continue }
            guard text.hasPrefix("0x"), let register = UInt64(text.dropFirst(2), radix: 16), register != 0 else {
                observation.warnOfContent(path, text, expected: "a register such as 0x00000000410fd034")
                continue
            }
            found[cpu] = register
        }
        return found
    }

    /// `0xd0b`; decimal in a few old kernels.
    private static func number(_ text: String?) -> Int? {
        guard let text, text.utf8.count <= 10 else { return nil }
        guard let value = text.hasPrefix("0x") ? Int(text.dropFirst(2), radix: 16) : Int(text), value >= 0 else {
            return nil
        }
        return value
    }
}
