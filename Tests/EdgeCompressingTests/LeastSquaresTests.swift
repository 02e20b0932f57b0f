import EdgeKernels
import EdgeModels
import EdgeNative
import Testing

@testable import EdgeCompressing

/// What weights are rounded and repaired by.
@Suite struct LeastSquaresTests {
    private static let size = 24

    /// Inputs of which each goes along with its neighbours.
    private func gram() throws -> Gram {
        var sketch = NetworkSketch()
        let input = sketch.input("x", [1, Self.size, 10, 10])
        let node = sketch.graph.nodes.count
        _ = try sketch.convolution(input, to: 4)
        let pool = try ThreadPool(threads: 1)
        var gram = Gram(size: Self.size)
        var source = SeededNumbers(name: "inputs")
        for _ in 0..<4 {
            var numbers = source.uniform(count: Self.size * 100, bound: 1)
            for place in 100..<numbers.count { numbers[place] += 0.8 * numbers[place - 100] }
            // The macro cannot take a span.
            let matrix = InputMatrix(sketch.graph.nodes[node], in: sketch.graph, entering: numbers.span)
            try gram.add(try #require(matrix), on: pool)
        }
        return gram
    }

    /// The squared error of a layer's output that errors of its weights make.
    private func error(_ errors: [Float], _ gram: Gram) -> Double {
        var sum = 0.0
        for row in 0..<Self.size {
            for column in 0..<Self.size {
                sum += Double(errors[row]) * Double(errors[column]) * gram.sums[row * Self.size + column]
            }
        }
        return sum
    }

    @Test(arguments: [7, 127])
    func `an output is nearer than with each weight rounded to the nearest`(largestCode: Int) throws {
        let gram = try gram()
        let rounding = try #require(LeastSquaresRounding(gram))
        var source = SeededNumbers(name: "weights")
        var (fitted, nearest) = (0.0, 0.0)
        for _ in 0..<16 {
            let weights = source.uniform(count: Self.size, bound: 1)
            let step = (weights.map(abs).max() ?? 1) / Float(largestCode)
            let rounded = rounding.rounded(weights[...], scales: { _ in step }, largestCode: Float(largestCode))
            for number in rounded { #expect(abs(number / step - (number / step).rounded()) < 1e-3) }
            fitted += error(zip(rounded, weights).map { $0 - $1 }, gram)
            let plain = weights.map { ($0 / step).rounded(.toNearestOrEven) * step }
            nearest += error(zip(plain, weights).map { $0 - $1 }, gram)
        }
        #expect(fitted < nearest * 0.8, "\(fitted) of \(nearest)")
    }

    @Test func `what the loss of an input costs is known before, and is what the best repair leaves`() throws {
        let gram = try gram()
        var sketch = NetworkSketch()
        let input = sketch.input("x", [1, Self.size, 10, 10])
        _ = try sketch.convolution(input, to: 6)
        let weights = try #require(ReadingWeights(0, in: sketch.graph))
        var elimination = try #require(Elimination(weights, gram))
        func lost(without gone: Set<Int>) throws -> Double {
            let rows = (0..<Self.size).filter { !gone.contains($0) }
            let bias = Array(repeating: Float(0), count: weights.outputs)
            let repaired = try #require(ReadingRepair.repaired(weights, bias: bias, keeping: rows, gram))
            var lost = 0.0
            for output in 0..<weights.outputs {
                var errors = (0..<Self.size).map { -Double(weights[output, $0]) }
                for (place, row) in rows.enumerated() { errors[row] += Double(repaired.rows[output][place]) }
                for one in 0..<Self.size {
                    for other in 0..<Self.size { lost += errors[one] * errors[other] * gram.covariance(one, other) }
                }
            }
            return lost
        }
        var (gone, sum): (Set<Int>, Double) = ([], 0)
        for channel in [5, 6, 17] {
            sum += elimination.loss(of: channel)
            elimination.remove(channel)
            gone.insert(channel)
            let exact = try lost(without: gone)
            #expect(abs(sum - exact) < 0.1 * exact, "\(sum) and \(exact)")
        }
        #expect(sum < elimination.outputVariance)
    }

    @Test func `errors of a kernel that sees one channel cancel where its neighbours are alike`() throws {
        var sketch = NetworkSketch()
        let input = sketch.input("x", [1, 4, 12, 12])
        _ = try sketch.convolution(input, to: 4, size: 3, isDepthwise: true)
        var noise = SeededNumbers(name: "nearly even")
        var numbers = noise.uniform(count: 4 * 144, bound: 0.1)
        for place in numbers.indices { numbers[place] += 1 }
        let geometry = try #require(
            ConvolutionGeometry(sketch.graph.nodes[0], source: [1, 4, 12, 12], kernel: [3, 3]))
        var grams = ChannelGrams(channels: 4, size: 9)
        for _ in 0..<4 { grams.add(numbers.span, geometry) }
        var source = SeededNumbers(name: "kernels")
        var (fitted, nearest): (Float, Float) = (0, 0)
        for channel in 0..<4 {
            for _ in 0..<16 {
                let weights = source.uniform(count: 9, bound: 1)
                let step = (weights.map(abs).max() ?? 1) / 127
                let (rounded, scale) = try #require(grams.rounded(weights[...], of: channel, largestCode: 127))
                #expect(rounded.allSatisfy { abs(($0 / scale).rounded() - $0 / scale) < 1e-3 })
                // What enters is nearly the same everywhere, so the sum of the errors is what comes out.
                let plain = weights.map { ($0 / step).rounded() * step }
                fitted += abs(rounded.reduce(0, +) - weights.reduce(0, +))
                nearest += abs(plain.reduce(0, +) - weights.reduce(0, +))
            }
        }
        #expect(fitted < nearest * 0.2, "\(fitted) of \(nearest)")
        #expect(ChannelGrams(channels: 1, size: 9).rounded([1], of: 0, largestCode: 127) == nil)
    }

    @Test func `a symmetric matrix is solved for, and its triangle inverted`() throws {
        let size = 9
        var matrix = [Double](repeating: 0.25, count: size * size)
        for place in 0..<size { matrix[place * size + place] = 2 + Double(place) }
        let solver = try #require(Cholesky(matrix, size: size))
        let wanted = (0..<size).map { Double($0) - 3 }
        let right = (0..<size).map { row in (0..<size).reduce(0.0) { $0 + matrix[row * size + $1] * wanted[$1] } }
        for (found, exact) in zip(solver.solve(right), wanted) { #expect(abs(found - exact) < 1e-12) }
        let inverse = solver.inverse
        for row in 0..<size {
            for column in 0...row {
                let product = (column...row).reduce(0.0) {
                    $0 + solver.lower[row * size + $1] * inverse[$1 * size + column]
                }
                #expect(abs(product - (row == column ? 1 : 0)) < 1e-12)
            }
        }
    }

    @Test func `what is no positive matrix has no triangle`() {
        #expect(Cholesky([1, 2, 2, 1], size: 2) == nil)
        #expect(LeastSquaresRounding(Gram(size: 3)) == nil)
    }
}
