/// A model at one precision, perhaps pruned or distilled: `mobilenet-v2/int8`.
public struct Variant: Codable, Hashable, Sendable {
    public var name: String
    public var precision: Precision
    /// How the file is written; nil for ONNX.
    public var format: ModelFormat?
    /// The file's, as `sha256:` and its digits.
    public var hash: String?
    /// The file's.
    public var modelBytes: Int?
    /// Numbers that training finds.
    public var parameters: Int?
    /// Of one run: multiplies and adds, each counted.
    public var operations: Int?
    /// Of all constants as they are stored, with scales and tables, without what a file adds.
    public var weightBytes: Int?
    /// What the numbers between layers take at the most, in the network's own order.
    public var activationBytes: Int?
    /// Layers that stay at a higher precision than the variant's.
    public var keptLayers: [String] = []
    /// What our own engine plans for them.
    public var arenaBytes: Int?
    /// The one to be shown first; `accuracy(on:isaClass:)` has the one that applies.
    public var accuracy: Accuracy?
    /// Of the model that it was made from, where that is another one.
    public var parentAccuracy: Accuracy?
    /// What was measured of just this file, for each data set, metric, engine and instruction-set class.
    public var accuracies: [Accuracy] = []
    public var layers: [Layer] = []
    /// Of a file that is no graph here: what it is made of, the most frequent first.
    public var operators: [OperatorCount]?
    /// True where answers depend on the runs before; nil where they do not, or what is kept enters and leaves openly.
    public var keepsState: Bool?

    public init(name: String, precision: Precision) {
        self.name = name
        self.precision = precision
    }
}

extension Model {
    /// Of the file that it was given with.
    public var format: ModelFormat { variants.first?.format ?? .onnx }
}

extension Variant {
    /// The accuracy that holds where the variant runs.
    ///
    /// One that was measured on this engine and class comes first; one measured elsewhere is as good as imported, and
    /// says so; without any, the variant's first.
    public func accuracy(on engine: EngineName, isaClass: String?) -> Accuracy? {
        let measured = accuracies.filter { $0.kind == .measured }
        if let here = measured.filter({ $0.engine == engine && $0.isaClass == isaClass }).surest { return here }
        guard accuracy == nil || measured.contains(where: { $0 == accuracy }) else { return accuracy }
        guard var elsewhere = measured.filter({ $0.isaClass == isaClass }).surest ?? measured.surest else {
            return accuracy
        }
        elsewhere.value.source = .imported
        return elsewhere
    }

    /// Adds what was measured, in place of what was measured the same way before; of several the one with the most
    /// samples is shown first.
    public mutating func keep(_ measured: Accuracy) {
        accuracies.keep(measured)
        guard let shown = accuracy else {
            accuracy = measured
            return
        }
        let isLesser =
            shown.kind == .measured && shown.value.source == .measured && measured.kind == .measured
            && shown.metric == measured.metric && shown.value.count < measured.value.count
        if isLesser || shown.measures(sameAs: measured) { accuracy = measured }
    }
}

extension [Accuracy] {
    public mutating func keep(_ measured: Accuracy) {
        removeAll { $0.measures(sameAs: measured) }
        append(measured)
    }
}

extension Accuracy {
    fileprivate func measures(sameAs other: Accuracy) -> Bool {
        kind == other.kind && metric == other.metric && dataset == other.dataset && isaClass == other.isaClass
            && engine == other.engine
    }
}

/// How often a file has an operator.
public struct OperatorCount: Codable, Hashable, Sendable {
    /// As the file's format calls it: `CONV_2D`.
    public var name: String
    public var count: Int
    /// Whether it is none of the format's own: only engines that were given it can run it.
    public var isCustom: Bool

    public init(name: String, count: Int, isCustom: Bool) {
        (self.name, self.count, self.isCustom) = (name, count, isCustom)
    }
}

/// One operation of a network with its work, from which its time can be predicted.
public struct Layer: Codable, Hashable, Sendable {
    public var name: String
    /// Such as `conv`.
    public var operation: String
    /// What decides its ceiling, such as `pointwise`, `depthwise`, `dense`, `gemm` or `gemv`.
    public var kind: String
    /// Of its output.
    public var shape: [Int]
    /// Multiplies and adds, each counted.
    public var operations: Int
    public var bytesRead: Int
    public var bytesWritten: Int
    /// What is done to each sum before it is written, such as `relu` or `hardSwish`.
    public var activation: String?

    public init(
        name: String, operation: String, kind: String, shape: [Int], operations: Int, bytesRead: Int, bytesWritten: Int,
        activation: String? = nil
    ) {
        self.name = name
        self.operation = operation
        self.kind = kind
        self.shape = shape
        self.operations = operations
        self.bytesRead = bytesRead
        self.bytesWritten = bytesWritten
        self.activation = activation
    }
}

extension [Accuracy] {
    /// The one with the most samples; of equals the latest.
    fileprivate var surest: Accuracy? { reversed().max { $0.value.count < $1.value.count } }
}
