import EdgePlatform
public import EdgeRecords

/// Models that have a file: the user's own, in a folder with a record of the same name beside each, and those inside
/// the program.
///
/// The record is written last and holds the file's hash, so what an interruption left half done is noticed.
public struct LocalCatalogue: Sendable {
    public let folder: String

    /// No record is larger: it lists the layers of one model.
    private static let recordLimitBytes = 64 << 20
    /// ONNX's own limit.
    private static let fileLimitBytes = 2 << 30

    public init(folder: String) {
        self.folder = folder
    }

    /// The user's own, sorted by name; none if there is no folder yet.
    public func models() throws(LocalCatalogueError) -> [Model] {
        var models: [Model] = []
        for name in try names() {
            if let model = try model(named: name) { models.append(model) }
        }
        return models
    }

    /// Of all records, also of those that cannot be read.
    public func names() throws(LocalCatalogueError) -> [String] {
        do throws(FileTreeError) {
            let all = try FileTree(root: folder).names(in: "/")
            return all.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.filter(ModelName.isGood).sorted()
        } catch .missing {
            return []
        } catch {
            throw .file(error)
        }
    }

    /// The user's, or else the program's; nil if there is none of this name.
    public func model(named name: String) throws(LocalCatalogueError) -> Model? {
        guard ModelName.isGood(name) else { return nil }
        let path = "\(folder)/\(name).json"
        let bytes: [UInt8]
        do throws(FileTreeError) {
            bytes = try UserFile.bytes(of: path, limitBytes: Self.recordLimitBytes)
        } catch .missing {
            return EmbeddedModels.model(named: name)?.record
        } catch {
            throw .file(error)
        }
        do throws(RecordError) {
            return try RecordText.decode(Model.self, from: bytes, file: path)
        } catch {
            throw .record(error)
        }
    }

    /// Where a model's file lies.
    public func path(of model: Model) -> String { path(of: model.name, as: model.format) }

    /// Where a model's file lies that is written in a format.
    public func path(of name: String, as format: ModelFormat = .onnx) -> String {
        "\(folder)/\(name)\(format.ending)"
    }

    /// Where a variant's file lies that was made of a model; no model's name has such a sign.
    public func path(of model: Model, _ precision: Precision) -> String {
        path(of: "\(model.name)@\(precision.rawValue)", as: model.format == .gguf ? .gguf : .onnx)
    }

    /// Where a variant's file lies: the model's own, or one that was made of it.
    private func filePath(of model: Model, _ variant: Variant?) -> String {
        guard let variant, variant.hash != model.variants.first?.hash else { return path(of: model) }
        return path(of: model, variant.precision)
    }

    /// Where the file of a model, or of one of its variants, lies, if it is the one that was added.
    ///
    /// For what engines read themselves and is too large to be copied about.
    public func checkedPath(of model: Model, _ precision: Precision) throws(LocalCatalogueError) -> String {
        let variant = model.variants.first { $0.precision == precision } ?? model.variants.first
        let path = filePath(of: model, variant)
        let hash: String
        do throws(FileTreeError) {
            hash = try Self.hash(of: path, variant?.format)
        } catch {
            throw .file(error)
        }
        guard hash == variant?.hash else { throw .otherFile(path: path) }
        return path
    }

    /// The file of a model, or of one of its variants, if it is the one that was added.
    ///
    /// - Parameter precision: nil for the file that the model was added with.
    public func bytes(of model: Model, _ precision: Precision? = nil) throws(LocalCatalogueError) -> [UInt8] {
        let variant = precision.flatMap { wanted in model.variants.first { $0.precision == wanted } }
        // Of a model of the program's with variants of the user's, some files are the program's all the same.
        if model.weights == .trained,
            let file = EmbeddedModels.model(named: model.name)?.file(withHash: (variant ?? model.variants.first)?.hash)
        {
            return file
        }
        let path = filePath(of: model, variant)
        let bytes: [UInt8]
        do throws(FileTreeError) {
            bytes = try UserFile.bytes(of: path, limitBytes: Self.fileLimitBytes)
        } catch {
            throw .file(error)
        }
        let hash = "sha256:" + SHA256.hex(of: bytes)
        guard (variant ?? model.variants.first)?.hash == hash else { throw .otherFile(path: path) }
        return bytes
    }

    /// Keeps a variant that was made of a model, in place of one of the same precision.
    public func add(
        _ variant: Variant, _ bytes: [UInt8], _ card: VariantCard, to model: Model
    ) throws(LocalCatalogueError) {
        try add(variant, card, to: model) { path throws(AtomicFileError) in try AtomicFile.write(bytes, to: path) }
    }

    /// The same of a file in the same file system, which may be too large for memory.
    public func add(
        _ variant: Variant, movedFrom file: String, _ card: VariantCard, to model: Model
    ) throws(LocalCatalogueError) {
        try add(variant, card, to: model) { path throws(AtomicFileError) in try AtomicFile.move(file, to: path) }
    }

