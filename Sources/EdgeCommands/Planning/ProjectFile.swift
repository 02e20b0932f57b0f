import EdgeArguments
import EdgePlatform
import EdgeRecords

/// The project file of the working folder, for what a command line leaves open.
struct ProjectFile {
    private let project: Project

    private static let limitBytes = 64 << 10

    /// Nil where there is none.
    static func inWorkingFolder() throws -> ProjectFile? {
        let bytes: [UInt8]
        do throws(FileTreeError) {
            bytes = try UserFile.bytes(of: Project.fileName, limitBytes: limitBytes)
        } catch .missing {
            return nil
        }
        let value = try RecordText.decode(JSONValue.self, from: bytes, file: Project.fileName)
        return ProjectFile(project: try Project.read(value, file: Project.fileName))
    }

    var models: [String] { project.models }

    /// The command line with what it leaves open, and in words what was taken; nil if nothing was.
    func completing(_ parsed: ParsedCommand) throws -> (parsed: ParsedCommand, taken: String?) {
        var completed = parsed
        var taken: [String] = []
        // Steps and tasks are two ways to ask: who gives one on the command line wants no other.
        let asks = ["task", "pipeline"]
        let isAsked = asks.contains { parsed.isGiven($0) }
        for (name, values) in project.options where !parsed.isGiven(name) && !(isAsked && asks.contains(name)) {
            do {
                completed = try completed.completed(name, with: values, at: "\(name) in \(Project.fileName)")
            } catch {
                throw BadProject(reason: error)
            }
            taken += values.map { "--\(name) \(ShellText.word($0))" }
        }
        return (completed, taken.isEmpty ? nil : "from \(Project.fileName): \(taken.joined(separator: " "))")
    }

    /// What its values are wrong with, told as of an input and not of the command line.
    struct BadProject: ExplainedError {
        let reason: ArgumentError

        var what: String { reason.what }
        var `where`: String { Project.fileName }
        var why: String { reason.why }
        var remedy: String { "correct it there: " + reason.remedy }
    }
}
