import EdgeArguments
import EdgeEngines
import EdgeModels
import EdgePlatform
import EdgeRecords

/// The user's own data that models are measured on.
struct OwnInput {
    private let files: [String]
    /// By the models' names.
    private let preprocessing: [String: [String: JSONValue]]
    private let models: [String: Model]

    private static let endings: Set = ["png", "jpg", "jpeg", "npy", "npz", "pb", "wav", "safetensors"]
    /// More would tell no more of the time that they take.
    private static let filesAtMost = 200

    /// - Throws: If there is nothing to read, or if the first file cannot be made an input of each of the models.
    init(_ parsed: ParsedCommand, models: [String: Model]) throws {
        files = try parsed.texts("input").flatMap(Self.files)
        self.models = models
        var own: [String: JSONValue]?
        if let path = parsed.text(ifGiven: "preprocessing") {
            let bytes = try UserFile.bytes(of: path, limitBytes: 1 << 20)
            guard case .object(let record) = try JSONReader.value(of: bytes) else {
                throw PreprocessingError.missing("width and height")
            }
            own = record
        }
        preprocessing = models.mapValues { own ?? $0.preprocessing }
        guard let first = files.first else { return }
        for name in models.keys.sorted() {
            _ = try InputFile(record: preprocessing[name] ?? [:]).tensors(at: first)
        }
    }

    /// Nil where the input is made up.
    func data(for model: String) -> InputData? {
        guard !files.isEmpty else { return nil }
        let isClassifier = models[model]?.task == .imageClassification
        return InputData(files: files, preprocessing: preprocessing[model] ?? [:], best: isClassifier ? 5 : nil)
    }

    /// A file, or those of a folder, evenly over all if there are too many.
    private static func files(at path: String) throws -> [String] {
        guard UserFile.isFolder(path) else { return [path] }
        let names = try FileTree(root: path).names(in: "").sorted().filter { name in
            endings.contains(name.split(separator: ".").last?.lowercased() ?? "")
        }
        guard !names.isEmpty else { throw OwnInputError.empty(path) }
        let count = min(names.count, filesAtMost)
        let folder = path.hasSuffix("/") ? path : path + "/"
        return (0..<count).map { folder + names[$0 * names.count / count] }
    }
}

/// Why there is no data to measure on.
enum OwnInputError: ExplainedError {
    case empty(String)

    var what: String { "nothing was measured" }
    var `where`: String {
        switch self {
        case .empty(let path): path
        }
    }
    var why: String { "the folder holds no picture, sound or tensor" }
    var remedy: String { "name a folder or a file with .png, .jpg, .wav, .npy, .npz, .pb or .safetensors" }
    var status: ExitStatus { .badInput }
}
