extension Operator {
    /// Whether a node has as many inputs and outputs as it may, and the attributes that there are.
    func check(_ node: Node) throws(NodeFault) {
        guard inputCounts.contains(node.inputs.count) else {
            throw .inputCount(
                found: node.inputs.count, least: inputCounts.lowerBound, most: inputCounts.upperBound)
        }
        guard outputCounts.contains(node.outputs.count) else {
            throw .outputCount(
                found: node.outputs.count, least: outputCounts.lowerBound, most: outputCounts.upperBound)
        }
        for (place, input) in node.inputs.enumerated() where input == nil {
            guard let parameter = Self.parameter(place, of: inputs), parameter.presence != .optional else { continue }
            throw .missingInput(parameter.name)
        }
        // In one order, so that the same file always gives the same error.
        for (name, value) in node.attributes.sorted(by: { $0.key < $1.key }) { try check(name, value) }
        for (name, attribute) in attributes.sorted(by: { $0.key < $1.key })
        where attribute.isRequired && node.attributes[name] == nil { throw .missingAttribute(name) }
    }

    private func check(_ name: String, _ value: Attribute) throws(NodeFault) {
        guard let attribute = attributes[name] else { throw .unknownAttribute(name) }
        if case .unsupported(let content) = value { throw .unsupportedAttribute(name, content: content) }
        guard value.kind == attribute.kind else { throw .attributeKind(name, wanted: attribute.kind.rawValue) }
    }
}

extension NodeFacts {
    /// Checks the inputs' types, and gives the outputs those that follow.
    mutating func bindTypes() throws(NodeFault) {
        var bound: [String: ElementType] = [:]
        for (place, input) in inputs.enumerated() {
            guard let type = input?.type, let parameter = Operator.parameter(place, of: row.inputs) else { continue }
            let allowed = row.allowed(parameter.type)
            guard allowed.contains(type) else {
                throw .inputType(parameter.name, found: type, wanted: allowed.sorted { $0.rawValue < $1.rawValue })
            }
            // Where inputs need not agree, the row has a variable for each, or none.
            guard !parameter.type.isEmpty, let other = bound.updateValue(type, forKey: parameter.type), other != type
            else { continue }
            throw .mixedTypes(parameter.name, found: type, wanted: other)
        }
        for place in outputs.indices {
            guard let parameter = Operator.parameter(place, of: row.outputs) else { continue }
            outputs[place].type = bound[parameter.type] ?? ElementType(rawValue: parameter.type)
        }
    }
}

extension Operator {
    /// The types that a variable stands for, or the one that is named.
    fileprivate func allowed(_ variable: String) -> Set<ElementType> {
        types[variable] ?? ElementType(rawValue: variable).map { [$0] } ?? Set(ElementType.allCases)
    }
}
