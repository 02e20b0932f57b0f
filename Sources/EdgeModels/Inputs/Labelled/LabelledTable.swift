internal import EdgePlatform

/// A file with a line for each sample: its file, a comma, its label.
struct LabelledTable {
    private let path: String
    private let rows: [(file: String, label: String, line: Int)]

    private static let limitBytes = 256 << 20

    init(path: String) throws(LabelledDataError) {
        self.path = path
        let bytes: [UInt8]
        do throws(FileTreeError) {
            bytes = try UserFile.bytes(of: path, limitBytes: Self.limitBytes)
        } catch {
            throw .file(error)
        }
        rows = try Self.rows(of: String(decoding: bytes, as: UTF8.self), path)
    }

    func data(_ known: [String]?) throws(LabelledDataError) -> LabelledData {
        guard !rows.isEmpty else { throw .empty(path) }
        let order = ClassOrder(of: rows.map(\.label), known: known)
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        var files: [LabelledFile] = []
        files.reserveCapacity(rows.count)
        for row in rows {
            let label = try order.label(of: row.label, place: "\(path), line \(row.line)")
            files.append(
                LabelledFile(path: row.file.hasPrefix("/") ? row.file : folder + row.file, label: label))
        }
        return LabelledData(
            name: LabelledData.title(of: path), classes: order.names, isOrderGuessed: order.isGuessed, .files(files))
    }

    private static func rows(
        of text: String, _ path: String
    ) throws(LabelledDataError) -> [(file: String, label: String, line: Int)] {
        var rows: [(file: String, label: String, line: Int)] = []
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
        where !line.allSatisfy(\.isWhitespace) {
            let cells = try cells(of: line, path, index + 1)
            guard cells.count == 2, !cells[0].isEmpty, !cells[1].isEmpty else {
                throw .badLine(file: path, line: index + 1, why: "it has \(cells.count) cells where two are expected")
            }
            // A heading names no sample.
            if rows.isEmpty, index == 0, !LabelledFile.isSample(cells[0]) { continue }
            rows.append((cells[0], cells[1], index + 1))
        }
        return rows
    }

    /// Cells between commas; one in quotes may hold commas, and a quote as two.
    private static func cells(
        of line: Substring, _ path: String, _ number: Int
    ) throws(LabelledDataError) -> [String] {
        var cells = [""]
        var isQuoted = false
        var rest = line
        while let sign = rest.popFirst() {
            switch sign {
            case "\"" where isQuoted && rest.first == "\"":
                cells[cells.count - 1].append("\"")
                rest.removeFirst()
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: cells.append("")
            default: cells[cells.count - 1].append(sign)
            }
        }
        guard !isQuoted else { throw .badLine(file: path, line: number, why: "a quote is not closed") }
        return cells.map { String($0.drop(while: \.isWhitespace)) }
            .map { String($0.reversed().drop(while: \.isWhitespace).reversed()) }
    }
}
