import EdgeKernels
import Testing

@Suite("Prepared kernels") struct PreparedKernelTests {
    @Test("run as often as one likes, each time on what the arena then holds")
    func repeats() throws {
        let arena = try Arena(bytes: 256)
        let source = Region<Float>(offset: 0, count: 10)
        let sum = Region<Float>(offset: 64, count: 10)
        let pool = try ThreadPool(threads: 1)
        let prepared = try PreparedKernel(on: arena, reading: source, and: source, writing: sum) {
            left, right, destination, isa, pool throws(KernelError) in
            try combine(left, right, by: .addition, into: &destination, using: isa, on: pool)
        }
        prepared.reserveScratch(on: pool)
        #expect(prepared.kernels.count == 1)
        #expect(arena.withSpan(sum) { $0[3] } == 0)
        for round in 1...3 {
            arena.withMutableSpan(source) { for index in $0.indices { $0[index] = Float(round) } }
            try prepared.run(on: pool)
            #expect(arena.withSpan(sum) { $0[9] } == Float(2 * round))
        }
    }

    @Test("keep what their plans filled and the weights they captured")
    func keepsTables() throws {
        let shape = ConvolutionShape(
            input: Extent(height: 3, width: 3), channels: 1, kernel: Extent(height: 3, width: 3),
            padding: Extent(height: 1, width: 1), output: Extent(height: 3, width: 3), outputs: 1)
        let arena = try Arena(bytes: 256)
        let source = Region<Float>(offset: 0, count: 9)
        let residual = Region<Float>(offset: 64, count: 9)
        let destination = Region<Float>(offset: 128, count: 9)
        let prepared = try Self.convolution(shape, on: arena, source, residual, destination)
        arena.withMutableSpan(source) { for index in $0.indices { $0[index] = 1 } }
        arena.withMutableSpan(residual) { for index in $0.indices { $0[index] = 100 } }
        try prepared.run(on: ThreadPool(threads: 2))
        #expect(arena.withSpan(destination) { [$0[0], $0[1], $0[4]] } == [104, 106, 109])
    }

    private static func convolution(
        _ shape: ConvolutionShape, on arena: Arena, _ source: Region<Float>, _ residual: Region<Float>,
        _ destination: Region<Float>
    ) throws -> PreparedKernel {
        let ones = [Float](repeating: 1, count: 9)
        let weights = try PackedWeights(ones.span, columns: 1, depth: 9, order: .columnsThenDepth)
        return try PreparedKernel(on: arena, reading: source, and: residual, writing: destination) {
            source, residual, destination, isa, pool throws(KernelError) in
            try convolve(
                source, by: weights, shape: shape, adding: residual, into: &destination, using: isa, on: pool)
        }
    }

    @Test("refuse what the kernel refuses, before anything runs")
    func refuses() throws {
        let arena = try Arena(bytes: 256)
        #expect(throws: KernelError.self) {
            _ = try PreparedKernel(
                on: arena, reading: Region<Float>(offset: 0, count: 3), and: Region<Float>(offset: 64, count: 4),
                writing: Region<Float>(offset: 128, count: 3)
            ) { left, right, destination, isa, pool throws(KernelError) in
                try combine(left, right, by: .addition, into: &destination, using: isa, on: pool)
            }
        }
    }
}
