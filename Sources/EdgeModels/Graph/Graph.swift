/// A network: values, and the nodes that make one from others.
///
/// The vocabulary is ONNX's at `Graph.operatorSet`, whatever version a file was written in: readers translate, so that
/// passes, engines and writers know one form. Layout is NCHW as there; an engine chooses its own.
public struct Graph: Sendable {
    /// The version of ONNX's default operator set whose meaning every node has.
    public static let operatorSet = 21
    /// Far more than any network has; what has more is damaged or hostile.
    public static let rankAtMost = 32
    /// Of one value.
    public static let elementsAtMost = 1 << 31

    public var name: String
    /// All values, each at the index that its `ValueID` holds.
    ///
    /// Passes leave unused ones in place.
    public private(set) var values: [Value] = []
    /// In an order in which every value is made before it is used.
    public var nodes: [Node] = []
    public var inputs: [ValueID] = []
    public var outputs: [ValueID] = []
    /// What a file of ours says of itself beside the network, by its keys.
    public var properties: [String: String] = [:]

    public init(name: String) {
        self.name = name
    }

    public subscript(_ value: ValueID) -> Value {
        get { values[value.index] }
        set { values[value.index] = newValue }
    }

    public mutating func add(_ value: Value) -> ValueID {
        values.append(value)
        return ValueID(index: values.count - 1)
    }

    /// All there are, in the order in which they were added.
    public var allValues: [ValueID] { values.indices.map { ValueID(index: $0) } }

    public mutating func addConstant(_ name: String, _ tensor: Tensor) -> ValueID {
        add(Value(name: name, constant: tensor))
    }
}

/// A value's place in its graph.
public struct ValueID: Hashable, Sendable {
    public let index: Int
}

/// What flows between nodes, enters, leaves, or is known from the start.
public struct Value: Sendable {
    public var name: String
    /// Nil until shape inference knows it.
    public var type: ElementType?
    /// Nil until shape inference knows how many dimensions there are.
    public var shape: [Dimension]?
    /// Its content, if that never changes: a weight, a bias, a folded result.
    public let constant: Tensor?

    public init(name: String, type: ElementType? = nil, shape: [Dimension]? = nil) {
        self.name = name
        self.type = type
        self.shape = shape
        constant = nil
    }

    public init(name: String, constant: Tensor) {
        self.name = name
        type = constant.type
        shape = constant.shape.map { .fixed($0) }
        self.constant = constant
    }

    /// The sizes, if all are known.
    public var fixedShape: [Int]? {
        guard let shape else { return nil }
        let sizes = shape.compactMap(\.size)
        return sizes.count == shape.count ? sizes : nil
    }
}

/// One size of a shape.
public enum Dimension: Hashable, Sendable {
    case fixed(Int)
    /// Bound by the user, such as `batch`; the same name is the same size everywhere in a graph.
    case named(String)
    case unknown

    public var size: Int? {
        if case .fixed(let size) = self { size } else { nil }
    }
}
