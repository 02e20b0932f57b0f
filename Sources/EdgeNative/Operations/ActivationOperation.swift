import EdgeKernels

/// An activation that no other operation could take along, fp32.
struct ActivationOperation: Operation {
    let activation: Activation
    let kind: String
    let count: Int

    var arithmetic: Int { count }

    func prepare(on memory: LayerMemory) throws(KernelError) -> PreparedKernel {
        try PreparedKernel(
            on: memory.arena, reading: memory.input(0, of: Float.self), writing: memory.output(of: Float.self)
        ) { source, destination, isa, pool throws(KernelError) in
            try activate(source, by: activation, into: &destination, using: isa, on: pool)
        }
    }
}
