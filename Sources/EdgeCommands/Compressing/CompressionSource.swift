import EdgeArguments
import EdgeCompressing
import EdgeModels
import EdgePlatform
import EdgeProbing
import EdgeRecords

/// The model that variants are made of, and where they go.
struct CompressionSource {
    let graph: Graph
    /// All that is known of it: its variants inherit that.
    let model: Model
    let parent: VariantCard.Parent
    let file: InputFile
    let work: Work
    /// The user's own model with its folder, if it is one: its variants are kept beside it.
    let kept: (catalogue: LocalCatalogue, model: Model)?
    /// For files of variants.
    let stem: String

    init(_ parsed: ParsedCommand, in surroundings: Surroundings) throws {
        let word = parsed.text("model")
        let local = LocalCatalogue(folder: CacheFolder.models(in: surroundings.environment))
        let choice = try ModelChoice(word, in: surroundings, binding: try Binding.sizes(parsed), withHash: true)
        graph = try choice.graph(.fp32, toBe: "quantized or pruned")
        kept = try local.model(named: word).map { (local, $0) }
        stem = ModelName.suggested(for: word)
        model = choice.record
        parent = Self.parent(choice, named: choice.isFile ? stem : word)
        if let path = parsed.text(ifGiven: "preprocessing") {
            file = try InputFile(preprocessing: path)
        } else {
            let known = choice.record.preprocessing
            // That of other inputs than pictures and sounds helps nobody here.
            let isUsable = known["width"] != nil || known["features"] != nil
            file = try InputFile(record: isUsable ? known : [:])
        }
        let threads = try parsed.number(ifGiven: "threads") ?? Self.usableCPUs()
        work = Work(console: surroundings.console, threads: threads)
        Interruption.watch()
    }

    static func parent(_ choice: ModelChoice, named name: String) -> VariantCard.Parent {
        let variant = choice.record.variants.first
        var parent = VariantCard.Parent(
            name: name, weights: choice.record.weights, hash: variant?.hash, modelBytes: variant?.modelBytes)
        parent.licence = choice.record.licence
        parent.accuracy = variant?.accuracy
        return parent
    }

    static func usableCPUs() throws -> Int {
        max(DeviceProbe(tree: try FileTree.open("/")).device().limits.usableCPUs, 1)
    }

    /// What was named with `--calibrate` and `--held-out`; what was not is made up, or set apart from the rest.
    func samples(_ parsed: ParsedCommand) throws -> (calibration: SampleSet, heldOut: SampleSet) {
        let reader = SampleReader(graph: graph, file: file)
        let given = try parsed.text(ifGiven: "calibrate").map { try reader.samples(at: $0) }
        let heldOut = try parsed.text(ifGiven: "held-out").map { try reader.samples(at: $0) }
        let calibration = try given ?? MadeUpSamples.samples(for: graph, file.pictures)
        if let heldOut { return (calibration, heldOut) }
        // A quarter tells how near a variant stays.
        var (kept, apart) = calibration.split(heldOut: calibration.samples.count < 4 ? 0 : 0.25)
        apart.source += ", the last quarter"
        kept.source += apart.samples.isEmpty ? "" : ", all but the last quarter"
        return (kept, apart)
    }

    static let options: [Option] = [
        .value(
            "calibrate", .path(), called: "DIR",
            """
            A folder of pictures or arrays (`.png`, `.jpg`, `.npy`, `.npz`, or IDX files as of Fashion-MNIST, of which
            those to train with are taken), or one file of arrays, like those of later use. Without it numbers are made up, which is weak.
            """),
        .value(
            "held-out", .path(), called: "DIR",
            "Inputs to compare the answers on; otherwise the last quarter of `--calibrate`."),
        .value(
            "preprocessing", .path(), called: "FILE",
            "How pictures are prepared, in JSON: `width`, `height`, `shorterSide`, `interpolation`, `mean`, …"),
        .value(
            "output", .path(), called: "FILE",
            "Write here; otherwise beside a model of yours that was added, or to MODEL-PRECISION.onnx."),
        .flag("force", "Replace a file or variant that is there."),
        .value("threads", .wholeNumber(1...1024), "Threads that the network is run with; otherwise all."),
        ModelsCommand.binding,
    ]
}
