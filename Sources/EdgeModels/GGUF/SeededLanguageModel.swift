public import EdgeRecords

/// A small language model with made-up weights, and what it says, computed in the plainest way: engines are held
/// against it.
public struct SeededLanguageModel {
    public static let name = "seeded-llama"
    public static let vocabulary = 96
    public static let contextTokens = 256
    /// Kinds of numbers that it can be written in.
    public static let precisions = ["fp32", "q8_0", "q4_0"].map { Precision(rawValue: $0) }

    /// Heads of 32 numbers: engines have kernels for no narrower ones.
    static let (width, layers, heads, keyValueHeads, inner) = (64, 2, 2, 1, 160)
    static let headWidth = width / heads
    private static let epsilon: Float = 1e-5

    /// Three with a meaning of their own, the space, and a sign each from `!` on.
    static let words = ["<unk>", "<s>", "</s>", "\u{2581}"] + signs.map { String(UnicodeScalar($0)) }
    private static let signs = Array(UInt8(ascii: "!")..<UInt8(ascii: "!") + UInt8(vocabulary - 4))

    /// A text as its tokenizer takes it apart: a start, a space, and each sign; nil for a text with other signs.
    public static func tokens(of text: String) -> [Int32]? {
        var tokens: [Int32] = [1, 3]
        for byte in text.utf8 {
            guard byte != UInt8(ascii: " ") else {
                tokens.append(3)
                continue
            }
            guard let place = signs.firstIndex(of: byte) else { return nil }
            tokens.append(Int32(place + 4))
        }
        return tokens
    }

    public let file: [UInt8]
    /// As engines have the weights after reading the file, row by row.
    let weights: [String: [Float]]

    /// - Parameter precision: one of `precisions`.
    public init?(_ precision: Precision) {
        guard let plain = GGUFType(named: "fp32"), let type = GGUFType(named: precision.rawValue) else { return nil }
        var writer = GGUFWriter()
        writer.set("general.architecture", "llama")
        writer.set("general.name", Self.name)
        writer.set("general.license", "Apache-2.0")
        writer.set(GGUFFile.seededKey, Weights.seeded.rawValue)
        writer.set("llama.context_length", Self.contextTokens)
        writer.set("llama.embedding_length", Self.width)
        writer.set("llama.block_count", Self.layers)
        writer.set("llama.feed_forward_length", Self.inner)
        writer.set("llama.attention.head_count", Self.heads)
        writer.set("llama.attention.head_count_kv", Self.keyValueHeads)
        writer.set("llama.attention.layer_norm_rms_epsilon", Self.epsilon)
        writer.set("llama.rope.dimension_count", Self.headWidth)
        writer.set("llama.vocab_size", Self.vocabulary)
        writer.set("tokenizer.ggml.model", "llama")
        writer.set("tokenizer.ggml.tokens", Self.words)
        var weights: [String: [Float]] = [:]
        for (name, shape) in Self.shapes {
            var numbers = SeededNumbers(name: "\(Self.name)/\(name)")
            let isProduct = shape.count > 1
            let bound = isProduct ? (3 / Float(shape[0])).squareRoot() : 0.2
            var values = numbers.uniform(count: shape.reduce(1, *), bound: bound)
            if !isProduct { values = values.map { 1 + $0 } }
            let kind = isProduct ? type : plain
            guard let (bytes, meant) = BlockNumbers.stored(values, as: kind) else { return nil }
            writer.add(name + ".weight", shape: shape, kind, bytes)
            weights[name] = meant
        }
        (file, self.weights) = (writer.bytes, weights)
    }

    /// The innermost size first: a product's rows have the width of its input.
    static var shapes: [(name: String, shape: [Int])] {
        let narrow = keyValueHeads * headWidth
        var shapes = [("token_embd", [width, vocabulary])]
        for layer in 0..<layers {
            shapes += [
                ("attn_norm", [width]), ("attn_q", [width, width]), ("attn_k", [width, narrow]),
                ("attn_v", [width, narrow]), ("attn_output", [width, width]), ("ffn_norm", [width]),
                ("ffn_gate", [width, inner]), ("ffn_up", [width, inner]), ("ffn_down", [inner, width]),
            ].map { ("blk.\(layer).\($0.0)", $0.1) }
        }
        return shapes + [("output_norm", [width]), ("output", [width, vocabulary])]
    }

