/// The models that can be installed: from which package of which version, and what each must be to the byte.
public struct PackageList: VersionedRecord {
    public static let schemaName = "edgeplan.packages/1"

    public var schema = PackageList.schemaName
    public var packages: [PackagedModel]

    public init(packages: [PackagedModel]) {
        self.packages = packages
    }
}

/// A model that lies in a Python package.
public struct PackagedModel: Codable, Hashable, Sendable {
    public enum Form: String, Codable, Sendable {
        /// As it is.
        case onnx
        /// Weights alone, for an architecture of the catalogue.
        case torch
        /// As it is, for the engines that read it.
        case tflite
        /// As it is, for llama.cpp.
        case gguf
        /// In pieces, which become one archive for CTranslate2.
        case ct2
    }

    /// A file of a model that lies in several, perhaps in several packages; those of one name are joined in their order.
    public struct Piece: Codable, Hashable, Sendable {
        public var name: String
        public var package: String
        public var version: String
        /// Of the package's file.
        public var hash: String
        public var member: String
        public var memberHash: String

        public init(name: String, package: String, version: String, hash: String, member: String, memberHash: String) {
            (self.name, self.package, self.version, self.hash) = (name, package, version, hash)
            (self.member, self.memberHash) = (member, memberHash)
        }
    }

    /// What the model is called here; a made-up one of this name gives way to it.
    public var name: String
    public var task: TaskName
    public var labels: String?
    /// An SPDX expression.
    public var licence: String
    /// The file in the package that holds the licence's text.
    public var licenceMember: String
    public var package: String
    public var version: String
    /// Of the package's file, as `sha256:` and its digits.
    public var hash: String
    /// Of its files for other processors, which hold the same model.
    public var otherHashes: [String]?
    /// The file in the package that holds the model.
    public var member: String
    public var memberHash: String
    public var form: Form
    /// Those beyond `member`, for a model in several files.
    public var pieces: [Piece]?
    /// What `member` is called in the archive then.
    public var pieceName: String?
    /// For weights: the catalogue's name of the network that they belong to.
    public var architecture: String?
    /// For weights: what was added to variances.
    public var epsilon: Double?
    /// For weights: whether borders are as wide before as after, as PyTorch has them.
    public var isPaddedEvenly: Bool?
    /// Sizes for dimensions that the file leaves open.
    public var sizes: [String: Int]?
    public var preprocessing: [String: JSONValue]?
    public var accuracy: Accuracy?

    public init(
        name: String, task: TaskName, licence: String, licenceMember: String, package: String, version: String,
        hash: String, member: String, memberHash: String, form: Form
    ) {
        self.name = name
        self.task = task
        self.licence = licence
        self.licenceMember = licenceMember
        self.package = package
        self.version = version
        self.hash = hash
        self.member = member
        self.memberHash = memberHash
        self.form = form
    }

    /// Of all files that may be taken.
    public var hashes: [String] { [hash] + (otherHashes ?? []) }

    /// The package's name with its version, as records cite it.
    public var source: String { "\(package) \(version)" }

    /// The other packages that its pieces lie in, each as if it were the model's.
    public var otherPackages: [PackagedModel] {
        var others: [PackagedModel] = []
        for piece in pieces ?? []
        where piece.package != package && !others.contains(where: { $0.package == piece.package }) {
            var other = self
            (other.package, other.version, other.hash, other.otherHashes) = (
                piece.package, piece.version, piece.hash, nil
            )
            others.append(other)
        }
        return others
    }

    /// Whether its licence forbids what companies do, by the words that SPDX has for that.
    public var isNonCommercial: Bool {
        let words = licence.lowercased().split { !$0.isLetter && !$0.isNumber }
        return words.contains("nc") || words.contains("noncommercial")
            || words.contains("non") && words.contains("commercial")
    }
}
