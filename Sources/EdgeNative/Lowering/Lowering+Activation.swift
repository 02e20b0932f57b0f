import EdgeKernels
import EdgeModels

extension Lowering {
    mutating func lowerActivation(_ node: Node) throws(NativeError) {
        guard let activation = activation(of: node) else { throw unsupported(node, "its limits are not constant") }
        let value = try result(of: node)
        if let (source, scaling) = codes(node.input(0)), let tail = integerTail(after: value),
            tail.nodes.count == 1
        {
            let output = store(
                tail.result, shape: source.shape, layout: source.layout, form: .codes(tail.quantization))
            do throws(KernelError) {
                let table = try ActivationTable(
                    activation, source: scaling.scaling, destination: tail.quantization.scaling)
                append(node, Lookup(table: table, kind: node.operation.name), [source], output)
            } catch {
                throw .kernel(error, layer: node.name)
            }
            finish(tail, output)
            return
        }
        let source = try reals(node.input(0), of: node)
        var (kind, function, whole) = (node.operation.name, activation, value)
        if let (number, product) = product(of: node, with: value), let made = product.outputs.first.flatMap(\.self) {
            (kind, function, whole) = ("SiLU", .silu, made)
            taken.insert(number)
        }
        let output = store(whole, shape: source.shape, layout: source.layout, form: form(of: whole))
        append(
            node,
            ActivationOperation(
                activation: function, kind: kind, count: source.count, source: source.form.float,
                destination: output.form.float),
            [source], output)
        sources[whole] = .stored(output)
    }

    /// What multiplies a Sigmoid with the very numbers that went into it.
    private func product(of node: Node, with gate: ValueID) -> (number: Int, node: Node)? {
        guard node.operation == "Sigmoid", let input = node.input(0), let reader = soleReader(of: gate),
            reader.node.operation == "Mul", reader.node.inputs == [input, gate] || reader.node.inputs == [gate, input]
        else { return nil }
        return reader
    }

    private func activation(of node: Node) -> Activation? {
        switch node.operation.name {
        case "Relu", "Clip": bounds(of: node).map { .clip($0) }
        case "HardSigmoid":
            .hardSigmoid(slope: node.float("alpha", else: 0.2), offset: node.float("beta", else: 0.5))
        case "HardSwish": .hardSwish
        case "Sigmoid": .sigmoid
        case "Tanh": .tanh
        case "Gelu": node.text("approximate", else: "none") == "tanh" ? .geluByTanh : .gelu
        default: nil
        }
    }
}

extension Lowering {
    /// A function of one number that no kernel knows: of codes it is a table, of floats it is called for each.
    mutating func lowerFunction(_ node: Node) throws(NativeError) {
        guard let known = PlainOperators.functions[node.operation] else {
            throw unsupported(node, "the engine has no such operator")
        }
        let function = known(PlainCall(node: node, inputs: [], limits: PlainLimits()))
        let value = try result(of: node)
        if let (source, present) = codes(node.input(0)), let tail = integerTail(after: value), tail.nodes.count == 1 {
            let output = store(
                tail.result, shape: source.shape, layout: source.layout, form: .codes(tail.quantization))
            let table = Lookup(kind: node.operation.name, of: present) { number in
                tail.quantization.code(Float(function(Double(number))))
            }
            append(node, table, [source], output)
            finish(tail, output)
            return
        }
        let source = try floats(node.input(0), of: node)
        let output = store(value, shape: source.shape, layout: source.layout, form: .f32)
        append(
            node, MapOperation(kind: node.operation.name, count: source.count, function: function), [source], output)
        sources[value] = .stored(output)
    }
}
