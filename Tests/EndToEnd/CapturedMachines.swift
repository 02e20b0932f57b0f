import EdgeRecords
import EdgeTestSupport
import Foundation

/// Captures of real machines in the folder that EDGEPLAN_FIXTURES names, with what must be said of each.
enum CapturedMachines {
    static var folder: URL? { Fixtures.folder.map { URL(filePath: $0).appending(path: "machines") } }

    static var areThere: Bool { folder != nil }

    static var names: [String] {
        guard let folder, let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
            return []
        }
        return files.filter { $0.hasSuffix(".tar.gz") }.map { String($0.dropLast(7)) }.sorted()
    }

    static func archive(_ name: String) -> String { folder?.appending(path: name + ".tar.gz").path ?? "" }

    static func expected(_ name: String) throws -> JSONValue {
        let url = folder?.appending(path: "expected/\(name).json")
        let data = try url.map { try Data(contentsOf: $0) } ?? Data()
        return try JSONReader.value(of: Array(data), limits: JSONReader.Limits())
    }
}
