import EdgeKernels

/// A function of one code, read from a table.
struct Lookup: Operation {
    let table: ActivationTable<UInt8>
    let kind: String

    func prepare(on memory: LayerMemory) throws(KernelError) -> PreparedKernel {
        try PreparedKernel(
            on: memory.arena, reading: memory.input(0, of: UInt8.self), writing: memory.output(of: UInt8.self)
        ) { source, destination, isa, pool throws(KernelError) in
            try table.activate(source, into: &destination, using: isa, on: pool)
        }
    }
}
