import EdgeModels
import EdgeRecords
import EdgeTestSupport
import Testing

/// OpenVINO's own form: a description, and the numbers in a file beside it.
@Suite struct IRReaderTests {
    private let folder = TemporaryFolder()

    /// A product of an input of open batch with 4 x 2 weights, in the words of OpenVINO's writer.
    private static func text(
        weights: String = "f32", size: Int = 32, version: String = "11", dim: String = "-1", more: String = ""
    ) -> String {
        """
        <?xml version="1.0"?>
        <!-- made here -->
        <net name="one" version="\(version)">
            <layers>
                <layer id="0" name="in" type="Parameter" version="opset1">
                    <data shape="?,4" element_type="f32" />
                    <output><port id="0" precision="FP32" names="x"><dim>\(dim)</dim><dim>4</dim></port></output>
                </layer>
                <layer id="1" name="w" type="Const" version="opset1">
                    <data element_type="\(weights)" shape="4, 2" offset="64" size="\(size)" />
                    <output><port id="0" precision="FP32"><dim>4</dim><dim>2</dim></port></output>
                </layer>
                <layer id="2" name="product" type="MatMul" version="opset1">
                    <data transpose_a="false" transpose_b="false" />
                    <output><port id="2" precision="FP32"><dim>-1</dim><dim>2</dim></port></output>
                </layer>
                \(more)
                <layer id="3" name="y/sink_port_0" type="Result" version="opset1">
                    <input><port id="0" precision="FP32"><dim>-1</dim><dim>2</dim></port></input>
                </layer>
            </layers>
            <edges><edge from-layer="0" from-port="0" to-layer="2" to-port="0" /></edges>
            <rt_info><Runtime_version value="2026 &lt;x&gt;&#10;&#x0A;" /></rt_info>
        </net>
        """
    }

    private func file(_ text: String, limits: IRReader.Limits = .init()) throws(IRError) -> IRFile {
        try IRReader.file(of: Array(text.utf8), limits: limits)
    }

    @Test func `what enters and leaves, how numbers are stored and what is done is told`() throws {
        let file = try file(Self.text())
        #expect(file.inputs == [Model.Port(name: "x", elementType: "f32", shape: [nil, 4])])
        #expect(file.outputs == [Model.Port(name: "y", elementType: "f32", shape: [nil, 2])])
        #expect(file.precisions == [.fp32, .bf16] && file.parameters == 8 && file.weightBytes == 32)
        #expect(file.operators == [OperatorCount(name: "MatMul", count: 1, isCustom: false)] && !file.keepsState)
    }

    @Test(
        arguments: [
            ("f16", "", Precision.fp16), ("i8", "", .int8Weights), ("u4", "", .int4Weights), ("nf4", "", .int4Weights),
            ("i8", "<layer id=\"9\" name=\"q\" type=\"FakeQuantize\"/>", .int8),
        ])
    func `the precision is that of most weights, or of what is quantized in between`(
        stored: String, more: String, precision: Precision
    ) throws {
        #expect(try file(Self.text(weights: stored, more: more)).precisions == [precision])
    }

    @Test func `a layer that remembers makes answers depend on runs before`() throws {
        #expect(try file(Self.text(more: "<layer id=\"9\" name=\"m\" type=\"ReadValue\"/>")).keepsState)
    }

    @Test(
        arguments: [
            ("", "it is no XML with a net"), ("<other/>", "it is no XML with a net"),
            ("<net version=\"11\"/>", "no network"),
            ("<net version=\"11\"><layers>", "well formed"), ("<net version='7'></net>", "version 7"),
            ("<!DOCTYPE net [<!ENTITY a \"b\">]><net version=\"11\"/>", "well formed"),
            (String(repeating: "<a>", count: 200), "deep"),
            (Self.text(dim: "1e9"), "a size is 1e9"), (Self.text(size: -4), "makes no sense"),
            (Self.text(more: "<layer id=\"9\" name=\"n\"/>"), "no type"), (Self.text(more: "&made;"), "entity"),
            (Self.text(more: "&#xffffffff;"), "entity"), (Self.text(more: "&#"), "entity"),
        ])
    func `a damaged file is refused with what is wrong`(text: String, why: String) {
        let error = #expect(throws: IRError.self) { try file(text) }
        #expect(error?.why.contains(why) == true, "\(error?.why ?? "")")
    }

    @Test func `more than the limits is refused before it is kept`() {
        var limits = IRReader.Limits()
        limits.layers = 3
        #expect(throws: IRError.self) { try file(Self.text(), limits: limits) }
        (limits.layers, limits.numbers) = (4, 5)
        #expect(throws: IRError.self) { try file(Self.text(), limits: limits) }
        limits.numbers = 10
        #expect(throws: Never.self) { try file(Self.text(), limits: limits) }
    }

    @Test func `numbers that are missing or too few are said to be so`() throws {
        folder.addFile("one.xml", Array(Self.text().utf8))
        let path = folder.path(of: "one.xml")
        #expect(throws: IRError.self) { try IRReader.pair(at: path) }
        folder.addFile("one.bin", [UInt8](repeating: 0, count: 95))
        let error = #expect(throws: IRError.self) { try IRReader.pair(at: path) }
        #expect(error?.why == "it has 95 bytes, and the description uses 96")
        folder.addFile("one.bin", [UInt8](repeating: 0, count: 96))
        #expect(try IRReader.pair(at: path).bytes == 96 + Self.text().utf8.count)
    }

    @Test func `a model that was added is taken only as long as both its files are those that were`() throws {
        let text = Array(Self.text().utf8)
        folder.addFile("one.xml", text)
        folder.addFile("one.bin", [UInt8](repeating: 0, count: 96))
        var model = Model(name: "one", task: .unknown, labels: nil, weights: .user)
        model.take(try file(Self.text()), hash: try IRReader.hash(of: folder.path(of: "one.xml")), modelBytes: 96)
        let local = LocalCatalogue(folder: folder.path(of: "kept"))
        try local.add(model, text, weights: [UInt8](repeating: 0, count: 96), replacing: false)
        #expect(try local.checkedPath(of: model, .bf16) == local.path(of: model))
        folder.addFile("kept/one.bin", [UInt8](repeating: 1, count: 96))
        #expect(throws: LocalCatalogueError.otherFile(path: local.path(of: model))) {
            try local.checkedPath(of: model, .fp32)
        }
        // What takes its place in another format leaves neither behind.
        model.variants = [Variant(name: "one/fp32", precision: .fp32)]
        try local.add(model, [1], replacing: true)
        #expect(TemporaryFolder.names(in: local.folder) == ["one.json", "one.onnx"])
    }
}
