import EdgeKernels

/// Rows become columns, image by image: from one layout to the other.
struct Transposition: Operation {
    let rows: Int
    let columns: Int
    let elementBits: Int
    /// Channels of each pixel of codes, the last of them zero points; nil for no more than there are.
    var paddedRows: Int?
    var padding: UInt8 = 0

    var kind: String { "layout" }

    func prepare(on memory: LayerMemory) throws(KernelError) -> PreparedKernel {
        guard elementBits != 8 else {
            return try PreparedKernel(
                on: memory.arena, reading: memory.input(0, of: UInt8.self), writing: memory.output(of: UInt8.self)
            ) { source, destination, isa, pool throws(KernelError) in
                try transpose(
                    source, rows: rows, columns: columns, paddedRows: paddedRows, padding: padding,
                    into: &destination, using: isa, on: pool)
            }
        }
        return try PreparedKernel(
            on: memory.arena, reading: memory.input(0, of: Float.self), writing: memory.output(of: Float.self)
        ) { source, destination, isa, pool throws(KernelError) in
            try transpose(source, rows: rows, columns: columns, into: &destination, using: isa, on: pool)
        }
    }
}
