import EdgeRecords
import EdgeTestSupport
import Foundation
import Testing

/// `edgeplan models quantize` and `prune`, as they are typed.
@Suite struct CompressingTests {
    private let folder = TemporaryFolder()

    private func run(_ words: [String]) throws -> Program.Ending {
        try Program.run(["models"] + words, environment: ["XDG_CACHE_HOME": folder.path])
    }

    /// What takes long, and changes nothing of what these tests look at.
    private static let quickly = ["--nearest", "--no-equalization", "--no-bias-correction"]

    private func exported(_ model: String = "fashion-cnn-w4", _ words: [String] = []) throws -> String {
        let path = folder.path(of: "net.onnx")
        let ending = try run(["export", model, "--output", path, "--force"] + words)
        #expect(ending.status == 0, "\(ending.errors)")
        return path
    }

    /// A NumPy file of zeros.
    private func array(_ name: String, _ shape: String, count: Int) -> String {
        var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(shape)), }"
        while (header.utf8.count + 11) % 64 != 0 { header += " " }
        header += "\n"
        let size = header.utf8.count
        let bytes: [UInt8] =
            [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(size & 0xFF), UInt8(size >> 8)] + Array(header.utf8)
            + Array(repeating: 0, count: count * 4)
        folder.addFile(name, bytes)
        return folder.path(of: name)
    }

    @Test func `a file becomes a file with its card, and made-up inputs are called weak`() throws {
        let path = try exported()
        let output = folder.path(of: "small.onnx")
        let ending = try run(["quantize", path, "--output", output, "--json"])
        #expect(ending.status == 0, "\(ending.errors)")
        let card = try RecordText.decode(VariantCard.self, from: ending.output)
        #expect(card.variant == "net/int8")
        #expect(card.remarks.contains { $0.contains("made-up") })
        let bytes = try Data(contentsOf: URL(filePath: output))
        #expect(card.hash == "sha256:" + SHA256.hex(of: bytes))
        let kept = try String(contentsOf: URL(filePath: folder.path(of: "small.card.json")), encoding: .utf8)
        #expect(kept == ending.output)
        #expect(try run(["check", output]).status == 0)
        let again = try run(["quantize", path, "--output", output])
        #expect(again.status == 3)
        #expect(again.errors.contains("--force"))
        let twice = try run(["quantize", output, "--output", folder.path(of: "twice.onnx")])
        #expect(twice.status == 3)
        #expect(twice.errors.contains("quantized already"))
    }

    @Test func `a variant of the user's own model is kept beside it`() throws {
        let path = try exported()
        #expect(try run(["add", path, "--name", "mine"]).status == 0)
        let ending = try run(["quantize", "mine"] + Self.quickly)
        #expect(ending.status == 0, "\(ending.errors)")
        let shown = try run(["show", "mine", "--precision", "int8", "--json"])
        let model = try RecordText.decode(Model.self, from: shown.output)
        let variant = try #require(model.variants.first { $0.precision == .int8 })
        #expect(variant.accuracy?.kind == .fidelity)
        let output = folder.path(of: "again.onnx")
        #expect(try run(["export", "mine", "--precision", "int8", "--output", output]).status == 0)
        #expect(variant.hash == "sha256:" + SHA256.hex(of: try Data(contentsOf: URL(filePath: output))))
        #expect(try run(["export", "mine", "--output", folder.path(of: "float.onnx")]).status == 0)
    }

    @Test func `a variant's file is known by what it says itself`() throws {
        let path = folder.path(of: "shirts.onnx")
        #expect(try run(["export", "fashion-cnn-w4", "--output", path]).status == 0)
        let output = folder.path(of: "small.onnx")
        let ending = try run(["quantize", path, "--output", output, "--json"] + Self.quickly)
        #expect(ending.status == 0, "\(ending.errors)")
        let card = try RecordText.decode(VariantCard.self, from: ending.output)
        // The file is that of a model that is known: so are its licence and its accuracy.
        #expect(card.parent.licence == "Apache-2.0" && card.parent.accuracy?.metric == "top-1")
        #expect(try run(["add", output, "--name", "little"]).status == 0)
        let model = try RecordText.decode(Model.self, from: try run(["show", "little", "--json"]).output)
        #expect(model.task == .imageClassification && model.labels == "fashion-mnist")
        #expect(model.preprocessing["width"] == 28 && model.licence == "Apache-2.0")
        let variant = try #require(model.variants.first)
        #expect(variant.precision == .int8 && variant.accuracy?.kind == .fidelity)
        #expect(variant.parentAccuracy?.value.value == card.parent.accuracy?.value.value)
    }

    @Test func `a variant of made-up weights is never evaluated`() throws {
        let output = folder.path(of: "small.onnx")
        #expect(try run(["quantize", "ds-cnn", "--precision", "int8-weights", "--output", output]).status == 0)
        folder.addFolder("data")
        let ending = try run(["evaluate", output, "--data", folder.path(of: "data")])
        #expect(ending.status == 3)
        #expect(ending.errors.contains("made up"), "\(ending.errors)")
    }

    @Test func `a pruned model of the user's is another model`() throws {
        #expect(try run(["add", try exported(), "--name", "mine"]).status == 0)
        let ending = try run(["prune", "mine", "--share", "30%", "--json"])
        #expect(ending.status == 0, "\(ending.errors)")
        #expect(try RecordText.decode(VariantCard.self, from: ending.output).removedShare ?? 0 > 0.15)
        let shown = try RecordText.decode(Model.self, from: try run(["show", "mine-p30", "--json"]).output)
        let parent = try RecordText.decode(Model.self, from: try run(["show", "mine", "--json"]).output)
        #expect(try #require(shown.variants[0].operations) < (try #require(parent.variants[0].operations)))
    }

    /// An IDX file of bytes.
    private func idx(_ name: String, _ sizes: [Int], _ byte: (Int) -> UInt8) {
        var head: [UInt8] = [0, 0, 8, UInt8(sizes.count)]
        for size in sizes { head += [0, 0, UInt8(size >> 8), UInt8(size & 255)] }
        folder.addFile(name, head + (0..<sizes.reduce(1, *)).map(byte))
    }

    @Test func `pictures of the MNIST family are calibrated with, those to train with where there are both`() throws {
        folder.addFolder("shirts")
        for (name, count) in [("t10k", 20), ("train", 40)] {
            idx("shirts/\(name)-images-idx3-ubyte", [count, 28, 28]) { UInt8(truncatingIfNeeded: $0 &* 37 >> 3) }
            idx("shirts/\(name)-labels-idx1-ubyte", [count]) { UInt8($0 % 10) }
        }
        let words = ["quantize", "fashion-cnn-w4", "--output", folder.path(of: "x.onnx"), "--json"] + Self.quickly
        let ending = try run(words + ["--calibrate", folder.path(of: "shirts")])
        #expect(ending.status == 0, "\(ending.errors)")
        let card = try RecordText.decode(VariantCard.self, from: ending.output)
        #expect(card.calibration?.source.hasPrefix("shirts, train, 40 of 40 pictures") == true, "\(ending.output)")
        // Nobody says how another network wants them.
        let sounds = ["quantize", "ds-cnn", "--output", folder.path(of: "y.onnx")] + Self.quickly
        let other = try run(sounds + ["--calibrate", folder.path(of: "shirts")])
        #expect(other.status == 3 && other.errors.contains("width"))
    }

    @Test func `an empty folder, and one that is not there, are told`() throws {
        let path = try exported()
        folder.addFolder("empty")
        for (name, word) in [("empty", "no file of a known ending"), ("missing", "no such folder")] {
            let ending = try run([
                "quantize", path, "--calibrate", folder.path(of: name), "--output", folder.path(of: "x.onnx"),
            ])
            #expect(ending.status == 3)
            #expect(ending.errors.contains(word), "\(ending.errors)")
        }
        #expect(!folder.names().contains("x.onnx"))
    }

    @Test func `an array of another size, a damaged picture and too few inputs are told by name`() throws {
        let path = try exported("resnet-8")
        folder.addFile("broken.png", [0x89, 0x50, 0x4E, 0x47, 0, 1])
        let small = array("small.npy", "4, 3, 8, 8", count: 768)
        let few = array("few.npy", "2, 3, 32, 32", count: 6144)
        for (given, words) in [
            (small, ["small.npy", "4×3×8×8"]), (few, ["it needs"]), (folder.path(of: "broken.png"), ["preprocessing"]),
        ] {
            let ending = try run(["quantize", path, "--calibrate", given, "--output", folder.path(of: "x.onnx")])
            #expect(ending.status == 3)
            for word in words { #expect(ending.errors.contains(word), "\(ending.errors)") }
        }
        let known = try run([
            "quantize", "resnet-8", "--calibrate", folder.path(of: "broken.png"), "--output", folder.path(of: "x.onnx"),
        ])
        #expect(known.status == 3)
        #expect(known.errors.contains("broken.png"))
        #expect(!folder.names().contains("x.onnx"))
    }

    @Test func `a loss of accuracy that is none is refused`() throws {
        let ending = try run(["quantize", try exported(), "--keep-accuracy", "much"])
        #expect(ending.status == 2)
        #expect(ending.errors.contains("1pt"))
    }
}
