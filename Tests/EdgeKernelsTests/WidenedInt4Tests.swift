import EdgeKernels
import Testing

@Suite struct WidenedInt4Tests {
    private static let fast: [InstructionSet] = [.avx2, .avx512bf16, .neon, .neonbf16]
    private static let here = [InstructionSet.scalar] + fast.filter(\.isAvailable)

    private static let shapes: [ProductShape] = {
        var random = RandomNumbers(seed: 6)
        return (0..<60).map { _ in
            ProductShape(
                rows: .random(in: 1...17, using: &random), columns: .random(in: 1...130, using: &random),
                depth: .random(in: 1...200, using: &random))
        } + [ProductShape(rows: 1, columns: 70, depth: 1027), ProductShape(rows: 70, columns: 81, depth: 333)]
    }()

    /// The bits of all places of the destination, the left side rounded beforehand or by the kernel.
    private func computed(
        _ product: Int4Case, using isa: InstructionSet, threads: Int = 1, padding: Int = 0, rounded: Bool = false,
        bounds: ClosedRange<Float> = -Float.infinity...Float.infinity
    ) throws -> [UInt32] {
        let (rows, columns) = (product.shape.rows, product.shape.columns + padding)
        let packed = try PackedWeights(product.weights)
        let pool = try ThreadPool(threads: threads)
        let count = rows == 0 ? 0 : (rows - 1) * columns + product.shape.columns
        let destination = GuardedBuffer([Float](repeating: 77, count: count), edge: padding == 1 ? .start : .end)
        var written = unsafe destination.elements.mutableSpan
        if rounded {
            let left = GuardedBuffer(product.left.map { BFloat16($0) }, edge: .end)
            try unsafe multiplyWidened(
                UnsafeBufferPointer(left.elements).span, rows: rows, by: packed, into: &written,
                destinationStride: columns, bounds: bounds, using: isa, on: pool)
        } else {
            let left = GuardedBuffer(product.left, edge: .end)
            try unsafe multiplyWidened(
                UnsafeBufferPointer(left.elements).span, rows: rows, by: packed, into: &written,
                destinationStride: columns, bounds: bounds, using: isa, on: pool)
        }
        return destination.contents.map(\.bitPattern)
    }

    @Test(.serialized, arguments: fast)
    func `every instruction set gives the whole numbers of scalar, bit for bit`(isa: InstructionSet) throws {
        guard isa.isAvailable else { try Test.cancel("\(isa.name) cannot be executed here") }
        for (seed, shape) in Self.shapes.enumerated() {
            let product = Int4Case(wholeNumbers: shape, block: [32, 64, 128][seed / 2 % 3], seed: UInt64(seed))
            let expected = try computed(product, using: .scalar, padding: seed % 3)
            #expect(try computed(product, using: isa, padding: seed % 3) == expected, "\(shape)")
            #expect(try computed(product, using: isa, padding: seed % 3, rounded: true) == expected, "\(shape)")
        }
    }

    @Test(.serialized, arguments: here)
    func `two roundings to bf16 are all that is lost`(isa: InstructionSet) throws {
        for (seed, shape) in Self.shapes.enumerated() {
            let product = Int4Case(shape, block: [32, 64, 128][seed % 3], seed: UInt64(seed))
            let found = try computed(product, using: isa).map { Float(bitPattern: $0) }
            for place in found.indices {
                let (exact, magnitude) = exact(product, place)
                #expect(abs(Double(found[place]) - exact) <= magnitude / 128, "\(shape)")
            }
        }
    }

    private func exact(_ product: Int4Case, _ place: Int) -> (sum: Double, magnitude: Double) {
        let (row, column) = place.quotientAndRemainder(dividingBy: product.shape.columns)
        let block = product.weights.block
        let blocks = (product.shape.depth + block - 1) / block
        var sum = Double(product.weights.bias[column])
        var magnitude = abs(sum)
        for k in 0..<product.shape.depth {
            let scale = Float(Float16(product.weights.scales[column * blocks + k / block]))
            let activation = Double(product.left[row * product.shape.depth + k])
            let term = activation * Double(scale) * Double(product.weight(column, k))
            sum += term
            magnitude += abs(term)
        }
        return (sum, magnitude)
    }

    @Test(arguments: here)
    func `one, two and three threads give the same bits`(isa: InstructionSet) throws {
        for shape in [ProductShape(rows: 1, columns: 230, depth: 96), ProductShape(rows: 37, columns: 170, depth: 65)] {
            let product = Int4Case(shape, block: 32, seed: 9)
            let one = try computed(product, using: isa)
            #expect(try computed(product, using: isa, threads: 2) == one)
            #expect(try computed(product, using: isa, threads: 3) == one)
        }
    }

    @Test(arguments: here)
    func `not a number reaches all results of its row and no other`(isa: InstructionSet) throws {
        var product = Int4Case(ProductShape(rows: 10, columns: 70, depth: 71), block: 32, seed: 3)
        let clean = try computed(product, using: isa, bounds: -1...1)
        product.left[4 * 71 + 70] = .nan
        let found = try computed(product, using: isa, bounds: -1...1)
        for place in found.indices {
            #expect(place / 70 == 4 ? Float(bitPattern: found[place]).isNaN : found[place] == clean[place])
        }
    }

    @Test(arguments: here)
    func `a sum of nothing is the bias, and no rows are nothing`(isa: InstructionSet) throws {
        var product = Int4Case(wholeNumbers: ProductShape(rows: 2, columns: 3, depth: 0), block: 32, seed: 0)
        product.weights.bias = [1, -2, 9]
        #expect(try computed(product, using: isa, bounds: -1...5) == [1, -1, 5, 1, -1, 5].map(\Float.bitPattern))
        let none = Int4Case(wholeNumbers: ProductShape(rows: 0, columns: 3, depth: 4), block: 32, seed: 0)
        #expect(try computed(none, using: isa) == [])
    }

    @Test func `operands that do not fit are typed errors`() throws {
        let shape = ProductShape(rows: 2, columns: 3, depth: 40)
        let packed = try PackedWeights(Int4Case(shape, block: 32, seed: 1).weights)
        let pool = try ThreadPool(threads: 1)
        func refusal(places: Int = 6, count: Int = 80, isa: InstructionSet = .scalar, _ weights: PackedWeights? = nil)
            -> KernelError?
        {
            var products = [Float](repeating: 0, count: places)
            var span = products.mutableSpan
            do throws(KernelError) {
                try multiplyWidened(
                    [Float](repeating: 1, count: count).span, rows: 2, by: weights ?? packed, into: &span, using: isa,
                    on: pool)
                return nil
            } catch {
                return error
            }
        }
        let kernel = "gemm_f32_bf16_s4_scalar"
        #expect(refusal() == nil)
        #expect(refusal(places: 5) == .badShape(kernel: kernel))
        #expect(refusal(count: 79) == .badShape(kernel: kernel))
        #expect(refusal(isa: .sve) == .noKernel(.sve, kernel: "gemm_f32_bf16_s4_sve"))
        let fp32 = try PackedWeights(
            [Float](repeating: 1, count: 120).span, columns: 3, depth: 40, order: .columnsThenDepth)
        #expect(refusal(fp32) == .badPacking(kernel: kernel))
    }
}
