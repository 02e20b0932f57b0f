/// A place in one arena for every storage, none overlapping another that is in use at the same time.
struct MemoryPlan: Sendable {
    /// The place of each storage, in bytes.
    let offsets: [Int]
    /// The arena's size: the peak, known before anything runs.
    let bytes: Int

    /// The largest storages are placed first, each at the lowest place that is free for as long as it is used.
    ///
    /// Inputs, outputs and constants stay for as long as there is an arena, so nothing else may lie there.
    init(_ network: Network) {
        let uses = Self.uses(of: network)
        var offsets = [Int](repeating: 0, count: network.storages.count)
        var placed = PlacedStorages(layers: network.layers.count)
        let order = network.storages.indices.filter { uses[$0] != nil }
            .sorted { (network.storages[$1].bytes, $0) < (network.storages[$0].bytes, $1) }
        for index in order {
            guard let use = uses[index] else { continue }
            let bytes = network.storages[index].bytes
            offsets[index] = Self.lowestGap(bytes, among: placed.inUse(during: use))
            placed.add(PlacedStorages.Placed(start: offsets[index], end: offsets[index] + bytes, use: use))
        }
        for index in network.storages.indices where network.storages[index].host != nil {
            let (root, offset) = network.root(of: StorageID(index: index))
            offsets[index] = offsets[root.index] + offset
        }
        self.offsets = offsets
        bytes = placed.end
    }

    private static func lowestGap(_ bytes: Int, among taken: [PlacedStorages.Placed]) -> Int {
        var start = 0
        for other in taken.sorted(by: { $0.start < $1.start }) where other.end > start {
            if other.start >= start + bytes { break }
            start = other.end
        }
        return start
    }

    /// From the layer that writes a storage to the last one that reads it; nil where nobody does either, and for what
    /// lies in another storage, whose use it is.
    private static func uses(of network: Network) -> [ClosedRange<Int>?] {
        var uses = [ClosedRange<Int>?](repeating: nil, count: network.storages.count)
        for (number, layer) in network.layers.enumerated() {
            for id in layer.inputs + layer.outputs {
                let root = network.root(of: id).storage.index
                uses[root] = (uses[root]?.lowerBound ?? number)...number
            }
        }
        let always = 0...network.layers.count
        for port in network.inputs + network.outputs {
            if case .storage(let id) = port.place { uses[network.root(of: id).storage.index] = always }
        }
        for id in network.constants.keys { uses[id.index] = always }
        return uses
    }
}
