import EdgePlatform
import EdgeRecords

/// Reads who the processor is, what it can execute, and of which kinds its cores are.
struct ProcessorReader {
    let sources: ProcessorSources

    /// Fills identity, features and kinds; topology, caches and machine must have been filled before.
    func fill(_ device: inout Device) {
        let architecture = architecture()
        device.architecture = architecture
        let family = ArchitectureFamily(architecture: architecture ?? "")
        let registers = ArmRegisters(sources)
        let kinds = CoreKindReader(
            sources: sources, family: family, registers: registers, caches: device.processor.caches,
            isGuest: isGuest || device.machine.virtualization != nil
        ).read()
        device.processor.coreKinds = kinds.kinds
        let designs = kinds.groups.compactMap(\.armDesign)
        fillIdentity(&device, designs.isEmpty ? registers.known : designs)
        let features = FeatureReader(
            sources: sources, family: family, kinds: kinds.groups.isEmpty ? [sources.online] : kinds.groups.map(\.cpus)
        ).read()
        device.processor.features = features.features
        for (index, names) in features.usableByKind.enumerated() where index < kinds.groups.count {
            device.processor.coreKinds[index].features = names
        }
        if let bytes = sources.live?.vectorBytes {
            device.processor.vectorBytes = bytes
            sources.findings.note("processor.vectorBytes", bytes, from: "prctl PR_SVE_GET_VL")
        }
        if family == .riscv { fillISA(&device) }
        explainUnknowns(of: device.processor, family: family)
    }

    private var isGuest: Bool {
        if let first = sources.firstTable?[1] { return first.ecx.bits(31...31) == 1 }
        return sources.cpuinfo.value("flags", cpu: sources.firstCPU)?.split(separator: " ").contains("hypervisor")
            ?? false
    }

    private func architecture() -> String? {
        let fact = "architecture"
        let listed = sources.cpuinfo.architecture(kernelRelease: sources.kernelRelease)
        let answer: (name: String, source: String)? =
            if let live = sources.live {
                (live.architecture ?? live.compiledArchitecture, "uname")
            } else if let listed {
                (listed, "/proc/cpuinfo")
            } else if sources.firstTable != nil {
                ("x86_64", "CPUID")
            } else if let name = Self.architecture(ofRelease: sources.kernelRelease) {
                (name, "/proc/version")
            } else if sources.observation.exists("\(Observation.cpuRoot)/cpu\(sources.firstCPU)/regs/identification") {
                ("aarch64", "/\(Observation.cpuRoot)/cpu*/regs")
            } else {
                nil
            }
        guard let answer else {
            sources.findings.unknown(fact, because: "the tree holds no list of processors and no CPUID")
            return nil
        }
        sources.findings.note(fact, answer.name, from: answer.source)
        if let listed, listed != answer.name { sources.findings.disagree(fact, listed, from: "/proc/cpuinfo") }
        return answer.name
    }

    /// Distributions end a kernel's release with the architecture.
    static func architecture(ofRelease release: String) -> String? {
        let endings = [
            ("x86_64", "x86_64"), ("amd64", "x86_64"), ("aarch64", "aarch64"), ("arm64", "aarch64"),
            ("ppc64le", "ppc64le"), ("powerpc64le", "ppc64le"), ("s390x", "s390x"), ("riscv64", "riscv64"),
            ("loongarch64", "loongarch64"), ("i686", "i686"), ("686-pae", "i686"), ("armv7l", "armv7l"),
            ("armhf", "armv7l"), ("armmp", "armv7l"), ("sparc64", "sparc64"), ("mips64", "mips64"),
        ]
        return endings.first { release.hasSuffix($0.0) }?.1
    }

    private func fillIdentity(_ device: inout Device, _ designs: [ArmDesign]) {
        let identity = IdentityReader(sources: sources, architecture: device.architecture, armDesigns: designs)
            .identity()
        device.processor.vendor = identity.vendor
        device.processor.vendorIdentifier = identity.vendorIdentifier
        device.processor.name = identity.name
        device.processor.microarchitecture = identity.microarchitecture
        note(
            "processor.vendorIdentifier", identity.vendorIdentifier,
            from: sources.firstTable == nil ? sources.identitySource : "CPUID leaf 0", else: "no source names it")
        note(
            "processor.name", identity.name, from: identity.source ?? sources.identitySource, else: "no source names it"
        )
        note(
            "processor.microarchitecture", identity.microarchitecture, from: "our table of designs",
            else: "our table of designs does not know this processor")
        if sources.firstTable?.brand != nil, let listed = sources.cpuinfo.value("model name", cpu: sources.firstCPU),
            listed != identity.name
        {
            sources.findings.disagree("processor.name", listed, from: "/proc/cpuinfo")
        }
    }

    private func note(_ fact: String, _ value: String?, from source: String, else reason: String) {
        if let value {
            sources.findings.note(fact, value, from: source)
        } else {
            sources.findings.unknown(fact, because: reason)
        }
    }

    private func fillISA(_ device: inout Device) {
        device.processor.isaText = sources.cpuinfo.value("isa", cpu: sources.firstCPU)
        guard device.processor.features.contains(where: { $0.name == "v" }),
            RISCVDraftVectors(cpuinfo: sources.cpuinfo, cpu: sources.firstCPU).isLikely
        else { return }
        sources.findings.warn(
            "the vector extension is a draft, version 0.7.1", at: "/proc/cpuinfo: isa",
            why: "this maker's first cores advertise \"v\", but code for the ratified version 1.0 does not run on them",
            remedy: "vector code is used only where a trial has run it")
    }
}
