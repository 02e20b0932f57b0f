public import EdgePlatform
internal import EdgeRecords

/// A language model as most are published: a folder with `config.json`, a tokenizer and tensors in safetensors files.
///
/// Of the tensors only the headers are read.
public struct LanguageFolder: Sendable {
    public let path: String
    /// Plain names of all that engines read, sorted.
    public let files: [String]
    public let config: LanguageConfig
    let tensors: [String: SafetensorsFile.Entry]
    /// Of all files together.
    public let fileBytes: Int

    public static let configName = "config.json"
    private static let endings = [".json", ".safetensors", ".txt", ".model", ".jinja"]
    private static let filesAtMost = 1000
    private static let configLimitBytes = 1 << 20
    private static let tensorsAtMost = 1 << 18

    /// The folder that a path means: itself, or the one that a file of tensors lies in; nil for any other path.
    public static func path(meantBy path: String) -> String? {
        var folder = path
        while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
        if !UserFile.isFolder(folder), folder.hasSuffix(ModelFormat.safetensors.ending) {
            guard let slash = folder.lastIndex(of: "/") else { return isThere(".") ? "." : nil }
            folder = String(folder[..<slash])
        }
        return isThere(folder) ? folder : nil
    }

    private static func isThere(_ folder: String) -> Bool {
        UserFile.isFolder(folder) && UserFile.isThere("\(folder)/\(configName)")
    }

    public init(at path: String) throws {
        self.path = path
        files = try Self.names(in: path)
        guard files.count <= Self.filesAtMost else {
            throw InputError.tooLarge(.languageFolder, file: path, place: "files", limit: "\(Self.filesAtMost) files")
        }
        let text = try UserFile.bytes(of: "\(path)/\(Self.configName)", limitBytes: Self.configLimitBytes)
        config = try LanguageConfig(text, named: "\(path)/\(Self.configName)")
        var (tensors, bytes): ([String: SafetensorsFile.Entry], Int) = ([:], 0)
        for name in files {
            bytes &+= try UserFile.head(of: "\(path)/\(name)", count: 0).fileBytes
            guard name.hasSuffix(ModelFormat.safetensors.ending) else { continue }
            tensors.merge(try SafetensorsFile.entries(at: "\(path)/\(name)")) { first, _ in first }
            guard tensors.count <= Self.tensorsAtMost else {
                throw InputError.tooLarge(
                    .languageFolder, file: path, place: name, limit: "\(Self.tensorsAtMost) tensors")
            }
        }
        (self.tensors, fileBytes) = (tensors, bytes)
        guard !tensors.isEmpty else {
            throw InputError.malformed(
                .languageFolder, file: path, place: "tensors", why: "no file of it is a safetensors file")
        }
        guard !files.isDisjoint(with: ["tokenizer.json", "tokenizer.model", "vocab.json"]) else {
            throw InputError.malformed(
                .languageFolder, file: path, place: "tokenizer", why: "there is no tokenizer.json beside the tensors")
        }
    }

    /// Of names and contents of all files: `sha256:` and the digits.
    public func hash() throws(FileTreeError) -> String { try Self.hash(of: path) }

    static func hash(of path: String) throws(FileTreeError) -> String {
        var lines = ""
        for name in try names(in: path) { lines += try UserFile.hash(of: "\(path)/\(name)") + " \(name)\n" }
        return "sha256:" + SHA256.hex(of: lines.utf8)
    }

    /// Of all that engines read.
    private static func names(in path: String) throws(FileTreeError) -> [String] {
        try FileTree(root: path).names(in: "/").filter { name in endings.contains { name.hasSuffix($0) } }.sorted()
    }
}

extension [String] {
    fileprivate func isDisjoint(with others: Set<String>) -> Bool { others.isDisjoint(with: self) }
}
