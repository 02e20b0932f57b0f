import EdgeKernels
import EdgeProfiling
import EdgeRecords
import Testing

@Suite struct KernelCatalogueTests {
    private static let small = [
        ModelLayer("test", "product", .product(rows: 7, depth: 20, columns: 18)),
        ModelLayer("test", "vector", .vector(depth: 64, columns: 48)),
        ModelLayer("test", "depthwise", .depthwise(height: 9, width: 9, channels: 24, window: 3, stride: 1)),
        ModelLayer("test", "depthwise 5", .depthwise(height: 9, width: 8, channels: 24, window: 5, stride: 2)),
        ModelLayer("test", "add", .addition(count: 300)),
        ModelLayer(
            "test", "first", .convolution(height: 9, width: 8, channels: 3, outputs: 18, window: 3, stride: 2)),
        ModelLayer("test", "pooling", .pooling(height: 9, width: 8, channels: 24, window: 3)),
        ModelLayer("test", "activation", .activation(count: 300, .silu)),
        ModelLayer("test", "softmax", .softmax(rows: 5, columns: 33)),
        ModelLayer("test", "norm", .norm(rows: 5, columns: 33, .rootMeanSquare)),
        ModelLayer(
            "test", "attention", .attention(AttentionShape(heads: 4, keyHeads: 2, head: 8, queries: 3, keys: 9))),
        ModelLayer("llama-test", "vector", .vector(depth: 64, columns: 48)),
    ]

    @Test(arguments: small, InstructionSet.available)
    func `every kernel of a layer prepares and runs`(layer: ModelLayer, isa: InstructionSet) throws {
        let pool = try ThreadPool(threads: 2)
        for kernel in KernelCatalogue.kernels(for: layer, isas: [isa], rotationBytes: 20_000) {
            let call = try kernel.prepare(pool)
            try call()
            #expect(kernel.name.hasSuffix(isa.name))
            #expect(kernel.operations > 0 && kernel.bytes > 0 && kernel.workingSetBytes > 0)
            #expect(Precision.known.contains(kernel.precision))
        }
    }

    @Test(arguments: small)
    func `every layer has a kernel of fp32, and those of images and of tokens one of fewer bits`(layer: ModelLayer) {
        let precisions = Set(KernelCatalogue.kernels(for: layer, isas: [.scalar]).map(\.precision))
        #expect(precisions.contains(.fp32))
        switch layer.shape {
        case .softmax, .norm, .attention: #expect(precisions == [.fp32])
        default: #expect(precisions.contains(.int8))
        }
        #expect(precisions.contains(.int4Weights) == (layer.model == "llama-test"))
    }

    @Test func `a vector's weights fill what rotation asks for, a matrix stands alone`() {
        for layer in [Self.small[0], Self.small[1]] {
            for kernel in KernelCatalogue.kernels(for: layer, isas: [.scalar], rotationBytes: 1 << 20) {
                #expect(kernel.workingSetBytes == (kernel.operation == "gemv" ? 1 << 20 : Int(kernel.bytes)))
            }
        }
    }

    @Test func `a multiply-add counts two operations`() throws {
        let kernels = KernelCatalogue.kernels(for: Self.small[0], isas: [.scalar])
        let gemm = try #require(kernels.first { $0.operation == "gemm" })
        #expect(gemm.operations == 2 * 7 * 20 * 18)
        #expect(gemm.shape == [7, 20, 18])
    }

    @Test func `no layer stands in the table twice, and each model has a core layer or a neighbour that has`() {
        #expect(Set(ModelLayer.all).count == ModelLayer.all.count)
        #expect(Set(ModelLayer.all.map(\.name)).count == ModelLayer.all.count)
        #expect(ModelLayer.all.count(where: \.isCore) >= 8)
    }

    @Test func `only what executed is used, and a user can go lower`() throws {
        var device = Device()
        device.processor.features = [
            .init(name: "avx2", advertised: true, executed: true), .init(name: "fma", advertised: true),
            .init(name: "f16c", advertised: true, enabled: true),
            .init(name: "avx512f", advertised: true, executed: false), .init(name: "avx512bw", advertised: true),
            .init(name: "avx512vl", advertised: true),
        ]
        let executed = InstructionSetChoice.executed(on: device, of: [.scalar, .avx2, .avxvnni, .avx512])
        #expect(executed == [.scalar, .avx2])
        #expect(try InstructionSetChoice.lowered(to: "scalar", of: executed) == [.scalar])
        #expect(throws: ProfilingError.unavailableInstructionSet("avx512", available: ["scalar", "avx2"])) {
            try InstructionSetChoice.lowered(to: "avx512", of: executed)
        }
        #expect(throws: ProfilingError.unknownInstructionSet("mmx", available: ["scalar", "avx2"])) {
            try InstructionSetChoice.lowered(to: "mmx", of: executed)
        }
    }

    @Test(arguments: InstructionSet.allCases)
    func `a lower set holds itself and the reference`(isa: InstructionSet) {
        #expect(isa.withLower.contains(isa))
        #expect(isa.withLower.first == .scalar)
    }
}
