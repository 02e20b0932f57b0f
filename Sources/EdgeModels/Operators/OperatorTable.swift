/// All operators that a graph's nodes may have.
public enum OperatorTable {
    /// Sorted by domain and name.
    public static let rows: [Operator] = groups.flatMap { $0 }.sorted { $0.name.description < $1.name.description }

    private static let groups = [
        Operator.activations, Operator.arithmetic, Operator.bits, Operator.comparisons, Operator.convolutions,
        Operator.generators,
        Operator.images, Operator.indexing, Operator.normalizations, Operator.pooling, Operator.products,
        Operator.quantization, Operator.quantizedSteps, Operator.recurrences, Operator.reductions, Operator.shaping,
    ]

    private static let byName = Dictionary(rows.map { ($0.name, $0) }) { first, _ in first }

    public static let names = Set(byName.keys)

    public static subscript(_ name: OperatorName) -> Operator? { byName[name] }
}

extension OperatorName {
    /// Of ONNX Runtime's own operators, which its quantizer and its optimizer write.
    static func microsoft(_ name: String) -> OperatorName { OperatorName(domain: "com.microsoft", name: name) }
}

extension Set<ElementType> {
    static let floats: Set = [.f32, .f64, .f16, .bf16]
    static let signed: Set = floats.union([.s8, .s16, .s32, .s64])
    static let numbers: Set = signed.union([.u8, .u16, .u32, .u64])
    static let all = Set(ElementType.allCases)
    static let bytes: Set = [.u8, .s8]
    static let indexes: Set = [.s32, .s64]
    static let floatsAndBytes = floats.union(bytes)
    static let floatsAndIndexes = floats.union(indexes)
    /// What numbers are quantized to.
    static let quantized: Set = [.u8, .s8, .u16, .s16, .u4, .s4]
}
