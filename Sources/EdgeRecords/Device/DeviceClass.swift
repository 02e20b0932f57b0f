/// The facts that decide how fast a device is, as one text and one short name.
///
/// Devices of one class share profiles and plans. Conditions (governor, kernel, versions) are left out, and so is
/// everything that could tell whose device it is.
public enum DeviceClass {
    /// `name=value` joined by `|`, the names sorted.
    public static func key(of device: Device) -> String {
        let facts = [
            ("accelerators", device.accelerators.filter(\.usable).map(\.identifier).sorted().joined(separator: ",")),
            ("architecture", device.architecture ?? ""),
            ("coreKinds", coreKinds(of: device)),
            ("features", features(of: device).joined(separator: ",")),
            ("memoryTier", memoryTier(bytes: device.memory.usableBytes)),
            ("microarchitecture", device.processor.microarchitecture ?? ""),
            ("quotaCPUs", device.limits.quotaCPUs.map { JSONWriter.text(of: .number($0), layout: .line) } ?? ""),
            ("usableCPUs", "\(device.limits.usableCPUs)"),
            ("vendorIdentifier", device.processor.vendorIdentifier ?? ""),
        ]
        return facts.map { "\($0.0)=\(printable($0.1))" }.joined(separator: "|")
    }

    /// A readable start and twelve digits of the key's hash: `zen5-2c-avx512vnni-3f2a91c0d4e5`.
    public static func name(of device: Device) -> String {
        let start = slug(device.processor.microarchitecture) ?? slug(device.architecture) ?? "unknown"
        let hash = SHA256.hex(of: key(of: device).utf8).prefix(12)
        return "\(start)-\(device.limits.usableCPUs)c-\(bestInstructionSet(of: device).rawValue)-\(hash)"
    }

    /// From the plainest to the best; features of both families never meet on one device.
    private static let ranking: [InstructionSetName] = [
        .scalar, .avx2, .avxvnni, .avx512, .avx512vnni, .amxint8, .neon, .dotprod, .i8mm, .sve,
    ]

    private static func bestInstructionSet(of device: Device) -> InstructionSetName {
        let usable = Set(device.processor.features.filter(\.isUsable).map(\.name))
        return ranking.last { $0.neededFeatures.map(usable.isSuperset(of:)) ?? false } ?? .scalar
    }

    /// What our kernels can make use of, by the kernel's names; the rest of the features decides nothing.
    private static let decisive: Set<String> = [
        "avx2", "avx_vnni", "avx512f", "avx512bw", "avx512vl", "avx512_vnni", "avx512_bf16", "avx512_fp16", "amx_tile",
        "amx_int8", "amx_bf16", "fma", "f16c", "asimd", "neon", "asimddp", "i8mm", "bf16", "sve", "sve2", "asimdhp",
    ]

    private static func features(of device: Device) -> [String] {
        Set(device.processor.features.filter(\.isUsable).map(\.name)).intersection(decisive).sorted()
    }

    private static func memoryTier(bytes: Int?) -> String {
        guard let bytes, bytes > 0 else { return "unknown" }
        let exponent = Int.bitWidth - 1 - bytes.leadingZeroBitCount
        let units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
        return "\(1 << (exponent % 10))\(units[exponent / 10])"
    }

    private static func slug(_ text: String?) -> String? {
        let letters = (text ?? "").lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        return letters.isEmpty ? nil : String(letters.prefix(24))
    }

    /// Some values come from a device tree: whatever could be taken for the key's own signs is replaced.
    private static func printable(_ value: String) -> String {
        String(value.map { $0.isASCII && $0 > " " && $0 < "\u{7F}" && $0 != "|" && $0 != "=" || $0 == " " ? $0 : "_" })
    }
}

extension DeviceClass {
    /// `big:2x1+little:4x1`: of each kind, the cores with a CPU that this process may use, and the threads of a core.
    private static func coreKinds(of device: Device) -> String {
        let limits = device.limits
        var allowed = CPUSet(device.processor.onlineCPUs)
        for limit in [limits.affinity, limits.cpuset] {
            allowed = limit.map { allowed.intersection(CPUSet($0)) } ?? allowed
        }
        return device.processor.coreKinds.compactMap { kind in
            let cpus = CPUSet(kind.cpus)
            let physicalCores = min(max(kind.physicalCores, 1), CPUSet.capacity)
            let threads = max((cpus.count + physicalCores - 1) / physicalCores, 1)
            let usable = cores(with: cpus.intersection(allowed), threads: threads, in: device.processor)
            return usable > 0 ? "\(kind.name):\(usable)x\(threads)" : nil
        }.sorted().joined(separator: "+")
    }

    /// Where the cores' CPUs are hidden, threads are taken to be handed out core by core.
    private static func cores(
        with allowed: CPUSet, threads: Int, in processor: Device.Processor
    ) -> Int {
        let known = processor.cores.map(CPUSet.init)
        guard allowed.isSubset(of: known.reduce(CPUSet()) { $0.union($1) }) else {
            return (allowed.count + threads - 1) / threads
        }
        return known.count { !$0.intersection(allowed).isEmpty }
    }
}
