import EdgeRecords

/// What an engine told of layers, by the names of a model's own.
///
/// Engines fuse nodes and put others in: `block-1/expand/relu` is part of `block-1/expand`, and what has a name that the
/// model does not know, or only widens numbers again, belongs to the layer behind it, which it lays them out for.
struct TimedLayers {
    let nanoseconds: [String: Double]

    /// Of less than this part of the time nobody would know where it belongs.
    private static let leastNamed = 0.5

    /// - Parameter told: in the order in which they run.
    /// - Returns: nil where nothing was told, or too little by names that the model knows.
    init?(_ told: [LayerMeasurement], of variant: Variant) {
        let known = Set(variant.layers.map(\.name))
        var nanoseconds: [String: Double] = [:]
        var (named, all) = (0.0, 0.0)
        var (waiting, last) = (0.0, variant.layers.first?.name)
        for layer in told {
            let time = layer.nanoseconds.value
            all += time
            guard let own = Self.layer(of: layer.name, known),
                own == layer.name || layer.operation != "DequantizeLinear"
            else {
                waiting += time
                continue
            }
            named += time
            nanoseconds[own, default: 0] += time + waiting
            (waiting, last) = (0, own)
        }
        if let last { nanoseconds[last, default: 0] += waiting }
        guard all > 0, named >= Self.leastNamed * all else { return nil }
        self.nanoseconds = nanoseconds
    }

    /// The longest known name that it begins with.
    private static func layer(of name: String, _ known: Set<String>) -> String? {
        var start = name[...]
        while true {
            if known.contains(String(start)) { return String(start) }
            guard let slash = start.lastIndex(of: "/") else { return nil }
            start = start[..<slash]
        }
    }
}
