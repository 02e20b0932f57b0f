import EdgeKernels
import Glibc
import Testing

@Suite struct RowOperationTests {
    private static let all: [InstructionSet] = [.scalar, .avx2, .avx512, .neon]

    /// Every remainder of the lanes that sums are made in, and the rows of real models.
    private static let shapes = (1...70).map { (1 + $0 % 3, $0) } + [(5, 128), (7, 384), (3, 2048), (2, 2049), (0, 4)]

    private func computed(
        _ source: [Float], _ columns: Int, seed: Int,
        run: (Span<Float>, inout MutableSpan<Float>, ThreadPool) throws -> Void
    ) throws -> [Float] {
        let edge: GuardedBuffer<Float>.Edge = seed % 2 == 0 ? .end : .start
        let source = GuardedBuffer(source, edge: edge)
        let destination = GuardedBuffer(source.contents, edge: edge)
        var written = unsafe destination.elements.mutableSpan
        try unsafe run(
            UnsafeBufferPointer(source.elements).span, &written, ThreadPool(threads: 1 + seed % 3))
        return destination.contents
    }

    private func drawn(_ count: Int, seed: Int) -> [Float] {
        var random = RandomNumbers(seed: UInt64(seed))
        return (0..<count).map { _ in random.float() }
    }

    @Test(.serialized, arguments: all)
    func `softmax is near the definition, and has the bits of scalar`(isa: InstructionSet) throws {
        guard isa.isAvailable else { try Test.cancel("\(isa.name) cannot be executed here") }
        for (seed, (rows, columns)) in Self.shapes.enumerated() {
            let source = drawn(rows * columns, seed: seed)
            func results(_ isa: InstructionSet) throws -> [Float] {
                try computed(source, columns, seed: seed) {
                    try softmax($0, columns: columns, scale: 0.7, into: &$1, using: isa, on: $2)
                }
            }
            let found = try results(isa)
            #expect(try found == results(.scalar))
            for row in 0..<rows {
                let numbers = source[row * columns..<(row + 1) * columns].map { Glibc.exp(Double($0 * 0.7)) }
                let sum = numbers.reduce(0, +)
                for (column, number) in numbers.enumerated() {
                    let exact = number / sum
                    #expect(abs(Double(found[row * columns + column]) - exact) <= 1e-6 * exact)
                }
                #expect(abs(found[row * columns..<(row + 1) * columns].reduce(0, +) - 1) < 1e-5)
            }
        }
    }

    @Test(.serialized, arguments: all, Normalization.allCases)
    func `norms are near the definition, and have the bits of scalar`(
        isa: InstructionSet, normalization: Normalization
    ) throws {
        guard isa.isAvailable else { try Test.cancel("\(isa.name) cannot be executed here") }
        for (seed, (rows, columns)) in Self.shapes.enumerated() {
            // A mean that is large beside the variance is where sums of squares would fail.
            let source = drawn(rows * columns, seed: seed).map { $0 + (normalization == .layer ? 100 : 0) }
            let weights = seed % 3 == 0 ? [] : drawn(columns, seed: seed + 1)
            let bias = seed % 2 == 0 ? [] : drawn(columns, seed: seed + 2)
            func results(_ isa: InstructionSet) throws -> [Float] {
                try computed(source, columns, seed: seed) {
                    try normalize(
                        $0, by: normalization, weights: weights.span, bias: bias.span, columns: columns, epsilon: 1e-5,
                        into: &$1, using: isa, on: $2)
                }
            }
            let found = try results(isa)
            #expect(try found == results(.scalar))
            for row in 0..<rows {
                let numbers = source[row * columns..<(row + 1) * columns].map(Double.init)
                let mean = normalization == .layer ? numbers.reduce(0, +) / Double(columns) : 0
                let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(columns)
                let exact = numbers.indices.map { column in
                    (numbers[column] - mean) / (squares + 1e-5).squareRoot()
                        * (weights.isEmpty ? 1 : Double(weights[column])) + (bias.isEmpty ? 0 : Double(bias[column]))
                }
                let largest = exact.map(abs).max() ?? 0
                for column in 0..<columns where columns > 1 {
                    #expect(abs(Double(found[row * columns + column]) - exact[column]) <= 1e-5 * max(largest, 1))
                }
            }
        }
    }

    @Test(arguments: all.filter(\.isAvailable))
    func `a row that has no answer is not a number, and its neighbours are`(isa: InstructionSet) throws {
        let strange: [Float] = [1, 2, 3, 1, .nan, 3, 1, .infinity, 3, -.infinity, -.infinity, -.infinity]
        let rows = strange + [-.infinity, 0, 0, 3e38, -3e38, 0]
        let found = try computed(rows, 3, seed: 0) { try softmax($0, columns: 3, into: &$1, using: isa, on: $2) }
        #expect(found[0..<3].allSatisfy { $0 > 0 })
        #expect(found[3..<12].allSatisfy { $0.isNaN })
        #expect(Array(found[12...]) == [0, 0.5, 0.5, 1, 0, 0])
        let normed = try computed(rows, 3, seed: 0) {
            try normalize($0, by: .layer, columns: 3, epsilon: 1e-5, into: &$1, using: isa, on: $2)
        }
        #expect(normed[0..<3].allSatisfy { $0.isFinite })
        #expect(normed[3..<6].allSatisfy { $0.isNaN })
    }

    @Test func `what does not fit together is a typed error`() {
        func refusal(_ run: (Span<Float>, inout MutableSpan<Float>, ThreadPool) throws -> Void) -> KernelError? {
            do {
                _ = try computed([1, 2, 3, 4], 2, seed: 0, run: run)
                return nil
            } catch {
                return error as? KernelError
            }
        }
        func softening(_ columns: Int, scale: Float = 1, isa: InstructionSet = .scalar) -> KernelError? {
            refusal { try softmax($0, columns: columns, scale: scale, into: &$1, using: isa, on: $2) }
        }
        func norming(weights: [Float], epsilon: Float) -> KernelError? {
            refusal {
                try normalize(
                    $0, by: .layer, weights: weights.span, columns: 2, epsilon: epsilon, into: &$1, using: .scalar,
                    on: $2)
            }
        }
        #expect(softening(2) == nil)
        #expect(softening(3) == .badShape(kernel: "softmax_f32_scalar"))
        #expect(softening(0) == .badShape(kernel: "softmax_f32_scalar"))
        #expect(softening(2, scale: 0) == .badScale(kernel: "softmax_f32_scalar"))
        #expect(softening(2, scale: .nan) == .badScale(kernel: "softmax_f32_scalar"))
        #expect(softening(2, isa: .amxint8) == .noKernel(.amxint8, kernel: "softmax_f32_amxint8"))
        #expect(norming(weights: [1, 2], epsilon: 0) == nil)
        #expect(norming(weights: [1, 2, 3], epsilon: 0) == .badShape(kernel: "norm_f32_scalar"))
        #expect(norming(weights: [], epsilon: -1) == .badScale(kernel: "norm_f32_scalar"))
    }
}
