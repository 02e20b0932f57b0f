import EdgeModels
import EdgeRecords
import Testing

@Suite struct GGUFFileTests {
    private static func file(
        tensor: (shape: [Int], type: String) = ([32, 2], "q4_0"), _ set: (inout GGUFWriter) -> Void = { _ in }
    ) throws -> GGUFFile {
        var writer = GGUFWriter()
        writer.set("general.architecture", "llama")
        set(&writer)
        let type = try #require(GGUFType(named: tensor.type))
        let bytes = try #require(type.bytes(count: tensor.shape.reduce(1, *)))
        writer.add("blk.0.attn_q.weight", shape: tensor.shape, type, [UInt8](repeating: 0, count: bytes))
        return try GGUFFile(writer.bytes, fileBytes: writer.bytes.count, named: "m.gguf")
    }

    @Test func `what a file says of itself becomes the model's record`() throws {
        let seeded = try #require(SeededLanguageModel(Precision(rawValue: "q4_0")))
        let file = try GGUFFile(seeded.file, fileBytes: seeded.file.count, named: "m.gguf")
        var model = Model(name: "mine", task: .unknown, labels: nil, weights: .user)
        model.take(file, hash: "sha256:0")
        #expect(model.format == .gguf && model.task == .textGeneration && model.licence == "Apache-2.0")
        #expect(model.weights == .seeded)
        let variant = try #require(model.variants.first)
        #expect(variant.name == "mine/q4_0" && variant.modelBytes == seeded.file.count && variant.keptLayers.isEmpty)
        let language = try #require(model.language)
        #expect(language.layers == 2 && language.heads == 2 && language.keyValueHeads == 1)
        #expect(language.contextTokens == 256 && language.vocabulary == 96 && language.tokenizer == "llama")
        // 2 layers × 2 heads × (16 + 16) numbers of 2 bytes.
        #expect(language.keyValueBytesPerToken == 256)
        // Tokens read all but the words' table, of which they take a row each.
        let products = 2 * (2 * 64 * 64 + 2 * 64 * 32 + 3 * 64 * 160) + 64 * 96
        #expect(language.operationsPerToken == 2 * products && language.scoringOperations == 2 * 64 * 96)
        let words = try #require(file.tensors.first { $0.name == "token_embd.weight" })
        #expect(language.weightBytesPerToken == (variant.weightBytes ?? 0) - words.bytes)
        let inLayers = 2 * (2 * 64 * 64 + 2 * 64 * 32 + 3 * 64 * 160 + 2 * 64)
        #expect(variant.parameters == inLayers + 2 * 64 * 96 + 64)
    }

    @Test func `a mixture is called by what its writer called it, if that is what most numbers are`() throws {
        func word(_ type: String, _ number: Int) throws -> String {
            try Self.file(tensor: ([256, 1], type)) { $0.set("general.file_type", number) }.precision.main.rawValue
        }
        #expect(try word("q4_k", 15) == "q4_k_m")
        #expect(try word("q6_k", 15) == "q6_k")
        #expect(try word("q8_0", 7) == "q8_0")
    }

    @Test(arguments: ["attention.kv_lora_rank", "ssm.state_size"])
    func `where something else than keys and values is kept, its memory is unknown`(key: String) throws {
        let facts = try Self.file {
            for (key, number) in [("block_count", 2), ("attention.head_count", 4), ("embedding_length", 64), (key, 8)] {
                $0.set("llama.\(key)", number)
            }
        }.language
        #expect(facts?.layers == 2 && facts?.keyValueBytesPerToken == nil)
    }

