import EdgeKernels
import EdgeRecords

/// Kernels of fp32 that treat elements or rows by themselves.
///
/// Operations are those that the kernels do, an exponential's polynomial among them: a count to hold against the peak,
/// not one to compare with other libraries. Products and sums are not fused there, so half the peak is what they can
/// reach.
enum RowKernels {
    static func activation(_ layer: ModelLayer, _ isa: InstructionSet) -> MeasurableKernel? {
        guard case .activation(let count, let activation) = layer.shape,
            KernelCatalogue.hasKernel({ (pool) throws(KernelError) in try activated(1, activation, isa, pool)() })
        else { return nil }
        return MeasurableKernel(
            name: "activate_f32_\(isa.name)", operation: activation.word, precision: .fp32, isa: isa, shape: [count],
            layer: layer.name, operations: Double(activation.operations * count), bytes: Double(8 * count)
        ) { (pool) throws(KernelError) in try activated(count, activation, isa, pool) }
    }

    static func softmax(_ layer: ModelLayer, _ isa: InstructionSet) -> MeasurableKernel? {
        guard case .softmax(let rows, let columns) = layer.shape,
            KernelCatalogue.hasKernel({ (pool) throws(KernelError) in try softened(1, 1, isa, pool)() })
        else { return nil }
        return MeasurableKernel(
            name: "softmax_f32_\(isa.name)", operation: "softmax", precision: .fp32, isa: isa, shape: [rows, columns],
            layer: layer.name, operations: Double(25 * rows * columns), bytes: Double(8 * rows * columns)
        ) { (pool) throws(KernelError) in try softened(rows, columns, isa, pool) }
    }

    static func norm(_ layer: ModelLayer, _ isa: InstructionSet) -> MeasurableKernel? {
        guard case .norm(let rows, let columns, let normalization) = layer.shape,
            KernelCatalogue.hasKernel({ (pool) throws(KernelError) in try normed(1, 1, .layer, isa, pool)() })
        else { return nil }
        let isLayer = normalization == .layer
        return MeasurableKernel(
            name: "norm_f32_\(isa.name)", operation: isLayer ? "layer-norm" : "rms-norm", precision: .fp32, isa: isa,
            shape: [rows, columns], layer: layer.name, operations: Double((isLayer ? 8 : 5) * rows * columns),
            bytes: Double(8 * rows * columns)
        ) { (pool) throws(KernelError) in try normed(rows, columns, normalization, isa, pool) }
    }

    /// Scores and mix alone are counted, as for products; of a causal prompt the half that is seen.
    static func attention(_ layer: ModelLayer, _ isa: InstructionSet) -> MeasurableKernel? {
        let smallest = AttentionShape(heads: 1, head: 1, queries: 1, keys: 1)
        guard case .attention(let shape) = layer.shape,
            KernelCatalogue.hasKernel({ (pool) throws(KernelError) in try attended(smallest, isa, pool)() })
        else { return nil }
        let hidden = shape.isCausal ? shape.queries * (shape.queries - 1) / 2 : 0
        let seen = shape.queries * shape.keys - hidden
        let row = shape.heads * shape.head
        return MeasurableKernel(
            name: "attention_f32_\(isa.name)", operation: "attention", precision: .fp32, isa: isa,
            shape: [shape.heads, shape.keyHeads, shape.head, shape.queries, shape.keys], layer: layer.name,
            operations: Double(4 * seen * row),
            bytes: Double(8 * (shape.queries * row + shape.keys * shape.keyHeads * shape.head))
        ) { (pool) throws(KernelError) in try attended(shape, isa, pool) }
    }

    private static func activated(
        _ count: Int, _ activation: Activation, _ isa: InstructionSet, _ pool: ThreadPool
    ) throws(KernelError) -> () throws(KernelError) -> Void {
        Operand.call(reading: try Operand.floats(count), writing: try Operand.floats(count)) {
            (source, results) throws(KernelError) in
            try activate(source, by: activation, into: &results, using: isa, on: pool)
        }
    }

    private static func softened(
        _ rows: Int, _ columns: Int, _ isa: InstructionSet, _ pool: ThreadPool
    ) throws(KernelError) -> () throws(KernelError) -> Void {
        Operand.call(reading: try Operand.floats(rows * columns), writing: try Operand.floats(rows * columns)) {
            (source, results) throws(KernelError) in
            try EdgeKernels.softmax(source, columns: columns, into: &results, using: isa, on: pool)
        }
    }

    private static func normed(
        _ rows: Int, _ columns: Int, _ normalization: Normalization, _ isa: InstructionSet, _ pool: ThreadPool
    ) throws(KernelError) -> () throws(KernelError) -> Void {
        let weights = try Operand.floats(columns)
        return Operand.call(reading: try Operand.floats(rows * columns), writing: try Operand.floats(rows * columns)) {
            (source, results) throws(KernelError) in
            try weights.withSpan { (weights) throws(KernelError) in
                try normalize(
                    source, by: normalization, weights: weights, bias: normalization == .layer ? weights : Span(),
                    columns: columns, epsilon: 1e-5, into: &results, using: isa, on: pool)
            }
        }
    }

    private static func attended(
        _ shape: AttentionShape, _ isa: InstructionSet, _ pool: ThreadPool
    ) throws(KernelError) -> () throws(KernelError) -> Void {
        let row = shape.queries * shape.heads * shape.head
        let keys = try Operand.floats(shape.keys * shape.keyHeads * shape.head)
        let values = try Operand.floats(shape.keys * shape.keyHeads * shape.head)
        return Operand.call(reading: try Operand.floats(row), writing: try Operand.floats(row)) {
            (queries, results) throws(KernelError) in
            try keys.withSpan { (keys) throws(KernelError) in
                try values.withSpan { (values) throws(KernelError) in
                    try attend(queries, to: keys, mixing: values, shape: shape, into: &results, using: isa, on: pool)
                }
            }
        }
    }
}

extension Activation {
    /// As records name it.
    var word: String {
        switch self {
        case .clip: "clip"
        case .hardSigmoid: "hard-sigmoid"
        case .hardSwish: "hard-swish"
        case .sigmoid: "sigmoid"
        case .tanh: "tanh"
        case .gelu: "gelu"
        case .geluByTanh: "gelu-tanh"
        case .silu: "silu"
        }
    }

    /// Of one element, as kernels compute it: 21 are the exponential's.
    var operations: Int {
        switch self {
        case .clip: 2
        case .hardSigmoid: 4
        case .hardSwish: 5
        case .sigmoid: 24
        case .silu: 25
        case .geluByTanh: 30
        case .tanh: 38
        case .gelu: 46
        }
    }
}
