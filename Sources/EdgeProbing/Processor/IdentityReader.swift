import EdgePlatform
import EdgeRecords

/// Reads who made the processor and what it is called.
struct IdentityReader {
    let sources: ProcessorSources
    let architecture: String?
    /// Of the fastest kind first.
    let armDesigns: [ArmDesign]

    struct Identity: Equatable {
        var vendor: String?
        var vendorIdentifier: String?
        var name: String?
        var microarchitecture: String?
        /// Where the name stood, if not in the kernel's list.
        var source: String?
    }

    private var cpuinfo: CPUInfo { sources.cpuinfo }
    private func field(_ key: String) -> String? {
        cpuinfo.value(key, cpu: sources.firstCPU).flatMap { $0.isEmpty ? nil : $0 }
    }

    func identity() -> Identity {
        switch architecture.map(ArchitectureFamily.init(architecture:)) ?? .other {
        case .x86: x86()
        case .arm: arm()
        case .riscv: riscv()
        case .power: power()
        case .s390: mainframe()
        case .loongArch: loongson()
        case .sparc, .mips, .other: other()
        }
    }

    private func x86() -> Identity {
        let table = sources.firstTable
        let identifier = table?.vendorIdentifier ?? field("vendor_id")
        var identity = Identity(vendorIdentifier: identifier, name: table?.brand ?? field("model name"))
        if table?.brand != nil { identity.source = "CPUID leaves 0x80000002 to 0x80000004" }
        identity.vendor = identifier.map { X86Vendors.name($0, brand: identity.name) }
        if let identifier, let numbers = sources.x86Model {
            identity.microarchitecture = X86Vendors.design(
                identifier, family: numbers.family, model: numbers.model, stepping: numbers.stepping)
        }
        return identity
    }

    private func arm() -> Identity {
        guard let first = armDesigns.first else {
            return Identity(name: field("Hardware") ?? field("Processor") ?? field("model name"))
        }
        var names: [String] = []
        for design in armDesigns where !names.contains(design.text) { names.append(design.text) }
        let designs = names.joined(separator: " + ")
        var identity = Identity(
            vendor: first.vendor, vendorIdentifier: first.implementerText, name: designs, microarchitecture: designs)
        // Raspberry Pi OS names one chip on all boards.
        if let chip = field("Hardware"), chip != "BCM2835" || first.part == 0xB76 { identity.name = chip }
        return identity
    }

    private func riscv() -> Identity {
        let maker = RISCVNumber.value(field("mvendorid")).flatMap { Int(exactly: $0) }
        let uarch = field("uarch")
        let design = RISCVDesigns.name(uarch: uarch, vendor: maker, design: RISCVNumber.value(field("marchid")))
        let vendor = maker.flatMap { RISCVDesigns.vendor(identifier: $0) }
        return Identity(
            vendor: vendor ?? design.flatMap { $0.split(separator: " ").first.map(String.init) },
            vendorIdentifier: maker.map { "0x" + hexadecimal($0, digits: 1) }, name: field("model name") ?? design,
            microarchitecture: design)
    }

    private func power() -> Identity {
        let version = field("revision").flatMap(PowerDesigns.version)
        let name = field("cpu").flatMap { $0.split(separator: ",").first.map(String.init) }
        let design = version.flatMap { PowerDesigns.name(version: $0) }
        return Identity(
            vendor: version.flatMap { PowerDesigns.vendor(version: $0) }, name: name, microarchitecture: design)
    }

    private func mainframe() -> Identity {
        let machine = field("machine")
        let design = machine.flatMap { MainframeDesigns.name(machine: $0) }
        return Identity(
            vendor: "IBM", vendorIdentifier: field("vendor_id"),
            name: design.map { "IBM \($0)" } ?? machine.map { "IBM machine type \($0)" }, microarchitecture: design)
    }

    private func loongson() -> Identity {
        let name = field("Model Name") ?? field("model name")
        return Identity(
            vendor: "Loongson", vendorIdentifier: "Loongson", name: name,
            microarchitecture: LoongsonDesigns.design(model: name ?? ""))
    }

    private func other() -> Identity {
        let name = ["cpu model", "model name", "cpu", "CPU", "family", "Processor"].lazy.compactMap(field).first
        return Identity(vendorIdentifier: field("vendor_id") ?? field("vendor"), name: name)
    }
}

/// Numbers as RISC-V kernels write them: `0x5b7`.
enum RISCVNumber {
    static func value(_ text: String?) -> UInt64? {
        guard let text, text.hasPrefix("0x") else { return nil }
        return UInt64(text.dropFirst(2), radix: 16)
    }
}
