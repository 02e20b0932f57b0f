/// How a node of an older operator set is written in the newest: one change of one operator.
struct Upgrade: Sendable {
    typealias Change = @Sendable (inout Node, inout GraphAssembly) throws(NodeFault) -> Void

    let operation: OperatorName
    /// The version whose form the change reaches.
    let before: Int
    let apply: Change

    init(_ operation: OperatorName, before: Int = .max, _ apply: @escaping Change) {
        self.operation = operation
        self.before = before
        self.apply = apply
    }

    /// Those of one operator stand in the order of their versions.
    static let all = Dictionary(
        grouping: axes + bounds + images + training + broadcasts + shapes + newer, by: \.operation)
}

extension GraphAssembly {
    /// Makes an input out of an attribute that held whole numbers; nothing if the node has no such attribute.
    mutating func moveToInput(_ attribute: String, _ place: Int, of node: inout Node) {
        guard case .integers(let numbers)? = node.attributes.removeValue(forKey: attribute) else { return }
        node.setInput(place, constant(Tensor(numbers), of: node, attribute))
    }
}

extension Node {
    /// Sets an input, with those before it left out if there are none.
    mutating func setInput(_ place: Int, _ value: ValueID) {
        while inputs.count <= place { inputs.append(nil) }
        inputs[place] = value
    }
}
