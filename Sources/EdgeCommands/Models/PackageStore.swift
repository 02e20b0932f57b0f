import EdgeModels
import EdgePlatform
import EdgeRecords

/// Package files as they were fetched, so that a model can be installed again without a network.
struct PackageStore {
    private let folder: String

    private static let limitBytes = 1 << 30

    init(in surroundings: Surroundings) {
        folder = CacheFolder.packages(in: surroundings.environment)
    }

    /// The package's file; whoever takes it compares its hash.
    ///
    /// - Parameter place: a folder or a file of the user's; nil for our own folder.
    func bytes(of model: PackagedModel, from place: String?) throws -> (bytes: [UInt8], path: String) {
        if let place, !UserFile.isFolder(place) {
            return (try UserFile.bytes(of: place, limitBytes: Self.limitBytes), place)
        }
        guard let path = path(of: model, in: place ?? folder) else {
            throw InstallError.notThere(model, folder: place ?? folder)
        }
        return (try UserFile.bytes(of: path, limitBytes: Self.limitBytes), path)
    }

    func forget(_ model: PackagedModel) throws {
        if let path = path(of: model, in: folder) { try UserFile.remove(path) }
    }

    /// Packages' files bear their names with all signs between words as `_`, and their versions.
    private func path(of model: PackagedModel, in folder: String) -> String? {
        let word = String(model.package.lowercased().map { "-.".contains($0) ? "_" : $0 })
        let start = "\(word)-\(model.version)-"
        let names = (try? FileTree(root: folder).names(in: "/")) ?? []
        return names.first { $0.lowercased().hasPrefix(start) && $0.hasSuffix(".whl") }.map { "\(folder)/\($0)" }
    }
}
