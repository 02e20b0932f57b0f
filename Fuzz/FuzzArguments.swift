import EdgeArguments

/// A verb for each kind of value, with operands and a verb below.
private let table = CommandTable(
    version: "1",
    root: Command(
        "fuzz", "Read any words.", options: [.flag("json", short: "j", "A flag.")],
        commands: [
            Command(
                "plan", "Plan.",
                operands: [Operand("first", .path(), "One.", .optional), Operand("rest", .text, "All.", .anyNumber)],
                options: [
                    .value("target", short: "t", .duration, default: "50ms", "A duration."),
                    .value("memory", .size, "A size."),
                    .value("floor", .ratio, "A ratio."),
                    .value("confidence", .confidence, "A confidence."),
                    .value("threads", .numbers(1...4096, orAuto: true), "A list."),
                    .value("bias", .wholeNumber(-9...9), "A number."),
                    .value("format", .choice(["text", "sh"]), "A choice.", isRepeatable: true),
                    .value("precision", .words(of: ["fp32", "int8"]), "Words."),
                ],
                commands: [Command("list", "List.", options: [.value("labels", .words(), "Words.")])],
                needsVerb: false)
        ]))

/// Wwords with line ends between them.
func fuzzArguments(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let words = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    do {
        if case .command(let command) = try table.parse(words), command.path == ["plan"] {
            precondition(command.nanoseconds("target") >= 0)
            precondition((0...1).contains(command.ratio(ifGiven: "floor") ?? 0))
            precondition((command.list(ifGiven: "threads") ?? .auto).isBounded)
        }
    } catch {
        precondition(!error.what.isEmpty && !error.why.isEmpty && !error.remedy.isEmpty)
    }
}

extension NumberList {
    fileprivate var isBounded: Bool {
        switch self {
        case .auto: true
        case .listed(let numbers): (1...NumberList.longest).contains(numbers.count)
        }
    }
}
