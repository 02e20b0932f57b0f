import EdgeKernels

/// A function of one number that no kernel knows, fp32.
struct MapOperation: Operation {
    let kind: String
    let count: Int
    let function: @Sendable (Double) -> Double

    var arithmetic: Int { count }

    func prepare(on memory: LayerMemory) throws(KernelError) -> PreparedKernel {
        let function = function
        return try PreparedKernel(
            on: memory.arena, mapping: memory.input(0, of: Float.self), to: memory.output(of: Float.self)
        ) { Float(function(Double($0))) }
    }
}
