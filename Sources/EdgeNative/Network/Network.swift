import EdgeModels

/// A graph compiled for one precision: storages, and the layers that fill them in order.
struct Network: Sendable {
    var storages: [Storage] = []
    var layers: [Layer] = []
    var inputs: [Port] = []
    var outputs: [Port] = []
    /// Storages that hold the same numbers for ever.
    var constants: [StorageID: [Float]] = [:]
    private(set) var looseCount = 0

    /// An input or output by the name that the graph gives it.
    struct Port: Sendable {
        let name: String
        /// Nil where they are known only after a run.
        let shape: [Int]?
        let type: ElementType?
        let place: Place
    }

    enum Place: Sendable {
        /// Codes that the graph has as s8 lie there as u8, moved up by 128.
        case storage(StorageID)
        case loose(LooseID)
        /// An output that depends on nothing.
        case constant(Tensor)
    }

    subscript(_ id: StorageID) -> Storage { storages[id.index] }

    /// Whether a storage is nothing but a place for what a layer makes, so that it may lie in another one.
    func canMove(_ id: StorageID) -> Bool {
        let isInput = inputs.contains { if case .storage(id) = $0.place { true } else { false } }
        return self[id].host == nil && constants[id] == nil && !isInput
    }

    /// The storage that has a place of its own, and where in it another one lies, in bytes.
    func root(of id: StorageID) -> (storage: StorageID, offset: Int) {
        var (root, offset) = (id, 0)
        while let host = self[root].host { (root, offset) = (host.storage, offset + host.offset) }
        return (root, offset)
    }

    /// How long the network's lists are.
    struct Mark {
        fileprivate let storages: Int
        fileprivate let layers: Int
        fileprivate let looseCount: Int
    }

    var mark: Mark { Mark(storages: storages.count, layers: layers.count, looseCount: looseCount) }

    /// Drops what was added since; nothing older may have been changed.
    mutating func takeBack(to mark: Mark) {
        for index in mark.storages..<storages.count { constants[StorageID(index: index)] = nil }
        storages.removeSubrange(mark.storages...)
        layers.removeSubrange(mark.layers...)
        looseCount = mark.looseCount
    }

    mutating func addLoose() -> LooseID {
        looseCount += 1
        return LooseID(index: looseCount - 1)
    }

    mutating func add(_ storage: Storage) -> StorageID {
        storages.append(storage)
        return StorageID(index: storages.count - 1)
    }
}
