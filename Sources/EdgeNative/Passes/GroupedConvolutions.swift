import EdgeModels

extension Graph {
    /// Makes one convolution of all channels out of one in groups that no kernel computes: zeros stand between the groups.
    ///
    /// That is more arithmetic, and still far less time than reading the definition for each number.
    mutating func joinGroups() {
        var makers: [ValueID: Int] = [:]
        var readers: [ValueID: Int] = [:]
        for (number, node) in nodes.enumerated() {
            for output in node.outputs.compactMap(\.self) { makers[output] = number }
            for input in node.inputs.compactMap(\.self) { readers[input, default: 0] += 1 }
        }
        for (number, node) in nodes.enumerated() where node.operation == "Conv" {
            let groups = node.integer("group", else: 1)
            guard groups > 1, let id = node.input(1), let source = node.input(0).flatMap({ self[$0].fixedShape }),
                !hasKernel(node, groups, source)
            else { continue }
            if let weights = self[id].constant {
                guard let joined = weights.joined(groups: groups) else { continue }
                nodes[number].inputs[1] = addConstant(self[id].name + " joined", joined)
            } else {
                // Codes that stand for weights, of which this layer alone is made.
                guard let maker = makers[id], nodes[maker].operation == "DequantizeLinear", readers[id] == 1,
                    let codes = nodes[maker].input(0), let weights = self[codes].constant,
                    isSymmetric(nodes[maker]), let joined = weights.joined(groups: groups)
                else { continue }
                nodes[maker].inputs[0] = addConstant(self[codes].name + " joined", joined)
                self[id].shape = joined.shape.map { .fixed($0) }
            }
            nodes[number].attributes["group"] = .integer(1)
        }
    }

    private func hasKernel(_ node: Node, _ groups: Int, _ source: [Int]) -> Bool {
        guard let weights = node.input(1).flatMap({ self[$0].fixedShape }), weights.count == source.count,
            source.count >= 3, source[1] == groups, weights[0] == groups
        else { return false }
        return ConvolutionGeometry(node, source: source, kernel: Array(weights[2...]))?.isSquare ?? false
    }

    /// Whether code 0 stands for 0.
    private func isSymmetric(_ node: Node) -> Bool {
        guard let id = node.input(2) else { return true }
        guard let zeros = self[id].constant else { return false }
        return switch zeros.elements {
        case .s8(let all): all.allSatisfy { $0 == 0 }
        case .u8(let all): all.allSatisfy { $0 == 0 }
        default: false
        }
    }
}

extension Tensor {
    /// What more would be is slower than it is worth.
    private static let joinedAtMost = 1 << 22

    /// Weights of outputs over their own group's channels, as weights over all channels.
    fileprivate func joined(groups: Int) -> Tensor? {
        guard shape.count >= 3, groups > 1, shape[0] % groups == 0,
            let count = Tensor.count(shape + [groups]), 1...Self.joinedAtMost ~= count
        else { return nil }
        let row = shape[1...].reduce(1, *)
        let outputs = shape[0] / groups
        func spread<Element>(_ all: [Element], _ zero: Element) -> [Element] {
            var spread = Array(repeating: zero, count: count)
            for output in 0..<shape[0] {
                let start = (output * groups + output / outputs) * row
                spread.replaceSubrange(start..<start + row, with: all[output * row..<(output + 1) * row])
            }
            return spread
        }
        let elements: Elements
        switch self.elements {
        case .f32(let all): elements = .f32(spread(all, 0))
        case .s8(let all): elements = .s8(spread(all, 0))
        case .u8(let all): elements = .u8(spread(all, 0))
        default: return nil
        }
        return try? Tensor(shape: [shape[0], shape[1] * groups] + shape[2...], elements: elements)
    }
}
