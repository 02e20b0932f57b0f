import CEdgeKernels

/// The sizes of attention: tokens are rows, each with its heads one after another.
public struct AttentionShape: Hashable, Sendable {
    public var heads: Int
    /// Heads share keys and values in groups of equal size; as many as heads where they do not.
    public var keyHeads: Int
    /// Elements of a head.
    public var head: Int
    public var queries: Int
    public var keys: Int
    /// The queries are the last of the tokens, and none sees what comes after it.
    public var isCausal: Bool
    /// What scores are multiplied by; nil for 1 / √head.
    public var scale: Float?

    public init(heads: Int, keyHeads: Int? = nil, head: Int, queries: Int, keys: Int, isCausal: Bool = false) {
        self.heads = heads
        self.keyHeads = keyHeads ?? heads
        self.head = head
        self.queries = queries
        self.keys = keys
        self.isCausal = isCausal
    }
}

/// `destination = softmax(queries × keysᵀ × scale) × values`, head by head, fp32; rows touch.
///
/// Built for a prompt's many queries and for the one of a token that is made.
public func attend(
    _ queries: Span<Float>, to keys: Span<Float>, mixing values: Span<Float>, shape: AttentionShape,
    into destination: inout MutableSpan<Float>, using isa: InstructionSet, on pool: ThreadPool
) throws(KernelError) {
    let kernel = "attention_f32_\(isa.name)"
    let (row, overflow) = shape.heads.multipliedReportingOverflow(by: shape.head)
    let (keyRow, more) = shape.keyHeads.multipliedReportingOverflow(by: shape.head)
    guard shape.head > 0, shape.heads > 0, shape.keyHeads > 0 else { throw .badShape(kernel: kernel) }
    guard !overflow, !more else { throw .overflow(kernel: kernel) }
    let rows = try checkedRows(queries.count, destination.count, columns: row, kernel: kernel)
    let keyRows = try checkedRows(keys.count, values.count, columns: keyRow, kernel: kernel)
    guard rows == shape.queries, keyRows == shape.keys else { throw .badShape(kernel: kernel) }
    let failure: KernelError? = unsafe queries.withUnsafeBufferPointer { queries in
        unsafe keys.withUnsafeBufferPointer { keys in
            unsafe values.withUnsafeBufferPointer { values in
                unsafe destination.withUnsafeMutableBufferPointer { destination in
                    let arguments = unsafe ep_attention_f32_arguments(
                        destination: destination.baseAddress, queries: queries.baseAddress, keys: keys.baseAddress,
                        values: values.baseAddress, head: shape.head, heads: shape.heads,
                        key_heads: shape.keyHeads, query_count: rows, key_count: keyRows, destination_stride: row,
                        query_stride: row, key_stride: keyRow, value_stride: keyRow, key_head_stride: shape.head,
                        value_head_stride: shape.head, scale: shape.scale ?? 1 / Float(shape.head).squareRoot(),
                        is_causal: shape.isCausal)
                    return unsafe runPlanned(arguments, kernel: kernel, isa: isa, on: pool) {
                        unsafe ep_attention_f32_plan($0, $1, $2)
                    }
                }
            }
        }
    }
    if let failure { throw failure }
}
