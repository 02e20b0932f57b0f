internal import EdgePlatform

extension LabelledData {
    private static let arraysLimitBytes = 4 << 30

    /// Opens what the user named: a folder with one for each class, a table, or arrays.
    ///
    /// - Parameter classes: their names in the order of the model's outputs; nil to go by numbers, or else by the
    ///   alphabet.
    public init(at path: String, classes: [String]? = nil) throws(LabelledDataError) {
        let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        if UserFile.isFolder(path) {
            let names = try Self.names(in: path)
            if let pictures = LabelledPair.pictures(among: names) {
                self = try Self.pair("\(path)/\(pictures)", classes)
            } else {
                self = try Self.folder(path, names: names, classes)
            }
        } else if path.lowercased().hasSuffix(".csv") {
            self = try LabelledTable(path: path).data(classes)
        } else if path.lowercased().hasSuffix(".npz") {
            self = try Self.archive(path, classes)
        } else if LabelledPair.isPictures(path) {
            self = try Self.pair(path, classes)
        } else {
            // What is missing is told as that.
            _ = try Self.bytes(of: path)
            throw .unknownForm(path)
        }
    }

    /// The file of pictures, of those of the MNIST family that are named or lie in a folder, that a network may be made
    /// with; nil where there is none.
    public static func calibrationPictures(at path: String) -> String? {
        let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        if LabelledPair.isPictures(path) { return path }
        guard UserFile.isFolder(path), let names = try? names(in: path) else { return nil }
        return LabelledPair.calibrationPictures(among: names).map { "\(path)/\($0)" }
    }

    static func title(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

    static func names(in folder: String) throws(LabelledDataError) -> [String] {
        do throws(FileTreeError) {
            return try FileTree(root: folder).names(in: "/")
        } catch {
            throw .file(error)
        }
    }

    static func bytes(of path: String) throws(LabelledDataError) -> [UInt8] {
        do throws(FileTreeError) {
            return try UserFile.bytes(of: path, limitBytes: arraysLimitBytes)
        } catch {
            throw .file(error)
        }
    }

    /// A folder for each class; or, without labels, files alone.
    private static func folder(
        _ path: String, names: [String], _ known: [String]?
    ) throws(LabelledDataError) -> LabelledData {
        let folders = names.filter { !$0.hasPrefix(".") && UserFile.isFolder("\(path)/\($0)") }
        guard !folders.isEmpty else {
            let files = names.filter(LabelledFile.isSample).map { LabelledFile(path: "\(path)/\($0)", label: nil) }
            guard !files.isEmpty else { throw .empty(path) }
            return LabelledData(name: title(of: path), classes: known, isOrderGuessed: false, .files(files))
        }
        let order = ClassOrder(of: folders, known: known)
        var files: [LabelledFile] = []
        for folder in folders {
            let label = try order.label(of: folder, place: "\(path)/\(folder)")
            files += try self.names(in: "\(path)/\(folder)").filter(LabelledFile.isSample)
                .map { LabelledFile(path: "\(path)/\(folder)/\($0)", label: label) }
        }
        guard !files.isEmpty else { throw .empty(path) }
        return LabelledData(
            name: title(of: path), classes: order.names, isOrderGuessed: order.isGuessed, .files(files))
    }

    private static func archive(_ path: String, _ classes: [String]?) throws(LabelledDataError) -> LabelledData {
        let tensors: [(name: String, tensor: Tensor)]
        let bytes = try bytes(of: path)
        do throws(InputError) {
            tensors = try NumPyArchive.tensors(from: bytes, named: path)
        } catch {
            throw .input(error)
        }
        guard let samples = tensors.first(where: { $0.name == "x" }) else { throw .noArray(path, name: "x") }
        guard let labels = tensors.first(where: { $0.name == "y" }) else { throw .noArray(path, name: "y") }
        let arrays = try LabelledArrays(file: path, samples: samples.tensor, labels: labels.tensor)
        return LabelledData(name: title(of: path), classes: classes, isOrderGuessed: false, .arrays(arrays))
    }

    private static func pair(_ path: String, _ classes: [String]?) throws(LabelledDataError) -> LabelledData {
        let arrays = try LabelledPair.arrays(at: path)
        let folder = path.split(separator: "/").dropLast().last.map { "\($0), " } ?? ""
        return LabelledData(
            name: folder + LabelledPair.title(of: title(of: path)), classes: classes, isOrderGuessed: false,
            .arrays(arrays))
    }
}
