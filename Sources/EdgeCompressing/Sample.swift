public import EdgeModels

/// One input of a network: what a picture or an array became.
public struct Sample: Sendable {
    /// The file, and the place in it where there are several.
    public let name: String
    /// By the names of the network's inputs.
    public let tensors: [String: Tensor]

    public init(name: String, tensors: [String: Tensor]) {
        self.name = name
        self.tensors = tensors
    }
}

/// Inputs with what is to be said of them.
public struct SampleSet: Sendable {
    public var samples: [Sample]
    /// In words: `folder pictures`, `made-up numbers`.
    public var source: String
    /// Of the content of all files, in their order.
    public var hash: String?
    /// Whether the numbers are made up.
    public var isMadeUp: Bool

    public init(samples: [Sample], source: String, hash: String?, isMadeUp: Bool = false) {
        self.samples = samples
        self.source = source
        self.hash = hash
        self.isMadeUp = isMadeUp
    }

    /// Every so-many-th run of inputs apart from the rest, in the order of their names: files that belong together,
    /// such as cuttings of one photograph, mostly stand beside each other and stay on one side.
    public func split(heldOut share: Double) -> (kept: SampleSet, heldOut: SampleSet) {
        let count = Int((Double(samples.count) * share).rounded())
        var (kept, heldOut) = (self, self)
        kept.samples = Array(samples.dropLast(count))
        heldOut.samples = Array(samples.suffix(count))
        return (kept, heldOut)
    }
}
