/// Builds a graph out of a file's message: names become places, old nodes become new ones, shapes are inferred.
struct GraphAssembly {
    /// Of each domain; what no node needs may be missing.
    let operatorSets: [String: Int]
    private var inference: Inference
    private var places: [String: ValueID] = [:]
    /// Nodes that cannot be, where they are to be listed and not to end the reading.
    private(set) var faults: [GraphError] = []
    private let listsFaults: Bool
    /// Nodes that translating the present one put behind it.
    private var following: [Node] = []
    private var described: [String: ValueMessage] = [:]
    /// Values that somebody takes.
    private(set) var used: Set<String> = []

    init(name: String, operatorSets: [String: Int], listsFaults: Bool) {
        self.listsFaults = listsFaults
        self.operatorSets = operatorSets
        inference = Inference(Graph(name: name))
    }

    mutating func graph(of message: GraphMessage, binding: [String: Int]) throws(ONNXError) -> Graph {
        used = message.used
        described = Dictionary((message.described + message.outputs).map { ($0.name, $0) }) { first, _ in first }
        let inputs = message.inputs.filter { message.initializers[$0.name] == nil }
        let rest = try addInputs(inputs, binding)
        try bind(rest)
        try addContent(of: message)
        for output in message.outputs {
            guard let place = places[output.name] else { throw .missingValue(output.name, node: "output") }
            inference.graph.outputs.append(place)
        }
        var graph = inference.graph
        graph.replaceKnownSizes(inference.contents)
        return graph
    }

    /// A graph's constants and nodes, which may take what is there already.
    private mutating func addContent(of message: GraphMessage) throws(ONNXError) {
        for name in message.initializerNames where used.contains(name) {
            guard let tensor = message.initializers[name] else { continue }
            places[name] = inference.graph.addConstant(name, tensor)
        }
        let given = Set(places.keys).union(message.initializerNames)
        for place in try NodeOrder.order(message.nodes, given: given) { try add(message.nodes[place]) }
    }

    /// Puts the nodes of the branch that an `If` takes in its place, where that is known; false where it is not.
    private mutating func addBranch(of message: NodeMessage) throws(ONNXError) -> Bool {
        guard message.operation == "If", let input = message.inputs.first,
            let choice = inference.known(places[input])?.content?.first?.size,
            let branch = message.branches[choice == 0 ? "else_branch" : "then_branch"],
            branch.outputs.count >= message.outputs.count
        else { return false }
        used.formUnion(branch.used)
        try addContent(of: branch)
        for (outer, inner) in zip(outputs(message), branch.outputs) {
            guard let value = places[inner.name] else { throw .missingValue(inner.name, node: message.name) }
            guard let outer else { continue }
            try addChecked(
                Node(name: message.name, operation: "Identity", inputs: [value], outputs: [outer]), from: .max)
        }
        return true
    }

    /// Inputs, or constants for those of one whole number that the user binds: it may decide what the network is.
    ///
    /// - Returns: What is bound beside them.
    private mutating func addInputs(
        _ inputs: [ValueMessage], _ binding: [String: Int]
    ) throws(ONNXError) -> [String: Int] {
        var rest = binding
        for input in inputs {
            if let number = binding[input.name], let tensor = input.tensor(holding: number) {
                places[input.name] = inference.graph.addConstant(input.name, tensor)
                rest[input.name] = nil
                continue
            }
            guard input.isTensor, let type = input.type else {
                throw .badInterface(
                    name: "input \(input.name)", why: "it is no tensor, or of no type that is supported")
            }
            // What has no name cannot be bound, so that each open size gets one.
            let shape = input.shape?.enumerated().map { place, size in
                size == .unknown ? .named("\(input.name)[\(place)]") : size
            }
            let value = inference.graph.add(Value(name: input.name, type: type, shape: shape))
            guard places.updateValue(value, forKey: input.name) == nil else {
                throw .duplicateName(input.name, of: "inputs")
            }
            inference.graph.inputs.append(value)
        }
        return rest
    }

    private mutating func bind(_ binding: [String: Int]) throws(ONNXError) {
        do throws(GraphError) {
            try inference.graph.setSizes(binding)
        } catch {
            throw .graph(error)
        }
    }

    private mutating func add(_ message: NodeMessage) throws(ONNXError) {
        if let tensor = message.constant {
            places[message.outputs[0]] = inference.graph.addConstant(message.outputs[0], tensor)
            return
        }
        guard try !addBranch(of: message) else { return }
        let domain = message.operation.domain
        guard let version = operatorSets[domain] ?? (domain.isEmpty ? nil : 1) else {
            throw .noOperatorSet(domain: domain)
        }
        let node = Node(
            name: message.name, operation: message.operation,
            inputs: message.inputs.trimmed.map { $0.isEmpty ? nil : places[$0] },
            outputs: outputs(message), attributes: message.attributes)
        try addChecked(node, from: version)
    }

