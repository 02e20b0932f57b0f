import EdgePlatform
import EdgeRecords
import EdgeTestSupport
import FoundationEssentials
import Testing

/// A captured machine of the folder that EDGEPLAN_FIXTURES names.
struct FixtureMachine: CustomTestStringConvertible, Sendable {
    static let folder: String? = Fixtures.folder.map { $0 + "/machines" }

    static let all: [FixtureMachine] = {
        guard let folder, let names = try? FileManager.default.contentsOfDirectory(atPath: folder + "/expected") else {
            return []
        }
        return names.filter { $0.hasSuffix(".json") }.sorted().map { FixtureMachine(name: String($0.dropLast(5))) }
    }()

    let name: String

    var testDescription: String { name }

    func tree() throws -> FileTree { try FileTree.open((Self.folder ?? "") + "/\(name).tar.gz") }

    func expected() throws -> JSONValue {
        let path = (Self.folder ?? "") + "/expected/\(name).json"
        return try JSONReader.value(of: Array(try Data(contentsOf: URL(filePath: path))))
    }
}

extension JSONValue {
    var wholeNumber: Int? { if case .integer(let value) = self { value } else { nil } }
    var text: String? { if case .string(let value) = self { value } else { nil } }
    var texts: [String] { if case .array(let values) = self { values.compactMap(\.text) } else { [] } }

    var decimal: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }
}
