import EdgeRecords

/// Compares a device record with what is known of the machine; a fact that is not stated is not compared.
struct ExpectedFacts {
    let expected: JSONValue
    let device: Device

    /// One line for each fact that differs.
    var differences: [String] {
        scalars + lists + features + kinds + caches + nodes + accelerators
    }

    private var scalars: [String] {
        let processor = device.processor
        let found: [(String, JSONValue)] = [
            ("logicalCPUs", .integer(processor.logicalCPUs)), ("physicalCores", JSONValue(processor.physicalCores)),
            ("packages", JSONValue(processor.packages)), ("vendor", JSONValue(processor.vendorIdentifier)),
            ("modelName", JSONValue(processor.name)),
            ("isaString", .array([JSONValue(processor.isaText)])),
            ("clusters", .integer(processor.clusters.count)), ("memoryBytes", JSONValue(device.memory.physicalBytes)),
            ("memoryLimitBytes", JSONValue(device.memory.limits.map(\.bytes).min())),
            ("usableCPUs", .integer(device.limits.usableCPUs)),
            ("bindingConstraint", .string(device.limits.bindingConstraint.rawValue)),
            ("hypervisor", .bool(device.machine.virtualization != nil)),
        ]
        return found.compactMap { name, value in
            guard let wanted = expected[name], wanted != value else { return nil }
            return "\(name): \(value), expected \(wanted)"
        } + quota
    }

    private var quota: [String] {
        guard let wanted = expected["quotaCPUs"]?.number, wanted != device.limits.quotaCPUs else { return [] }
        return ["quotaCPUs: \(String(describing: device.limits.quotaCPUs)), expected \(wanted)"]
    }

    private var lists: [String] {
        let found: [(String, [Int])] = [
            ("onlineCPUs", device.processor.onlineCPUs), ("offlineCPUs", device.processor.offlineCPUs),
            ("allowedNodes", device.limits.allowedNodes ?? []),
        ]
        return found.compactMap { name, cpus in
            guard let wanted = expected[name]?.text, CPUSet(list: wanted) != CPUSet(cpus) else { return nil }
            return "\(name): \(CPUSet(cpus).listText), expected \(wanted)"
        }
    }

    /// The names that the collection asserts for every architecture; others may be claimed freely.
    private static let asserted: Set<String> = Set(
        """
        sse2 ssse3 sse4_1 sse4_2 avx f16c fma avx2 avx512f avx512bw avx512dq avx512vl avx512cd avx512_vnni avx512_bf16 \
        avx512_fp16 avx_vnni avx512vbmi avx512_vbmi2 amx_tile amx_int8 amx_bf16 amx_fp16 avx512er avx512pf avx10 sse4a \
        xop fma4 avx_vnni_int8 avx_ifma avx_ne_convert avx512_vp2intersect aes vaes gfni neon vfpv4 asimd asimdhp fphp \
        asimdrdm asimddp asimdfhm i8mm bf16 sve sve2 svei8mm svebf16 sme sme2 atomics lse fcma jscvt sha3 crc32 v zba \
        zbb zbc zbs zfh zvfh zicbom zicboz lsx lasx altivec
        """.split(separator: " ").map(String.init))

    private var features: [String] {
        guard let wanted = expected["isa"]?.texts else { return [] }
        let claimed = Set(device.processor.features.filter(\.isUsable).map(\.name)).intersection(Self.asserted)
        let missing = Set(wanted).subtracting(claimed).sorted()
        let invented = claimed.subtracting(wanted).sorted()
        return missing.isEmpty && invented.isEmpty ? [] : ["isa: lacks \(missing), invents \(invented)"]
    }

    private var kinds: [String] {
        guard let wanted = expected["coreKinds"]?.elements else { return [] }
        let expectedKinds = Set(wanted.map { "\($0["count"]?.integer ?? -1) on \($0["cpus"]?.text ?? "")" })
        let found = Set(device.processor.coreKinds.map { "\($0.physicalCores) on \(CPUSet($0.cpus).listText)" })
        return found == expectedKinds ? [] : ["coreKinds: \(found.sorted()), expected \(expectedKinds.sorted())"]
    }

    private var caches: [String] {
        guard case .object(let levels)? = expected["caches"] else { return [] }
        return levels.sorted { $0.key < $1.key }.flatMap { level, wanted -> [String] in
            let found = device.processor.caches.filter { name(of: $0) == level }
            return (wanted.elements ?? []).compactMap { cache -> String? in
                let bytes = cache["bytes"]?.integer
                let sharers = (cache["cpusPerInstance"]?.elements ?? []).compactMap(\.integer)
                let alike = found.filter { instance in
                    instance.bytes == bytes && (sharers.isEmpty || sharers.contains(instance.sharedBy.count))
                }
                guard alike.count != cache["instances"]?.integer else { return nil }
                let known = Set(found.map { "\($0.bytes ?? -1) by \($0.sharedBy.count)" }).sorted()
                return "caches.\(level): \(alike.count) like \(cache), found \(found.count): \(known)"
            }
        }
    }

    private func name(of cache: Device.Cache) -> String {
        switch cache.kind {
        case .data: "L\(cache.level)d"
        case .instruction: "L\(cache.level)i"
        case .unified: "L\(cache.level)"
        }
    }

    private var nodes: [String] {
        var differences: [String] = []
        if let wanted = expected["numaNodes"]?.integer, wanted != device.numaNodes.count {
            differences.append("numaNodes: \(device.numaNodes.count), expected \(wanted)")
        }
        for wanted in expected["nodes"]?.elements ?? [] {
            guard let node = device.numaNodes.first(where: { $0.id == wanted["id"]?.integer }) else {
                differences.append("nodes: no node like \(wanted)")
                continue
            }
            if let cpus = wanted["cpus"]?.text, CPUSet(list: cpus) != CPUSet(node.cpus) {
                differences.append("node \(node.id): CPUs \(node.cpus), expected \(cpus)")
            }
            if let bytes = wanted["memoryBytes"]?.integer, bytes != node.memoryBytes {
                differences.append("node \(node.id): \(node.memoryBytes ?? -1) bytes, expected \(bytes)")
            }
        }
        return differences
    }

    private var accelerators: [String] {
        guard let wanted = expected["accelerators"]?.elements else { return [] }
        if wanted.isEmpty, !device.accelerators.isEmpty {
            return ["accelerators: invents \(device.accelerators.map(\.identifier))"]
        }
        return wanted.compactMap { accelerator in
            let alike = device.accelerators.filter { found in
                [
                    ("kind", found.kind.rawValue), ("bus", found.bus.rawValue), ("identifier", found.identifier),
                    ("class", found.class), ("driver", found.driver),
                ].allSatisfy { key, value in accelerator[key] == nil || accelerator[key] == JSONValue(value) }
            }
            guard alike.count < accelerator["count"]?.integer ?? 1 else { return nil }
            return "accelerators: \(alike.count) like \(accelerator)"
        }
    }
}

extension JSONValue {
    fileprivate init(_ value: Int?) { self = value.map(JSONValue.integer) ?? .null }
    fileprivate init(_ value: String?) { self = value.map(JSONValue.string) ?? .null }

    var text: String? { if case .string(let text) = self { text } else { nil } }
    var integer: Int? { if case .integer(let value) = self { value } else { nil } }
    var elements: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }
    var texts: [String]? { elements?.compactMap(\.text) }
    var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }
}
