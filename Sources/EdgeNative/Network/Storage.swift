import EdgeModels

/// Memory that layers write once and read as often as they like.
struct Storage: Sendable {
    /// Of the value in the graph, for messages.
    let name: String
    let type: ElementType
    let count: Int
    /// The storage that it is a part of, if it has no place of its own.
    var host: Host?

    struct Host: Sendable {
        let storage: StorageID
        /// In bytes.
        let offset: Int
    }

    /// Whole cache lines, so that no two storages share one.
    var bytes: Int { (count * type.bits / 8 + 63) / 64 * 64 }
}

struct StorageID: Hashable, Sendable {
    let index: Int
}
