import EdgeRecords
import EdgeTestSupport
import Foundation
import Testing

/// `edgeplan models export`, `check` and `add`, with a folder of its own for the user's models.
@Suite struct OwnModelsTests {
    private let folder = TemporaryFolder()

    private func run(_ words: [String]) throws -> Program.Ending {
        try Program.run(["models"] + words, environment: ["XDG_CACHE_HOME": folder.path])
    }

    private func exported(_ model: String = "ds-cnn", _ words: [String] = []) throws -> String {
        let path = folder.path(of: "exported.onnx")
        let ending = try run(["export", model, "--output", path, "--force"] + words)
        #expect(ending.status == 0, "\(ending.errors)")
        return path
    }

    /// The same file with an operator that nobody knows.
    private func withStrangeOperator() throws -> String {
        var bytes = try Data(contentsOf: URL(filePath: try exported()))
        while let place = bytes.range(of: Data("Softmax".utf8)) {
            bytes.replaceSubrange(place, with: Data("Softmix".utf8))
        }
        let path = folder.path(of: "strange.onnx")
        try bytes.write(to: URL(filePath: path))
        return path
    }

    @Test(arguments: ["fp32", "int8"])
    func `an export has the bytes that it says, and every time the same`(precision: String) throws {
        let path = folder.path(of: "model.onnx")
        let words = ["export", "resnet-8", "--precision", precision, "--output", path]
        let answer = try RecordText.decode(ModelFile.self, from: try run(words + ["--json"]).output)
        let bytes = try Data(contentsOf: URL(filePath: path))
        #expect(answer.modelBytes == bytes.count)
        #expect(answer.hash == "sha256:" + SHA256.hex(of: bytes))
        let again = try RecordText.decode(ModelFile.self, from: try run(words + ["--json", "--force"]).output)
        #expect(again.hash == answer.hash)
    }

    @Test func `a file that is there is replaced only by force`() throws {
        let path = try exported()
        let refused = try run(["export", "resnet-8", "--output", path])
        #expect(refused.status == 3)
        #expect(refused.errors.contains("--force"))
    }

    @Test func `every model's file can be run as the reader understands it`() throws {
        for model in ["ds-cnn", "resnet-8", "anomaly-auto-encoder", "mobilenet-v1-w0.25-r96"] {
            for precision in ["fp32", "int8"] {
                let ending = try run(["check", try exported(model, ["--precision", precision])])
                #expect(ending.status == 0, "\(model): \(ending.output)\(ending.errors)")
            }
        }
    }

    @Test func `an operator that is not supported is named with its node and a remedy, with status 1`() throws {
        let path = try withStrangeOperator()
        let ending = try run(["check", path, "--json"])
        #expect(ending.status == 1)
        let check = try RecordText.decode(ModelCheck.self, from: ending.output)
        #expect(check.findings.map(\.operation) == ["Softmix"])
        #expect(check.findings.map(\.node) == ["softmax"])
        #expect(try run(["check", path]).output.contains("remedy"))
        let refused = try run(["add", path])
        #expect(refused.status == 3)
        #expect(refused.errors.contains("Softmix"))
    }

    @Test func `a model of one's own is listed, shown, and never overwritten unasked`() throws {
        let path = try exported()
        let words = [
            "add", path, "--name", "my-keywords", "--task", "keyword-spotting", "--labels", "mine", "--accuracy", "81%",
            "--dataset", "my-set", "--samples", "2000", "--licence", "MIT",
        ]
        #expect(try run(words).status == 0)
        let model = try RecordText.decode(Model.self, from: try run(["show", "my-keywords", "--json"]).output)
        #expect(model.weights == .user && model.licence == "MIT" && model.labels == "mine")
        let variant = try #require(model.variants.first)
        #expect(variant.precision == .fp32 && variant.layers.count > 5)
        #expect(variant.accuracy?.value.value == 0.81 && variant.accuracy?.value.count == 2000)
        #expect(variant.accuracy?.value.source == .imported)
        #expect(variant.hash == "sha256:" + SHA256.hex(of: try Data(contentsOf: URL(filePath: path))))
        #expect(try run(["list", "--labels", "mine"]).output.contains("my-keywords"))
        let again = try run(words)
        #expect(again.status == 3)
        #expect(again.errors.contains("--force"))
        #expect(try run(words + ["--force"]).status == 0)
    }

    @Test func `a name that the program has itself, or that is no name, is refused`() throws {
        let path = try exported()
        #expect(try run(["add", path, "--name", "mobilenet-v2", "--force"]).status == 3)
        #expect(try run(["add", path, "--name", "../evil"]).status == 2)
    }

    @Test func `a file is shown as a model is`() throws {
        let ending = try run(["show", try exported()])
        #expect(ending.status == 0)
        #expect(ending.output.contains("block-1/depthwise"))
        #expect(try run(["show", folder.path(of: "missing.onnx")]).status == 3)
    }

