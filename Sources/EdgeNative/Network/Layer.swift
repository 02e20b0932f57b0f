import EdgeKernels

/// One step of a compiled network.
struct Layer: Sendable {
    /// Of the node, or of the first of several that were fused.
    var name: String
    var work: Work
    var inputs: [StorageID]
    var outputs: [StorageID]

    enum Work: Sendable {
        case kernels(any Operation)
        case plain(PlainLayer)
    }

    /// What kernels compute; nil for a plain layer.
    var operation: (any Operation)? {
        if case .kernels(let operation) = work { operation } else { nil }
    }
}

/// What a layer does, with all that it knows before it is given memory.
protocol Operation: Sendable {
    /// In words, for tables: `convolution 3×3`.
    var kind: String { get }
    /// Multiplications and additions of one run.
    var arithmetic: Int { get }
    /// Bytes of packed weights.
    var weightBytes: Int { get }

    /// Checks and plans the kernels on the memory that the layer was given.
    func prepare(on memory: LayerMemory) throws(KernelError) -> PreparedKernel
}

extension Operation {
    var arithmetic: Int { 0 }
    var weightBytes: Int { 0 }
}

/// Where a layer's inputs and outputs lie in the arena.
struct LayerMemory {
    let arena: Arena
    let inputs: [Place]
    let outputs: [Place]

    struct Place {
        let offset: Int
        let count: Int
    }

    func input<Element>(_ number: Int, of type: Element.Type = Element.self) -> Region<Element> {
        Region(offset: inputs[number].offset, count: inputs[number].count)
    }

    func output<Element>(_ number: Int = 0, of type: Element.Type = Element.self) -> Region<Element> {
        Region(offset: outputs[number].offset, count: outputs[number].count)
    }
}
