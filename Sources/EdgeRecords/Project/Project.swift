/// `edgeplan.json`: what a folder's plans ask for, in the words of the options.
public struct Project: VersionedRecord {
    public static let schemaName = "edgeplan.project/1"
    public static let fileName = "edgeplan.json"

    public var schema = Project.schemaName
    /// Each as `--task` takes it: `image-classification`, `keyword-spotting=20ms`.
    public var tasks: [String] = []
    /// Tasks that come one after another, in place of `tasks`.
    public var pipeline: [String] = []
    public var labels: String?
    /// `50ms`, or several with commas between.
    public var target: String?
    public var percentile: String?
    public var confidence: String?
    public var objective: String?
    public var accuracyFloor: String?
    public var memory: String?
    public var download: String?
    public var energy: String?
    public var coldStart: String?
    public var engines: [String] = []
    public var licences: [String] = []
    /// What runs now.
    public var current: String?
    /// Those that are measured: names, or ONNX files.
    public var models: [String] = []

    public init() {}

    /// What it says, by the names of the options that mean the same; nothing for what it leaves open.
    public var options: [(name: String, values: [String])] {
        let single = [
            ("labels", labels), ("target", target), ("percentile", percentile), ("confidence", confidence),
            ("objective", objective), ("accuracy-floor", accuracyFloor), ("memory", memory), ("download", download),
            ("energy", energy), ("cold-start", coldStart), ("current", current),
        ]
        let listed = [
            ("task", tasks), ("pipeline", pipeline.isEmpty ? [] : [pipeline.joined(separator: ",")]),
            ("engine", engines), ("licence", licences),
        ]
        let given = listed.filter { !$0.1.isEmpty } + single.compactMap { name, value in value.map { (name, [$0]) } }
        return given.map { (name: $0.0, values: $0.1) }
    }

    /// Reads what a person wrote: unlike in other records a key that is not known is a mistake.
    public static func read(_ value: JSONValue, file: String) throws -> Project {
        let project = try RecordText.decode(Project.self, from: value, file: file)
        if case .object(let members) = value {
            let known = knownKeys
            for key in members.keys.sorted() where !known.contains(key) {
                throw ProjectError.unknownKey(key, known: known.sorted(), file: file)
            }
        }
        return project
    }

    private static var knownKeys: Set<String> {
        var full = Project()
        (full.labels, full.target, full.percentile, full.confidence) = ("", "", "", "")
        (full.objective, full.accuracyFloor, full.memory, full.download) = ("", "", "", "")
        (full.energy, full.coldStart, full.current) = ("", "", "")
        (full.tasks, full.pipeline, full.engines, full.licences, full.models) = ([""], [""], [""], [""], [""])
        guard case .object(let members)? = try? RecordText.value(of: full) else { return [] }
        return Set(members.keys)
    }
}

/// Why a project file cannot be used.
public enum ProjectError: ExplainedError {
    case unknownKey(String, known: [String], file: String)

    public var what: String {
        switch self {
        case .unknownKey(let key, _, let file): "\(file) holds '\(key.printable)', which nothing is known of"
        }
    }

    public var `where`: String {
        switch self {
        case .unknownKey(let key, _, let file): "\(file): \(key.printable)"
        }
    }

    public var why: String {
        switch self {
        case .unknownKey(_, let known, _): "the keys are \(known.joined(separator: ", "))"
        }
    }

    public var remedy: String { "correct or remove it" }
}
