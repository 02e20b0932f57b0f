import EdgeArguments
import EdgePlatform
import EdgeProbing
import EdgeRecords
import EdgeReporting

/// `edgeplan doctor`: what is missing here for which capability, and what mends it.
enum DoctorCommand {
    static let declaration = Command(
        "doctor", "Say what is missing here, and what mends it.", theme: "Look",
        details: """
            Checks what this program can use of the machine: instruction sets, limits, accelerators with their drivers
            and libraries, energy counters, the frequency governor. Each finding comes with the command that mends it.
            """,
        options: [
            .value("require", .text, called: "CAPABILITY", "End with status 5 if this is missing.", isRepeatable: true)
        ],
        examples: [
            Example("edgeplan doctor", "Everything, with remedies."),
            Example("edgeplan doctor --require instruction-sets", "Status 0 if that capability is there, 5 if not."),
        ],
        statuses: [StatusMeaning(.missing, "A capability named with `--require` is missing.")],
        seeAlso: ["probe"])

    static func run(_ parsed: ParsedCommand, in surroundings: Surroundings) throws -> Outcome {
        let tree = try FileTree.open("/")
        let device = DeviceProbe(tree: tree).device()
        let answer = Doctor(device: device, sightings: DoctorSightings(tree: tree)).answer()
        let required = parsed.texts("require")
        if let unknown = required.first(where: { name in !answer.checks.contains { $0.capability == name } }) {
            throw DoctorError.unknownCapability(unknown, known: answer.checks.map(\.capability))
        }
        let isMissing = answer.checks.contains { required.contains($0.capability) && $0.state == .missing }
        let text =
            parsed.flag("json")
            ? try RecordText.encode(answer) : DoctorText.text(of: answer, width: surroundings.textWidth)
        return Outcome(output: text, status: isMissing ? .missing : .done)
    }
}

/// A capability that no check knows.
enum DoctorError: ExplainedError {
    case unknownCapability(String, known: [String])

    var what: String {
        switch self {
        case .unknownCapability(let name, _): "unknown capability \(name)"
        }
    }

    var `where`: String { "edgeplan doctor --require" }

    var why: String {
        switch self {
        case .unknownCapability(_, let known): "there are checks of \(known.joined(separator: ", "))"
        }
    }

    var remedy: String { "name one of these" }
    var status: ExitStatus { .wrongUsage }
}