    private mutating func addChecked(_ node: Node, from version: Int) throws(ONNXError) {
        do throws(GraphError) {
            try addUpgraded(node, from: version)
        } catch {
            guard listsFaults else { throw .graph(error) }
            faults.append(error)
        }
    }

    private mutating func addUpgraded(_ original: Node, from version: Int) throws(GraphError) {
        var node = original
        following = []
        try upgrade(&node, from: version)
        try append(node)
        for follower in following { try append(follower) }
    }

    /// New values for a node's outputs, with what the file says of them until inference knows better.
    private mutating func outputs(_ message: NodeMessage) -> [ValueID?] {
        // Outputs that nobody takes are left out; the first stays, which every operator makes.
        let names = message.outputs.enumerated().map { $0 == 0 || used.contains($1) ? $1 : "" }
        return names.trimmed.map { name in
            guard !name.isEmpty else { return nil }
            let said = described[name]
            let value = inference.graph.add(Value(name: name, type: said?.type, shape: said?.shape))
            places[name] = value
            return value
        }
    }

    private mutating func upgrade(_ node: inout Node, from version: Int) throws(GraphError) {
        do throws(NodeFault) {
            for upgrade in Upgrade.all[node.operation] ?? [] where version < upgrade.before {
                try upgrade.apply(&node, &self)
            }
        } catch {
            throw .badNode(name: node.name, operation: node.operation, error)
        }
    }

    private mutating func append(_ node: Node) throws(GraphError) {
        if OperatorTable[node.operation] != nil { try inference.visit(node) }
        inference.graph.nodes.append(node)
    }
}

// MARK: - What upgrades use

extension GraphAssembly {
    func known(_ value: ValueID?) -> NodeFacts.Known? { inference.known(value) }

    /// A constant that a node needs in its newer form.
    mutating func constant(_ tensor: Tensor, of node: Node, _ word: String) -> ValueID {
        inference.graph.addConstant(freshName(node, word), tensor)
    }

    /// Adds a node before the present one, and gives its output.
    mutating func insert(
        _ operation: OperatorName, _ inputs: [ValueID?], of node: Node, _ word: String,
        attributes: [String: Attribute] = [:]
    ) throws(NodeFault) -> ValueID {
        let output = inference.graph.add(Value(name: freshName(node, word)))
        let inserted = Node(
            name: "\(node.name)/\(word)", operation: operation, inputs: inputs, outputs: [output],
            attributes: attributes)
        do throws(GraphError) {
            try append(inserted)
        } catch {
            guard case .badNode(_, _, let fault) = error else { throw .unknownOperator }
            throw fault
        }
        return output
    }

    /// Adds a node behind the present one that makes its first output from a value that the present one makes then.
    mutating func follow(
        _ node: inout Node, by operation: OperatorName, _ word: String, inputs: [ValueID?] = []
    ) {
        let between = inference.graph.add(Value(name: freshName(node, word)))
        following.append(
            Node(
                name: "\(node.name)/\(word)", operation: operation, inputs: [between] + inputs,
                outputs: [node.outputs.first ?? nil]))
        node.outputs[0] = between
    }

    private func freshName(_ node: Node, _ word: String) -> String {
        let made = (node.outputs.first ?? nil).map { inference.graph[$0].name } ?? node.name
        var name = "\(made)/\(word)"
        while used.contains(name) || described[name] != nil || places[name] != nil { name += "'" }
        return name
    }
}

extension [String] {
    /// Without the empty names at the end, which stand for what is left out.
    fileprivate var trimmed: [String] {
        Array(prefix((lastIndex { !$0.isEmpty } ?? -1) + 1))
    }
}

extension NodeMessage {
    /// What a `Constant` node holds; nil for any other, and for texts.
    fileprivate var constant: Tensor? {
        guard operation == "Constant", outputs.count == 1, attributes.count == 1 else { return nil }
        return switch attributes.first?.value {
        case .tensor(let tensor): tensor
        case .integer(let number): Tensor(scalar: number)
        case .integers(let numbers): Tensor(numbers)
        case .float(let number): Tensor(scalar: number)
        case .floats(let numbers): Tensor(numbers)
        default: nil
        }
    }
}

extension ValueMessage {
    /// A number as the input has it; nil if it is no single whole number.
    fileprivate func tensor(holding number: Int) -> Tensor? {
        let sizes = shape ?? []
        guard isTensor, sizes.allSatisfy({ $0 == .fixed(1) }) else { return nil }
        let shape = sizes.map { _ in 1 }
        switch type {
        case .s64: return try? Tensor(shape: shape, elements: .s64([Int64(number)]))
        case .s32: return Int32(exactly: number).flatMap { try? Tensor(shape: shape, elements: .s32([$0])) }
        default: return nil
        }
    }
}
