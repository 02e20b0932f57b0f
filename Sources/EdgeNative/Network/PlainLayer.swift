import EdgeModels

/// A node that no kernel computes: an operator runs as its definition reads, and may allocate.
struct PlainLayer: Sendable {
    let node: Node
    let inputs: [Input?]
    let outputs: [Output?]

    /// Where a tensor comes from.
    enum Input: Sendable {
        case constant(Tensor)
        /// In a storage: fp32, or codes of 8 bits as the graph has them.
        case stored(StorageID, shape: [Int], type: ElementType)
        case loose(LooseID)
    }

    /// Where a tensor goes.
    enum Output: Sendable {
        case stored(StorageID, shape: [Int])
        case loose(LooseID)
    }

    var readStorages: [StorageID] {
        inputs.compactMap { if case .stored(let id, _, _)? = $0 { id } else { nil } }
    }

    var writtenStorages: [StorageID] {
        outputs.compactMap { if case .stored(let id, _)? = $0 { id } else { nil } }
    }
}

/// A value of a size or a type that no storage has: it is kept as a tensor of its own, beside the arena.
struct LooseID: Hashable, Sendable {
    let index: Int
}
