import EdgeModels

/// Rounds the weights of layers so that their outputs change least on the inputs that were seen.
enum WeightFitting {
    /// - Returns: How many layers were rounded so; the rest is rounded to what is nearest when they are written.
    static func fit(
        _ graph: inout Graph, _ plan: inout QuantizationPlan, _ grams: [Int: Gram], _ work: Work
    ) throws(CompressionError) -> Int {
        let layers = QuantizableLayers(graph)
        let nodes = grams.keys.sorted()
        var fitted = 0
        for (place, number) in nodes.enumerated() {
            try work.report("rounding weights", place, of: nodes.count)
            let node = graph.nodes[number]
            guard let gram = grams[number], let rounding = LeastSquaresRounding(gram), let value = node.input(1),
                let weights = graph[value].constant, let numbers = weights.floats
            else { continue }
            let axis = layers.channelAxis(of: node)
            guard let scales = WeightRounding.scales(of: weights, axis: axis, largestCode: 127) else { continue }
            let rounded =
                axis == 0
                ? rounded(numbers, scales, rounding, depth: gram.size)
                : turned(
                    Self.rounded(
                        turned(numbers, rows: gram.size), scales, rounding, depth: gram.size), rows: scales.count)
            graph.replaceConstant(
                of: number, 1, Tensor(unchecked: .f32(rounded), shape: weights.shape), named: graph[value].name)
            if let own = graph.nodes[number].input(1) { plan.weightScales[own] = scales }
            fitted += 1
        }
        return fitted
    }

    /// The same for convolutions of each channel by itself.
    static func fitChannels(_ graph: inout Graph, _ plan: inout QuantizationPlan, _ grams: [Int: ChannelGrams]) -> Int {
        var fitted = 0
        for number in grams.keys.sorted() {
            guard let gram = grams[number], let value = graph.nodes[number].input(1),
                let weights = graph[value].constant, let numbers = weights.floats,
                let scales = WeightRounding.scales(of: weights, axis: 0, largestCode: 127),
                numbers.count == scales.count * gram.size
            else { continue }
            var rounded: [Float] = []
            var steps = scales
            for channel in scales.indices {
                let own = numbers[channel * gram.size..<(channel + 1) * gram.size]
                guard let found = gram.rounded(own, of: channel, largestCode: 127) else {
                    // What was not seen is rounded to the nearest when it is written.
                    rounded += Array(own)
                    continue
                }
                rounded += found.weights
                steps[channel] = found.scale
            }
            graph.replaceConstant(
                of: number, 1, Tensor(unchecked: .f32(rounded), shape: weights.shape), named: graph[value].name)
            if let own = graph.nodes[number].input(1) { plan.weightScales[own] = steps }
            fitted += 1
        }
        return fitted
    }

    /// The same in 4 bits, with a step for each block of an output's inputs.
    ///
    /// - Returns: The steps of all that were rounded so, by the weights' new values.
    static func fitHalves(
        _ graph: inout Graph, _ grams: [Int: Gram], block: Int, _ work: Work
    ) throws(CompressionError) -> [ValueID: BlockScales] {
        let layers = QuantizableLayers(graph)
        var steps: [ValueID: BlockScales] = [:]
        for (count, number) in grams.keys.sorted().enumerated() {
            try work.report("rounding weights", count, of: grams.count)
            let node = graph.nodes[number]
            let axis = layers.channelAxis(of: node)
            guard let gram = grams[number], let rounding = LeastSquaresRounding(gram), let value = node.input(1),
                // What several layers share cannot suit the inputs of each.
                graph.nodes.count(where: { $0.inputs.contains(value) }) == 1,
                let weights = graph[value].constant, let numbers = weights.floats,
                let own = BlockScales(of: weights, axis: axis, block: block)
            else { continue }
            let outputs = numbers.count / gram.size
            var rounded = numbers
            for output in 0..<outputs {
                func place(_ input: Int) -> Int { axis == 0 ? output * gram.size + input : input * outputs + output }
                let found = rounding.rounded(
                    (0..<gram.size).map { numbers[place($0)] }[...], scales: { own.step(at: place($0)) }, largestCode: 7
                )
                for (input, weight) in found.enumerated() { rounded[place(input)] = weight }
            }
            graph.replaceConstant(
                of: number, 1, Tensor(unchecked: .f32(rounded), shape: weights.shape), named: graph[value].name)
            if let new = graph.nodes[number].input(1) { steps[new] = own }
        }
        return steps
    }

    private static func rounded(
        _ numbers: [Float], _ scales: [Float], _ rounding: LeastSquaresRounding, depth: Int
    ) -> [Float] {
        var rounded: [Float] = []
        rounded.reserveCapacity(numbers.count)
        for (output, scale) in scales.enumerated() {
            rounded += rounding.rounded(
                numbers[output * depth..<(output + 1) * depth], scales: { _ in scale }, largestCode: 127)
        }
        return rounded
    }

    /// Rows as columns.
    private static func turned(_ numbers: [Float], rows: Int) -> [Float] {
        let columns = numbers.count / max(rows, 1)
        var turned = [Float](repeating: 0, count: numbers.count)
        for place in numbers.indices { turned[place % columns * rows + place / columns] = numbers[place] }
        return turned
    }
}
