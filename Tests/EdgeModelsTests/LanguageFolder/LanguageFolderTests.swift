import EdgeModels
import EdgePlatform
import EdgeRecords
import EdgeTestSupport
import Testing

@Suite struct LanguageFolderTests {
    private let folder = TemporaryFolder()

    /// The seeded model's folder, with some of its files exchanged.
    private func made(_ others: [String: String?] = [:]) throws -> LanguageFolder {
        let model = try #require(SeededLanguageModel(.fp32))
        for file in model.folder where others[file.name] == nil { folder.addFile(file.name, file.bytes) }
        for (name, text) in others { if let text { folder.addFile(name, Array(text.utf8)) } }
        return try LanguageFolder(at: folder.path)
    }

    @Test func `what a folder says of itself is what the same model's GGUF file says`() throws {
        let seeded = try #require(SeededLanguageModel(.fp32))
        let file = try GGUFFile(seeded.file, fileBytes: seeded.file.count, named: "seeded.gguf")
        let folder = try made()
        var expected = try #require(file.language)
        // Its tokenizer is another.
        expected.tokenizer = nil
        #expect(folder.language == expected)
        #expect(folder.precision == .fp32 && folder.parameters == file.parameters && folder.isSeeded)
        var model = Model(name: "m", task: .unknown, labels: nil, weights: .user)
        model.take(folder, hash: try folder.hash())
        #expect(model.format == .safetensors && model.weights == .seeded && model.task == .textGeneration)
        #expect(model.variants.map(\.name) == ["m/fp32"] && model.variants[0].modelBytes == folder.fileBytes)
    }

    @Test func `its hash is of every file that engines read`() throws {
        let first = try made().hash()
        folder.addFile("README.md", [1])
        #expect(try LanguageFolder(at: folder.path).hash() == first)
        folder.addFile("generation_config.json", Array("{}".utf8))
        #expect(try LanguageFolder(at: folder.path).hash() != first)
    }

    @Test func `a path means a folder that has a config, or a file of tensors in one`() throws {
        _ = try made()
        #expect(LanguageFolder.path(meantBy: folder.path + "/") == folder.path)
        #expect(LanguageFolder.path(meantBy: folder.path(of: "model.safetensors")) == folder.path)
        #expect(LanguageFolder.path(meantBy: folder.path(of: "config.json")) == nil)
        #expect(LanguageFolder.path(meantBy: "/nowhere") == nil)
    }

    @Test(
        arguments: [
            (["config.json": "[]"], "not a JSON object"), (["config.json": "{}"], "no network"),
            (["config.json": #"{"model_type": "llama", "quantization_config": {"bits": 4}}"#], "quantized tensors"),
            (["tokenizer.json": nil], "no tokenizer.json"), (["model.safetensors": nil], "no file of it"),
            (["model.safetensors": "12345678"], "more than"),
        ] as [([String: String?], String)])
    func `a folder that lacks something says what`(others: [String: String?], words: String) {
        #expect {
            _ = try made(others)
        } throws: { error in
            (error as? any ExplainedError)?.why.contains(words) == true
        }
    }

    @Test func `sizes beyond all numbers are left out, and what keeps no keys and values says nothing of them`() throws
    {
        let huge = #""num_hidden_layers": 4294967296, "num_key_value_heads": 4294967296, "head_dim": 4294967296"#
        let config = try LanguageConfig(Array("{\"model_type\": \"x\", \(huge)}".utf8), named: "c")
        #expect(config.keyValueBytesPerToken == nil && config.layers == 1 << 32)
        let other = #"{"model_type": "x", "num_hidden_layers": 2, "num_attention_heads": 2, "hidden_size": 64, "#
        let plain = try LanguageConfig(Array((other + #""vocab_size": 9}"#).utf8), named: "c")
        #expect(plain.keyValueBytesPerToken == 4 * 2 * 2 * 32)
        let latent = try LanguageConfig(Array((other + #""kv_lora_rank": 9}"#).utf8), named: "c")
        #expect(latent.keyValueBytesPerToken == nil)
    }
}
