import EdgeRecords
import EdgeReporting
import EdgeTestSupport
import Testing

@Suite struct ModelTextTests {
    private func accuracy(_ value: Double, _ statistic: Statistic = .single, _ kind: Accuracy.Kind = .published)
        -> Accuracy
    {
        Accuracy(
            kind: kind, metric: "top-1", dataset: "imagenet-1k validation",
            value: Figure(
                value, statistic, count: statistic == .single ? 50_000 : 0, source: .published, basis: ["a paper"]))
    }

    private func variant(_ name: String, _ precision: Precision, bytes: Int, _ accuracy: Accuracy?) -> Variant {
        var variant = Variant(name: "\(name)/\(precision.rawValue)", precision: precision)
        variant.parameters = 3_487_816
        variant.operations = 601_600_000
        variant.weightBytes = bytes
        variant.activationBytes = 4_816_896
        variant.arenaBytes = precision == .fp32 ? 4_820_000 : nil
        variant.accuracy = accuracy
        variant.layers = [
            Layer(
                name: "stem", operation: "conv", kind: "dense", shape: [1, 32, 112, 112], operations: 21_676_032,
                bytesRead: 605_696, bytesWritten: 1_605_632),
            Layer(
                name: "classifier", operation: "gemm", kind: "gemv", shape: [1, 1000], operations: 2_560_000,
                bytesRead: 5_129_120, bytesWritten: 4000),
        ]
        return variant
    }

    private var seeded: Model {
        var model = Model(
            name: "mobilenet-v2", task: .imageClassification, labels: "imagenet-1k", weights: .seeded)
        model.licence = "Apache-2.0"
        model.source = "architecture: MobileNetV2, arXiv:1801.04381; weights: made up from the name"
        model.preprocessing = ["colours": "rgb", "mean": 127.5, "size": [224, 224]]
        model.inputs = [.init(name: "input", elementType: "f32", shape: [1, 3, 224, 224])]
        model.outputs = [.init(name: "logits", elementType: "f32", shape: [1, 1000])]
        model.variants = [
            variant("mobilenet-v2", .fp32, bytes: 13_951_264, accuracy(0.718)),
            variant("mobilenet-v2", .int8, bytes: 3_600_000, nil),
        ]
        return model
    }

    private var own: Model {
        var model = Model(name: "my-detector", task: .unknown, labels: nil, weights: .user)
        model.inputs = [.init(name: "picture", elementType: "u8", shape: [nil, 3, nil, nil])]
        model.outputs = [.init(name: "boxes", elementType: nil, shape: nil)]
        model.variants = [Variant(name: "my-detector/int8", precision: .int8)]
        return model
    }

    private var target: Model {
        var model = Model(
            name: "ds-cnn", task: .keywordSpotting, labels: "speech-commands-12", weights: .seeded)
        model.variants = [variant("ds-cnn", .fp32, bytes: 90_416, accuracy(0.9, .minimum))]
        return model
    }

    @Test(arguments: [60, 100])
    func `a list tells what competes, and what the accuracies are`(width: Int) throws {
        let list = ModelList(models: [seeded, target, own])
        try expectGolden(ModelListText.text(of: list, width: width), named: "models-\(width).txt")
    }

    @Test(arguments: [60, 100])
    func `a model is shown with its layers`(width: Int) throws {
        try expectGolden(ModelText(seeded).text(width: width), named: "model-\(width).txt")
    }

    @Test func `what is not known of a model is not made up`() throws {
        let remark = "our own engine cannot run it: the operator Find is not there yet"
        let text = ModelText(own, uncounted: ["find", "keep"], remarks: [remark]).text(width: 80)
        try expectGolden(text, named: "model-unknown.txt")
        #expect(text.contains("find, keep"))
        #expect(ModelListText.text(of: ModelList(models: [])) == "no models\n")
    }

    @Test func `the layers are those of the precision that was asked for`() {
        #expect(ModelText(seeded, precision: .int8).text().contains("2 layers at int8"))
    }

    @Test func `a check names each operator once, with its nodes`() throws {
        func finding(_ node: String, _ operation: String) -> ModelCheck.Finding {
            ModelCheck.Finding(
                node: node, operation: operation, why: "the operator is not supported",
                remedy: "export the model with operators from `edgeplan models operators`")
        }
        let findings = (1...10).map { finding("step \($0)", "Strange") } + [finding("head", "com.example.Other")]
        let check = ModelCheck(file: "model.onnx", nodes: 40, findings: findings)
        try expectGolden(ModelCheckText.text(of: check, width: 80), named: "model-check.txt")
        let good = ModelCheck(file: "model.onnx", nodes: 1, findings: [])
        #expect(ModelCheckText.text(of: good) == "model.onnx: all 1 node can be run\n")
    }
}