    private func add(
        _ variant: Variant, _ card: VariantCard, to model: Model, place: (String) throws(AtomicFileError) -> Void
    ) throws(LocalCatalogueError) {
        var model = model
        // What an engine makes of the file itself gives way to a file of its own.
        model.variants.removeAll { $0.precision == variant.precision }
        model.variants.append(variant)
        let path = path(of: model, variant.precision)
        let texts: (card: String, model: String)
        do throws(RecordError) {
            texts = (try RecordText.encode(card), try RecordText.encode(model))
        } catch {
            throw .record(error)
        }
        do throws(AtomicFileError) {
            try UserFile.makeFolder(folder)
            try place(path)
            try AtomicFile.write(texts.card, to: ModelName.plain(path) + ".card.json")
            try AtomicFile.write(texts.model, to: "\(folder)/\(model.name).json")
        } catch {
            throw .write(error)
        }
    }

    /// Where the text of a model's licence lies, if it came with one.
    public func licencePath(of name: String) -> String { "\(folder)/\(name).licence.txt" }

    /// Whether there was a model of the user's to remove; what was measured of its file stays.
    public func remove(_ name: String) throws(LocalCatalogueError) -> Bool {
        guard try names().contains(name) else { return false }
        // A record that cannot be read tells of no variants: their usual names are tried.
        let model = (try? model(named: name)) ?? Model(name: name, task: .unknown, labels: nil, weights: .user)
        let precisions = Set(Precision.known + model.variants.map(\.precision))
        do throws(AtomicFileError) {
            // The record first: without it the others are nothing.
            let variants = precisions.map { path(of: model, $0) }
            let cards = variants.map { ModelName.plain($0) + ".card.json" }
            let files = ModelFormat.known.map { path(of: name, as: $0) } + [weightsPath(of: name)]
            let tensors = path(of: name, as: .safetensors)
            if UserFile.isFolder(tensors) { FolderRemoval.remove(tensors) }
            for path in ["\(folder)/\(name).json", licencePath(of: name)] + files + variants + cards {
                try UserFile.remove(path)
            }
        } catch {
            throw .write(error)
        }
        return true
    }

    /// Where the numbers of a model lie whose format has them in a second file.
    private func weightsPath(of name: String) -> String { IRReader.weights(of: path(of: name, as: .openvinoIR)) }

    /// - Parameters:
    ///   - weights: of a format that has its numbers in a second file.
    ///   - replacing: whether a model of this name may be there already.
    public func add(
        _ model: Model, _ bytes: [UInt8], weights: [UInt8]? = nil, replacing: Bool
    ) throws(LocalCatalogueError) {
        try add(model, replacing: replacing) { path throws(AtomicFileError) in
            if let weights { try AtomicFile.write(weights, to: weightsPath(of: model.name)) }
            try AtomicFile.write(bytes, to: path)
            if weights == nil { try UserFile.remove(weightsPath(of: model.name)) }
        }
    }

    /// Of all that an engine reads of it.
    private static func hash(of path: String, _ format: ModelFormat?) throws(FileTreeError) -> String {
        switch format {
        case .safetensors?: try LanguageFolder.hash(of: path)
        case .openvinoIR?: try IRReader.hash(of: path)
        default: try UserFile.hash(of: path)
        }
    }

    /// The same of a folder, whose files are copied one at a time.
    public func add(_ model: Model, _ tensors: LanguageFolder, replacing: Bool) throws(LocalCatalogueError) {
        if !replacing, try names().contains(model.name) { throw .alreadyThere(model.name) }
        let place = path(of: model)
        FolderRemoval.remove(place)
        for name in tensors.files {
            let bytes: [UInt8]
            do throws(FileTreeError) {
                bytes = try UserFile.bytes(of: "\(tensors.path)/\(name)", limitBytes: Self.fileLimitBytes)
            } catch {
                throw .file(error)
            }
            do throws(AtomicFileError) {
                try UserFile.makeFolder(place)
                try AtomicFile.write(bytes, to: "\(place)/\(name)")
            } catch {
                throw .write(error)
            }
        }
        try add(model, replacing: true) { _ throws(AtomicFileError) in
            try UserFile.remove(weightsPath(of: model.name))
        }
    }

    private func add(
        _ model: Model, replacing: Bool, place: (String) throws(AtomicFileError) -> Void
    ) throws(LocalCatalogueError) {
        if !replacing, try names().contains(model.name) { throw .alreadyThere(model.name) }
        let text: String
        do throws(RecordError) {
            text = try RecordText.encode(model)
        } catch {
            throw .record(error)
        }
        do throws(AtomicFileError) {
            try UserFile.makeFolder(folder)
            try place(path(of: model))
            try AtomicFile.write(text, to: "\(folder)/\(model.name).json")
            // What it took the place of may have been written in another format.
            for format in ModelFormat.known where format != model.format {
                let old = path(of: model.name, as: format)
                if UserFile.isFolder(old) { FolderRemoval.remove(old) } else { try UserFile.remove(old) }
            }
        } catch {
            throw .write(error)
        }
    }
}
