import EdgeRecords

/// The facts of the processor in one file of `machines/expected`, beside the same facts of a record.
struct ExpectedProcessor {
    let facts: JSONValue

    static let kindNames: Set = [
        "performance", "efficiency", "lowPower", "dense", "prime", "big", "middle", "little", "uniform", "unknown",
    ]

    /// The features that the collection asserts: a name of these that is absent there must not be claimed.
    static let assertedFeatures = Set(
        """
        sse2 ssse3 sse4_1 sse4_2 avx f16c fma avx2 avx512f avx512bw avx512dq avx512vl avx512cd avx512_vnni avx512_bf16 \
        avx512_fp16 avx_vnni avx512vbmi avx512_vbmi2 amx_tile amx_int8 amx_bf16 amx_fp16 avx512er avx512pf avx10 sse4a \
        xop fma4 avx_vnni_int8 avx_ifma avx_ne_convert avx512_vp2intersect aes vaes gfni \
        neon vfpv4 asimd asimdhp fphp asimdrdm asimddp asimdfhm i8mm bf16 sve sve2 svei8mm svebf16 sme sme2 atomics lse \
        fcma jscvt sha3 crc32 v zba zbb zbc zbs zfh zvfh zicbom zicboz lsx lasx altivec
        """.split(separator: " ").map(String.init))

    /// Every fact that the file asserts and the record denies, one line each.
    func differences(from device: Device) -> [String] {
        let processor = device.processor
        var lines: [String] = []
        func compare(_ name: String, _ expected: String?, _ found: String?) {
            guard let expected, expected != found else { return }
            lines.append("\(name): expected \(expected), found \(found ?? "nothing")")
        }
        compare("vendor", facts["vendor"]?.text, processor.vendorIdentifier)
        compare("modelName", facts["modelName"]?.text, processor.name)
        if let texts = facts["isaString"]?.texts, !texts.contains(processor.isaText ?? "") {
            lines.append("isaString: found \(processor.isaText ?? "nothing")")
        }
        return lines + featureDifferences(processor) + kindDifferences(processor)
    }

    private func featureDifferences(_ processor: Device.Processor) -> [String] {
        guard let expected = facts["isa"].map({ Set($0.texts) }) else { return [] }
        let claimed = Set(processor.features.filter(\.isUsable).map(\.name)).intersection(Self.assertedFeatures)
        return expected.subtracting(claimed).sorted().map { "\($0) is missing" }
            + claimed.subtracting(expected).sorted().map { "\($0) is invented" }
    }

    private func kindDifferences(_ processor: Device.Processor) -> [String] {
        guard case .array(let expected)? = facts["coreKinds"] else { return [] }
        let wanted = expected.map { "\($0["count"]?.wholeNumber ?? -1) cores on \($0["cpus"]?.text ?? "?")" }
        let found = processor.coreKinds.map { "\($0.physicalCores) cores on \(CPUSet($0.cpus).listText)" }
        return Set(wanted) == Set(found) && wanted.count == found.count ? [] : ["kinds: \(wanted), found \(found)"]
    }
}
