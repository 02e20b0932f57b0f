import EdgeKernels

/// The layer as a model's engine would hold it: packed once, with threads and room for the results.
struct KernelRun {
    let layer: Layer
    let pool: ThreadPool
    let packed: PackedWeights
    let isa: InstructionSet
    let results: AlignedBuffer<UInt8>

    init(_ layer: Layer, threads: Int) throws(KernelError) {
        let pool = try ThreadPool(threads: threads)
        let packed = try PackedWeights(layer.weights)
        let results = try AlignedBuffer<UInt8>(count: layer.rows * layer.columns, repeating: 0)
        isa = try InstructionSet.fastest { isa throws(KernelError) in
            try results.withMutableSpan { results throws(KernelError) in
                try multiply(
                    layer.activations.span, rows: layer.rows, by: packed, into: &results, zeroPoint: 128,
                    using: isa, on: pool)
            }
        }
        self.layer = layer
        self.pool = pool
        self.packed = packed
        self.results = results
    }

    func callAsFunction() throws(KernelError) {
        try results.withMutableSpan { results throws(KernelError) in
            try multiply(
                layer.activations.span, rows: layer.rows, by: packed, into: &results, zeroPoint: 128, using: isa,
                on: pool)
        }
    }
}