    @Test func `of experts only those that are asked count, and a table of words that scores counts whole`() throws {
        func file(_ set: (inout GGUFWriter) -> Void) throws -> LanguageFacts? {
            var writer = GGUFWriter()
            writer.set("general.architecture", "llama")
            set(&writer)
            let type = try #require(GGUFType(named: "fp32"))
            for (name, shape) in [("token_embd.weight", [8, 10]), ("blk.0.ffn_up_exps.weight", [8, 4, 16])] {
                writer.add(name, shape: shape, type, [UInt8](repeating: 0, count: 4 * shape.reduce(1, *)))
            }
            return try GGUFFile(writer.bytes, fileBytes: writer.bytes.count, named: "m.gguf").language
        }
        let facts = try #require(
            try file {
                $0.set("llama.expert_count", 16)
                $0.set("llama.expert_used_count", 2)
            })
        #expect(facts.operationsPerToken == 2 * (8 * 10 + 8 * 4 * 2) && facts.scoringOperations == 2 * 8 * 10)
        #expect(facts.weightBytesPerToken == 4 * (8 * 10 + 8 * 4 * 2))
        #expect(try file { _ in }?.operationsPerToken == nil)
        #expect(
            try file {
                $0.set("llama.expert_count", 16); $0.set("llama.expert_used_count", 17)
            }?
            .operationsPerToken == nil)
    }

    @Test func `counts that no memory holds lead to no overflow`() throws {
        let most = Int(UInt32.max)
        let file = try Self.file {
            for key in ["block_count", "attention.head_count", "attention.head_count_kv", "embedding_length"] {
                $0.set("llama.\(key)", most)
            }
            $0.set("llama.attention.key_length", 1 << 24)
            $0.set("llama.attention.value_length", 1 << 24)
        }
        #expect(file.language?.keyValueBytesPerToken == nil)
    }

    @Test func `every shorter piece of a file is refused with what is wanting, and a longer file is not`() throws {
        let whole = try #require(SeededLanguageModel(.fp32)).file
        let head =
            whole.count - (try GGUFFile(whole, fileBytes: whole.count, named: "m").tensors.reduce(0) { $0 + $1.bytes })
        for count in stride(from: 0, to: head - 32, by: 7) {
            #expect(throws: InputError.self) {
                try GGUFFile(Array(whole.prefix(count)), fileBytes: whole.count, named: "m")
            }
        }
        #expect(throws: Never.self) { try GGUFFile(Array(whole.prefix(head)), fileBytes: whole.count, named: "m") }
        let error = try #require(throws: InputError.self) {
            try GGUFFile(whole, fileBytes: whole.count - 33, named: "m")
        }
        #expect(error.where == "m: output.weight" && error.why.contains("the file ends before"))
    }

    /// The place of a number in the head of a file with one tensor and no values.
    private static func damaged(at place: Int, _ bytes: [UInt8]) throws -> InputError? {
        var writer = GGUFWriter()
        let type = try #require(GGUFType(named: "q8_0"))
        writer.add("w", shape: [32], type, [UInt8](repeating: 0, count: 34))
        var file = writer.bytes
        file.replaceSubrange(place..<place + bytes.count, with: bytes)
        return #expect(throws: InputError.self) { try GGUFFile(file, fileBytes: file.count, named: "m") }
    }

    @Test func `numbers that cannot be are refused where they stand`() throws {
        let most = [UInt8](repeating: 0xff, count: 8)
        #expect(try Self.damaged(at: 0, [0]) == .notThis(.gguf, file: "m"))
        #expect(try Self.damaged(at: 4, [0, 0, 0, 3])?.why.contains("the highest byte first") == true)
        #expect(try Self.damaged(at: 4, [1])?.why.contains("version 1") == true)
        #expect(try Self.damaged(at: 8, most)?.where == "m: number of tensors")
        #expect(try Self.damaged(at: 16, most)?.where == "m: number of values")
        #expect(try Self.damaged(at: 24, most)?.where == "m: name of tensor 0")
        #expect(try Self.damaged(at: 33, [5])?.why.contains("5 dimensions") == true)
        #expect(try Self.damaged(at: 37, most)?.where == "m: w")
        #expect(try Self.damaged(at: 37, [31])?.why.contains("does not fill blocks of q8_0") == true)
        #expect(try Self.damaged(at: 45, [4])?.why.contains("the type 4") == true)
        #expect(try Self.damaged(at: 49, [1])?.why.contains("no multiple of 32") == true)
        #expect(try Self.damaged(at: 49, most)?.where == "m: w")
    }

    @Test func `what a model says depends on its order of tokens, and quantized it says nearly the same`() throws {
        let plain = try #require(SeededLanguageModel(.fp32))
        let one = plain.scores(after: [3, 1, 4, 1, 5])
        let other = plain.scores(after: [1, 3, 4, 1, 5])
        #expect(one.count == SeededLanguageModel.vocabulary && one.allSatisfy(\.isFinite))
        func distance(_ left: [Float], _ right: [Float]) -> Float {
            let difference = zip(left, right).reduce(Float(0)) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
            return (difference / left.reduce(0) { $0 + $1 * $1 }).squareRoot()
        }
        #expect(distance(one, other) > 0.01)
        let eight = try #require(SeededLanguageModel(Precision(rawValue: "q8_0"))).scores(after: [3, 1, 4, 1, 5])
        let four = try #require(SeededLanguageModel(Precision(rawValue: "q4_0"))).scores(after: [3, 1, 4, 1, 5])
        #expect(distance(one, eight) < 0.03 && distance(one, eight) > 0)
        #expect(distance(one, four) > distance(one, eight) && distance(one, four) < 0.5)
        #expect(SeededLanguageModel(.int8) == nil)
    }
}
