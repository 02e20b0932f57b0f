import EdgeRecords

extension SeededLanguageModel {
    /// The same model as a folder of files, with the weights as engines of GGUF files have them after reading.
    public var folder: [(name: String, bytes: [UInt8])] {
        [
            (LanguageFolder.configName, Self.text(Self.config)), ("model.safetensors", tensors),
            ("tokenizer.json", Self.text(Self.tokenizer)), ("tokenizer_config.json", Self.text(Self.tokenizerConfig)),
        ]
    }

    private static func text(_ members: [String: JSONValue]) -> [UInt8] {
        Array(JSONWriter.text(of: .object(members), layout: .line).utf8)
    }

    private static let config: [String: JSONValue] = [
        "architectures": .array([.string("LlamaForCausalLM")]), "model_type": .string("llama"),
        "hidden_size": .integer(width), "num_hidden_layers": .integer(layers),
        "num_attention_heads": .integer(heads), "num_key_value_heads": .integer(keyValueHeads),
        "intermediate_size": .integer(inner), "vocab_size": .integer(vocabulary),
        "max_position_embeddings": .integer(contextTokens), "rms_norm_eps": .number(1e-5),
        "rope_theta": .number(10_000), "hidden_act": .string("silu"), "tie_word_embeddings": .bool(false),
        "torch_dtype": .string("float32"), "bos_token_id": .integer(1), "eos_token_id": .integer(2),
        LanguageConfig.seededKey: .string(Weights.seeded.rawValue),
    ]

    /// Each word by itself: nothing that is measured is ever taken apart by it.
    private static var tokenizer: [String: JSONValue] {
        let numbered = words.enumerated().map { ($1, JSONValue.integer($0)) }
        return [
            "version": .string("1.0"), "added_tokens": .array([]), "normalizer": .null, "post_processor": .null,
            "pre_tokenizer": .object(["type": .string("WhitespaceSplit")]), "decoder": .null,
            "model": .object([
                "type": .string("WordLevel"), "unk_token": .string(words[0]),
                "vocab": .object(Dictionary(uniqueKeysWithValues: numbered)),
            ]),
        ]
    }

    private static let tokenizerConfig: [String: JSONValue] = [
        "tokenizer_class": .string("PreTrainedTokenizerFast"), "unk_token": .string("<unk>"),
        "bos_token": .string("<s>"), "eos_token": .string("</s>"),
    ]

    private var tensors: [UInt8] {
        var header: [String: JSONValue] = ["__metadata__": .object(["format": .string("pt")])]
        var numbers: [UInt8] = []
        for (name, shape) in Self.shapes {
            let start = numbers.count
            for number in ordered(name) {
                for place in 0..<4 { numbers.append(UInt8(truncatingIfNeeded: number.bitPattern >> (8 * place))) }
            }
            header[Self.publishedName(of: name)] = .object([
                "dtype": .string("F32"), "shape": .array(shape.reversed().map { .integer($0) }),
                "data_offsets": .array([.integer(start), .integer(numbers.count)]),
            ])
        }
        let head = Self.text(header)
        return (0..<8).map { UInt8(truncatingIfNeeded: head.count >> (8 * $0)) } + head + numbers
    }

    /// Where GGUF files have the pairs that are turned as neighbours, these have first all first ones of a head and
    /// then all second ones.
    private func ordered(_ name: String) -> [Float] {
        let rows = weights[name] ?? []
        guard name.hasSuffix("attn_q") || name.hasSuffix("attn_k") else { return rows }
        let half = Self.headWidth / 2
        return (0..<rows.count / Self.width).flatMap { row -> ArraySlice<Float> in
            let (head, place) = row.quotientAndRemainder(dividingBy: Self.headWidth)
            let other = head * Self.headWidth + 2 * (place % half) + place / half
            return rows[other * Self.width..<(other + 1) * Self.width]
        }
    }

    private static func publishedName(of name: String) -> String {
        let parts = name.split(separator: ".")
        guard parts.count == 3 else {
            return [
                "token_embd": "model.embed_tokens.weight", "output_norm": "model.norm.weight",
                "output": "lm_head.weight",
            ][name] ?? name
        }
        let own = [
            "attn_norm": "input_layernorm", "attn_q": "self_attn.q_proj", "attn_k": "self_attn.k_proj",
            "attn_v": "self_attn.v_proj", "attn_output": "self_attn.o_proj", "ffn_norm": "post_attention_layernorm",
            "ffn_gate": "mlp.gate_proj", "ffn_up": "mlp.up_proj", "ffn_down": "mlp.down_proj",
        ]
        return "model.layers.\(parts[1]).\(own[String(parts[2])] ?? String(parts[2])).weight"
    }
}
