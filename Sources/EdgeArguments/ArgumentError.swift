public import EdgeRecords

/// Why a command line was not understood.
///
/// `verb` is the command as typed, the program's name first: `edgeplan models list`.
public enum ArgumentError: ExplainedError {
    case missingVerb(verb: String, known: [String])
    case unknownVerb(String, verb: String, nearest: String?)
    /// `owners` are the verbs that do have an option of this name.
    case unknownOption(String, verb: String, nearest: String?, owners: [String])
    case missingValue(option: String, verb: String, kind: ValueKind)
    /// A flag was given a value: `--json=yes`.
    case unexpectedValue(String, option: String, verb: String)
    case repeatedOption(String, verb: String)
    /// `place` is the option or operand.
    case badValue(String, place: String, verb: String, kind: ValueKind, refusal: ValueRefusal)
    case missingOperand(String, verb: String, kind: ValueKind)
    case unexpectedOperand(String, verb: String)

    public var status: ExitStatus { .wrongUsage }

    public var what: String {
        switch self {
        case .missingVerb: "a verb is missing"
        case .unknownVerb(let word, _, let nearest): "unknown verb \(word.visible)" + question(nearest)
        case .unknownOption(let word, _, let nearest, _): "unknown option \(word.visible)" + question(nearest)
        case .missingValue(let option, _, _): "\(option) needs a value"
        case .unexpectedValue(let value, let option, _): "\(option) takes no value, and was given \(value.quoted)"
        case .repeatedOption(let option, _): "\(option) is given twice"
        case .badValue(let value, let place, _, _, let refusal):
            "\(place) cannot be \(value.quoted)" + question(refusal.nearest)
        case .missingOperand(let name, _, _): "\(name) is missing"
        case .unexpectedOperand(let word, _): "unexpected \(word.quoted)"
        }
    }

    public var `where`: String {
        switch self {
        case .missingVerb(let verb, _), .unknownVerb(_, let verb, _), .unknownOption(_, let verb, _, _),
            .missingValue(_, let verb, _), .unexpectedValue(_, _, let verb), .repeatedOption(_, let verb),
            .badValue(_, _, let verb, _, _), .missingOperand(_, let verb, _), .unexpectedOperand(_, let verb):
            verb
        }
    }

    public var why: String {
        switch self {
        case .missingVerb(let verb, let known):
            "\(verb) does nothing by itself; its verbs are " + known.joined(separator: ", ")
        case .unknownVerb(_, let verb, _): "\(verb) has no such verb"
        case .unknownOption(_, let verb, _, let owners):
            owners.isEmpty
                ? "\(verb) has no such option"
                : "\(verb) has no such option, but there is one in " + owners.joined(separator: ", ")
        case .missingValue(_, _, let kind): "nothing that could be its value follows; it takes \(kind.accepted)"
        case .unexpectedValue: "it is there or not"
        case .repeatedOption: "it can have one value only"
        case .badValue(_, _, _, _, let refusal): refusal.why
        case .missingOperand(_, let verb, _): "\(verb) does nothing without it"
        case .unexpectedOperand(_, let verb): "\(verb) takes no more words than were given before it"
        }
    }

    public var remedy: String {
        switch self {
        case .missingValue(let option, _, let kind): "write \(option) \(kind.example)"
        case .unexpectedValue(_, let option, _): "write \(option) alone"
        case .repeatedOption(let option, _): "leave all but one \(option) out"
        case .badValue(_, let place, _, let kind, _):
            "give \(kind.accepted): " + (place.first == "-" ? "\(place) \(kind.example)" : kind.example)
        case .missingOperand(_, let verb, let kind): "give \(kind.accepted); `\(verb) --help` shows where"
        case .unexpectedOperand(_, let verb): "leave it out; `\(verb) --help` shows what it takes"
        case .unknownVerb(_, let verb, let nearest?), .unknownOption(_, let verb, let nearest?, _):
            "write \(nearest); `\(verb) --help` lists what there is"
        case .missingVerb(let verb, _), .unknownVerb(_, let verb, nil), .unknownOption(_, let verb, nil, _):
            "`\(verb) --help` lists what there is"
        }
    }
}

private func question(_ nearest: String?) -> String {
    nearest.map { "; did you mean \($0)?" } ?? ""
}

extension String {
    fileprivate var quoted: String { "'\(visible)'" }
}
