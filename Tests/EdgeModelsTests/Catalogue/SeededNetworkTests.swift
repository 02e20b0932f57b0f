import EdgeRecords
import Testing

@testable import EdgeModels

@Suite struct SeededNetworkTests {
    private static let names = Catalogue.models.map(\.name)

    private func model(_ name: String) throws -> CatalogueModel { try #require(Catalogue.model(named: name)) }

    @Test func `names are unique, and each says what it answers`() {
        #expect(Set(Self.names).count == Self.names.count)
        #expect(Catalogue.models.allSatisfy { TaskName.known.contains($0.task) && $0.labels != nil })
        #expect(Self.names.contains("mobilenet-v2") && Self.names.contains("mobilenet-v2-w0.35-r96"))
    }

    @Test func `pictures are prepared to the size that the network takes`() throws {
        for model in Catalogue.models where model.preprocessing["width"] != nil {
            let settings = try ImagePreprocessing(record: model.preprocessing)
            let graph = model.outline(.fp32)
            #expect(graph[graph.inputs[0]].fixedShape == [1, 3, settings.height, settings.width])
        }
    }

    @Test(arguments: names, [Precision.fp32, .int8])
    func `every value is made before it is read, and once`(name: String, precision: Precision) throws {
        let graph = try model(name).outline(precision)
        var known = Set(graph.inputs)
        let made = Set(graph.nodes.flatMap(\.outputs).compactMap(\.self))
        for node in graph.nodes {
            for input in node.inputs.compactMap(\.self) where made.contains(input) { #expect(known.contains(input)) }
            for output in node.outputs.compactMap(\.self) { #expect(known.insert(output).inserted) }
        }
        #expect(graph.outputs.allSatisfy(known.contains))
        let names = graph.nodes.map(\.name)
        #expect(Set(names).count == names.count)
        let used = graph.nodes.flatMap { $0.inputs + $0.outputs }.compactMap(\.self)
        let valueNames = Set(used).map { graph[$0].name }
        #expect(Set(valueNames).count == valueNames.count)
    }

    @Test(arguments: names)
    func `no layer is left uncounted at any precision`(name: String) throws {
        for precision in CatalogueModel.precisions {
            let table = LayerTable(of: try model(name).outline(precision))
            #expect(table.uncounted.isEmpty)
            #expect(table.layers.allSatisfy { $0.bytesRead > 0 && $0.bytesWritten > 0 })
        }
    }

    @Test func `weights are the same bytes everywhere`() throws {
        var hash = SHA256()
        for name in ["ds-cnn", "resnet-8"] {
            for precision in [Precision.fp32, .int8] {
                let graph = try model(name).graph(precision)
                for value in graph.values {
                    let bytes = value.constant?.bytes ?? []
                    hash.update(bytes.span)
                }
            }
        }
        #expect(hash.hexDigest() == "1cbd157c909c76509d2bd4916e24c63055ad24d12cc9760569057165fe831635")
    }

    @Test func `another name gives other weights`() {
        let one = Architecture.resNet8.network(named: "one", .weights).graph
        let other = Architecture.resNet8.network(named: "other", .weights).graph
        #expect(zip(one.values, other.values).contains { $0.constant != $1.constant })
    }

    @Test func `numbers fill their bounds evenly`() {
        var source = SeededNumbers(name: "test")
        let numbers = source.uniform(count: 10_001, bound: 2)
        #expect(numbers.allSatisfy { abs($0) <= 2 })
        let mean = numbers.reduce(0, +) / 10_001
        let square = numbers.map { $0 * $0 }.reduce(0, +) / 10_001
        #expect(abs(mean) < 0.05)
        #expect(abs(square - 4.0 / 3) < 0.05)
    }

    @Test func `an outline differs from the network in its numbers alone`() throws {
        for precision in [Precision.fp32, .int8] {
            let outline = try model("ds-cnn").outline(precision)
            let graph = try model("ds-cnn").graph(precision)
            #expect(outline.values.map(\.name) == graph.values.map(\.name))
            #expect(outline.values.map(\.shape) == graph.values.map(\.shape))
            #expect(outline.values.map(\.type) == graph.values.map(\.type))
            #expect(outline.weightBytes == graph.weightBytes)
            #expect(outline.parameters == graph.parameters)
        }
    }

    @Test func `8 bits take about a quarter of the room, and leave the operations as they are`() throws {
        for name in ["mobilenet-v2", "efficientnet-lite0", "resnet-8"] {
            let record = try model(name).record(withLayers: true)
            let (full, narrow) = (record.variants[0], record.variants[2])
            #expect(full.parameters == narrow.parameters)
            #expect(full.operations == narrow.operations)
            let ratio = Double(narrow.weightBytes ?? 0) / Double(full.weightBytes ?? 1)
            #expect((0.25...0.3).contains(ratio))
            let read = [full, narrow].map { $0.layers.map(\.bytesRead).reduce(0, +) }
            #expect((0.24...0.32).contains(Double(read[1]) / Double(read[0])))
        }
    }
}

extension Tensor {
    fileprivate var bytes: [UInt8] {
        switch elements {
        case .f32(let numbers): numbers.flatMap { bytes(of: $0.bitPattern) }
        case .s8(let numbers): numbers.map(UInt8.init(bitPattern:))
        case .s32(let numbers): numbers.flatMap { bytes(of: UInt32(bitPattern: $0)) }
        case .u8(let numbers): numbers
        default: []
        }
    }

    private func bytes(of word: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
}