    /// One for each word of the vocabulary, after all the tokens.
    public func scores(after tokens: [Int32]) -> [Float] {
        var flows = tokens.map { token in
            Array((weights["token_embd"] ?? [])[Int(token) * Self.width..<(Int(token) + 1) * Self.width])
        }
        for layer in 0..<Self.layers {
            let prefix = "blk.\(layer)."
            let attended = attend(flows.map { normed($0, prefix + "attn_norm") }, prefix)
            for place in flows.indices {
                flows[place] = Self.sum(flows[place], product(attended[place], prefix + "attn_output"))
                let normed = normed(flows[place], prefix + "ffn_norm")
                let gate = product(normed, prefix + "ffn_gate").map { $0 / (1 + Float(Exponential.exp(Double(-$0)))) }
                let inner = zip(gate, product(normed, prefix + "ffn_up")).map { $0 * $1 }
                flows[place] = Self.sum(flows[place], product(inner, prefix + "ffn_down"))
            }
        }
        return product(normed(flows[flows.count - 1], "output_norm"), "output")
    }

    /// Natural logarithms of how likely each word is after all the tokens.
    public func likelihoods(after tokens: [Int32]) -> [Float] {
        let scores = scores(after: tokens)
        let most = scores.max() ?? 0
        let whole = scores.reduce(0.0) { $0 + Exponential.exp(Double($1 - most)) }
        return scores.map { $0 - most - Float(Exponential.log(whole)) }
    }

    /// Each place looks back on all up to itself; the heads share keys and values.
    private func attend(_ inputs: [[Float]], _ prefix: String) -> [[Float]] {
        let queries = inputs.enumerated().map { turned(product($1, prefix + "attn_q"), at: $0) }
        let keys = inputs.enumerated().map { turned(product($1, prefix + "attn_k"), at: $0) }
        let values = inputs.map { product($0, prefix + "attn_v") }
        let size = Self.headWidth
        return inputs.indices.map { place in
            (0..<Self.heads).flatMap { head -> [Float] in
                let own = head * size..<(head + 1) * size
                let start = head / (Self.heads / Self.keyValueHeads) * size
                let scores = (0...place).map { other in
                    Self.dot(queries[place][own], keys[other][start..<start + size]) / Float(size).squareRoot()
                }
                let most = scores.max() ?? 0
                let shares = scores.map { Float(Exponential.exp(Double($0 - most))) }
                let whole = shares.reduce(0, +)
                return (0..<size).map { number in
                    (0...place).reduce(Float(0)) { $0 + shares[$1] / whole * values[$1][start + number] }
                }
            }
        }
    }

    /// Pairs of neighbours are turned by an angle that grows with the place.
    private func turned(_ numbers: [Float], at place: Int) -> [Float] {
        var turned = numbers
        for start in stride(from: 0, to: numbers.count, by: 2) {
            let exponent = -Double(start % Self.headWidth) / Double(Self.headWidth)
            let angle = Double(place) * Exponential.exp(exponent * Exponential.log(10_000))
            let turns = angle / (2 * .pi)
            let (cosine, sine) = (Float(Circle.cosine(turns: turns)), Float(Circle.sine(turns: turns)))
            turned[start] = numbers[start] * cosine - numbers[start + 1] * sine
            turned[start + 1] = numbers[start] * sine + numbers[start + 1] * cosine
        }
        return turned
    }

    private func normed(_ numbers: [Float], _ name: String) -> [Float] {
        let meanSquare = Self.dot(numbers[...], numbers[...]) / Float(numbers.count)
        let scale = 1 / (meanSquare + Self.epsilon).squareRoot()
        return zip(numbers, weights[name] ?? []).map { $0 * scale * $1 }
    }

    private func product(_ numbers: [Float], _ name: String) -> [Float] {
        let rows = weights[name] ?? []
        return stride(from: 0, to: rows.count, by: numbers.count).map { start in
            Self.dot(numbers[...], rows[start..<start + numbers.count])
        }
    }

    private static func dot(_ one: ArraySlice<Float>, _ other: ArraySlice<Float>) -> Float {
        zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
    }

    private static func sum(_ one: [Float], _ other: [Float]) -> [Float] { zip(one, other).map { $0 + $1 } }
}
