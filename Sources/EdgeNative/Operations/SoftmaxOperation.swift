import EdgeKernels

/// Numbers of each row that sum to 1, fp32.
struct SoftmaxOperation: Operation {
    let columns: Int

    var kind: String { "softmax" }

    func prepare(on memory: LayerMemory) throws(KernelError) -> PreparedKernel {
        try PreparedKernel(
            on: memory.arena, reading: memory.input(0, of: Float.self), writing: memory.output(of: Float.self)
        ) { source, destination, isa, pool throws(KernelError) in
            try softmax(source, columns: columns, into: &destination, using: isa, on: pool)
        }
    }
}
