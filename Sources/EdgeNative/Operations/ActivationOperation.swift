import EdgeKernels

/// An activation that no other operation could take along, computed in fp32.
struct ActivationOperation: Operation {
    let activation: Activation
    let kind: String
    let count: Int
    var source = ActivationType.f32
    var destination = ActivationType.f32

    var arithmetic: Int { count }

    func prepare(on memory: LayerMemory) throws(KernelError) -> PreparedKernel {
        try prepare(on: memory, source.type, destination.type)
    }

    private func prepare<Source: ActivationFloat, Destination: ActivationFloat>(
        on memory: LayerMemory, _: Source.Type, _: Destination.Type
    ) throws(KernelError) -> PreparedKernel {
        try PreparedKernel(
            on: memory.arena, reading: memory.input(0, of: Source.self), writing: memory.output(of: Destination.self)
        ) { source, destination, isa, pool throws(KernelError) in
            try activate(source, by: activation, into: &destination, using: isa, on: pool)
        }
    }
}

extension ActivationOperation {
    /// The same numbers as floats of another type.
    init(from source: ActivationType, to destination: ActivationType, count: Int) {
        let all = -Float.infinity...Float.infinity
        self.init(
            activation: .clip(all), kind: destination == .f32 ? "widening" : "rounding", count: count, source: source,
            destination: destination)
    }
}
