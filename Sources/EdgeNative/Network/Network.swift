import EdgeModels

/// A graph compiled for one precision: storages, and the layers that fill them in order.
struct Network: Sendable {
    var storages: [Storage] = []
    var layers: [Layer] = []
    var inputs: [Port] = []
    var outputs: [Port] = []

    /// An input or output by the name that the graph gives it.
    struct Port: Sendable {
        let name: String
        let shape: [Int]
        let type: ElementType
        let storage: StorageID
    }

    subscript(_ id: StorageID) -> Storage { storages[id.index] }

    mutating func add(_ storage: Storage) -> StorageID {
        storages.append(storage)
        return StorageID(index: storages.count - 1)
    }
}
