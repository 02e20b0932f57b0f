package import EdgeRecords

/// How vLLM's server is started for one candidate.
package struct VLLMCommand: Hashable, Sendable {
    /// After the name of Python: its package for processors has a `vllm` that does not start, and the module is in both.
    package let words: [String]
    package let environment: [String: String]

    /// Of tokens, on processors; fewer are cut off by none.
    private static let blockTokens = 128

    /// - Parameter path: the model's folder.
    package init(model path: String, _ facts: LanguageFacts?, for candidate: Candidate) {
        let tokens = candidate.contextTokens ?? facts?.contextTokens ?? 2048
        let requests = candidate.concurrency ?? 1
        var words = [
            "-m", "vllm.entrypoints.openai.api_server", "--model", path, "--dtype", Self.type(of: candidate.precision),
            "--max-model-len", "\(tokens)",
            "--max-num-seqs", "\(requests)",
        ]
        if let bytes = Self.keyValueBytes(facts, candidate.precision, tokens: tokens, requests: requests) {
            words += ["--kv-cache-memory-bytes", "\(bytes)"]
        }
        var environment: [String: String] = [:]
        if candidate.placement == .cpu {
            // Compiled, it would be built anew by a compiler of C++ whenever it is started.
            words.append("--enforce-eager")
            let cpus = (candidate.cpus ?? []).map(String.init).joined(separator: ",")
            environment["VLLM_CPU_OMP_THREADS_BIND"] = cpus.isEmpty ? "nobind" : cpus
            environment["OMP_NUM_THREADS"] = "\(candidate.threads)"
        }
        (self.words, self.environment) = (words, environment)
    }

    /// As its option has it.
    private static func type(of precision: Precision) -> String {
        switch precision {
        case .bf16: "bfloat16"
        case .fp16: "float16"
        default: "float32"
        }
    }

    /// Room for the keys and values of so many full contexts, in whole blocks, and two more for what lies between;
    /// nil where a token's size is not known.
    private static func keyValueBytes(
        _ facts: LanguageFacts?, _ precision: Precision, tokens: Int, requests: Int
    ) -> Int? {
        guard let each = facts?.keyValueBytesPerToken else { return nil }
        let blocks = requests * ((tokens + blockTokens - 1) / blockTokens) + 2
        // They are kept at the precision that is computed in.
        let (bytes, isTooMany) = (blocks * blockTokens).multipliedReportingOverflow(by: precision == .fp32 ? 2 : 1)
        let (all, isMore) = bytes.multipliedReportingOverflow(by: each)
        return isTooMany || isMore ? nil : all
    }
}
