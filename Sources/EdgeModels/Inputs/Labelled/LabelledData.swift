internal import EdgePlatform
internal import EdgeRecords

/// One thing that a model is asked about, and what is right.
public struct LabelledSample: Sendable {
    public enum Content: Sendable {
        /// To be prepared as the model wants it.
        case picture(Image)
        /// Prepared already.
        case tensor(Tensor)
    }

    public let content: Content
    /// The place of the right answer among the outputs; nil where nobody said it.
    public let label: Int?
}

/// A user's samples with their labels, wherever they come from; each is read when it is asked for.
public struct LabelledData: Sendable {
    /// What records call it: the folder's or the file's name.
    public let name: String
    /// The classes' names in the order of their labels; nil where labels are numbers alone.
    public let classes: [String]?
    /// Whether the order of the classes was guessed from their names.
    public let isOrderGuessed: Bool
    private let source: Source

    enum Source: Sendable {
        case files([LabelledFile])
        case arrays(LabelledArrays)
    }

    init(name: String, classes: [String]?, isOrderGuessed: Bool, _ source: Source) {
        self.name = name
        self.classes = classes
        self.isOrderGuessed = isOrderGuessed
        self.source = source
    }

    public var count: Int {
        switch source {
        case .files(let files): files.count
        case .arrays(let arrays): arrays.count
        }
    }

    public func label(at place: Int) -> Int? {
        switch source {
        case .files(let files): files[place].label
        case .arrays(let arrays): arrays.labels[place]
        }
    }

    public func sample(at place: Int) throws(LabelledDataError) -> LabelledSample {
        switch source {
        case .files(let files): try files[place].sample()
        case .arrays(let arrays): try arrays.sample(at: place)
        }
    }

    /// Where a sample stands, for errors.
    public func place(of sample: Int) -> String {
        switch source {
        case .files(let files): files[sample].path
        case .arrays(let arrays): "\(arrays.file), sample \(sample)"
        }
    }

    /// Of all that the data is made of, as `sha256:` and its digits: the same files and labels give the same one.
    public func hash() throws(LabelledDataError) -> String {
        switch source {
        case .arrays(let arrays): return "sha256:" + arrays.hash
        case .files(let files):
            var hash = SHA256()
            for file in files {
                let line = "\(file.label ?? -1) \(SHA256.hex(of: try file.bytes()))\n"
                hash.update(Array(line.utf8).span)
            }
            return "sha256:" + hash.hexDigest()
        }
    }

    /// So many of them, evenly spread, so that data sorted by class keeps all its classes.
    public func places(atMost limit: Int?) -> [Int] {
        guard let limit, limit < count else { return Array(0..<count) }
        return (0..<limit).map { $0 * count / limit }
    }
}