    @Test func `the operators are listed, and those of the catalogue are among them`() throws {
        let list = try RecordText.decode(OperatorList.self, from: try run(["operators", "--json"]).output)
        #expect(list.operators == list.operators.sorted())
        #expect(Set(list.operators).isSuperset(of: ["Conv", "Gemm", "Clip", "HardSwish", "QuantizeLinear", "Softmax"]))
    }

    /// OpenVINO's two files of a product with 4 x 2 ones.
    private func openVINO(version: Int = 11) -> String {
        let text = """
            <?xml version="1.0"?>
            <net name="product" version="\(version)">
                <layers>
                    <layer id="0" name="x" type="Parameter" version="opset1">
                        <data shape="1,4" element_type="f32"/>
                        <output><port id="0" precision="FP32" names="x"><dim>1</dim><dim>4</dim></port></output>
                    </layer>
                    <layer id="1" name="w" type="Const" version="opset1">
                        <data element_type="f32" shape="4, 2" offset="0" size="32"/>
                        <output><port id="0" precision="FP32"><dim>4</dim><dim>2</dim></port></output>
                    </layer>
                    <layer id="2" name="product" type="MatMul" version="opset1">
                        <data transpose_a="false" transpose_b="false"/>
                        <input>
                            <port id="0" precision="FP32"><dim>1</dim><dim>4</dim></port>
                            <port id="1" precision="FP32"><dim>4</dim><dim>2</dim></port>
                        </input>
                        <output><port id="2" precision="FP32" names="y"><dim>1</dim><dim>2</dim></port></output>
                    </layer>
                    <layer id="3" name="y" type="Result" version="opset1">
                        <input><port id="0" precision="FP32"><dim>1</dim><dim>2</dim></port></input>
                    </layer>
                </layers>
                <edges>
                    <edge from-layer="0" from-port="0" to-layer="2" to-port="0"/>
                    <edge from-layer="1" from-port="0" to-layer="2" to-port="1"/>
                    <edge from-layer="2" from-port="2" to-layer="3" to-port="0"/>
                </edges>
            </net>
            """
        folder.addFile("product.xml", Array(text.utf8))
        folder.addFile("product.bin", (0..<8).flatMap { _ in [0, 0, 0x80, 0x3F] as [UInt8] })
        return folder.path(of: "product.xml")
    }

    @Test func `OpenVINO's two files are kept together, a candidate by name, and removed together`() throws {
        let path = openVINO()
        let words = ["add", path, "--task", "image-classification", "--labels", "mine", "--accuracy", "81%"]
        #expect(try run(words).status == 0)
        let model = try RecordText.decode(Model.self, from: run(["show", "product", "--json"]).output)
        #expect(model.name == "product" && model.format == .openvinoIR && model.source == "product.xml")
        #expect(model.variants.map(\.precision) == [.fp32, .bf16] && model.variants[0].accuracy?.value.value == 0.81)
        #expect(model.inputs.map(\.shape) == [[1, 4]] && model.variants[0].parameters == 8)
        let list = try Program.run(
            ["profile", "models", "--model", "product", "--engine", "openvino,native", "--threads", "1", "--dry-run"],
            environment: ["XDG_CACHE_HOME": folder.path])
        #expect(
            list.output.contains("product/fp32@openvino:1") && list.errors.contains("native does not read OpenVINO"))
        #expect(try run(["add", path]).errors.contains("--force"))
        #expect(try run(["add", path, "--name", "all"]).status == 3)
        #expect(try run(["export", "product"]).status == 3)
        for name in ["product.xml", "product.bin", "product.json"] {
            #expect(FileManager.default.fileExists(atPath: folder.path(of: "edgeplan/models/" + name)), "\(name)")
        }
        #expect(try run(["remove", "product"]).status == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path(of: "edgeplan/models")).isEmpty)
    }

    @Test func `OpenVINO's files that do not belong together are refused with what is wrong`() throws {
        let path = openVINO()
        let numbers = folder.path(of: "product.bin")
        for (count, why) in [(31, "it has 31 bytes, and the description uses 32"), (0, "uses 32")] {
            folder.addFile("product.bin", [UInt8](repeating: 0, count: count))
            let ending = try run(["add", path])
            #expect(ending.status == 3 && ending.errors.contains(why) && ending.errors.contains(numbers))
        }
        // Perhaps of another export: nothing in the files says so.
        folder.addFile("product.bin", [UInt8](repeating: 0, count: 48))
        #expect(try run(["show", path]).output.contains("16 bytes at the end"))
        try FileManager.default.removeItem(atPath: numbers)
        let missing = try run(["add", path])
        #expect(missing.status == 3 && missing.errors.contains("put the .bin file"))
        let other = try run(["add", openVINO(version: 7)])
        #expect(other.status == 3 && other.errors.contains("version 7"))
        folder.addFile("product.xml", Array("<net version=\"11\"><layers>".utf8))
        #expect(try run(["add", path]).errors.contains("not well formed"))
    }
}
