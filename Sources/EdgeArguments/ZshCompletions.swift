extension CommandTable {
    /// One function for each verb, in the manner of zsh's own `_arguments`.
    var zshCompletions: String {
        let name = functionName()
        return """
            #compdef \(program)
            # zsh completion for \(program) \(version)
            \(shownVerbs.reversed().map(function).joined(separator: "\n"))
            if [[ $funcstack[1] == \(name) ]]; then
                \(name) "$@"
            else
                compdef \(name) \(program)
            fi

            """
    }

    private func function(_ verb: Verb) -> String {
        let command = verb.command
        let verbs = command.shownCommands
        var specs = verb.shownOptions.map(spec)
        if verbs.isEmpty {
            specs += command.operands.enumerated().map { index, operand in
                let place = operand.takesRest ? "*" : "\(index + 1)"
                let optional = operand.isRequired || operand.takesRest ? "" : ":"
                let action = action(operand.kind, operandChoices(operand, at: verb))
                return "\(place):\(optional)\(operand.name.zshEscaped):\(action)".shellQuoted
            }
        } else {
            specs += ["'1: :->verb'", "'*:: :->rest'"]
        }
        let call =
            "_arguments -s -S\(verbs.isEmpty ? "" : " -C") \\\n        " + specs.joined(separator: " \\\n        ")
        guard !verbs.isEmpty else { return "\(functionName(verb.path))() {\n    \(call)\n}" }
        return """
            \(functionName(verb.path))() {
                local curcontext=$curcontext state line
                typeset -A opt_args
                \(call) && return
                case $state in
                    verb)
                        local -a verbs=(
            \(verbs.map { "                \("\($0.name):\($0.summary.withoutStop)".shellQuoted)" }.joined(separator: "\n"))
                        )
                        _describe -t verbs verb verbs
                        ;;
                    rest)
                        case $line[1] in
            \(verbs.map { "                \($0.name)) \(functionName(verb.path + [$0.name])) ;;" }.joined(separator: "\n"))
                        esac
                        ;;
                esac
            }
            """
    }

    /// `(-t --target)'{-t+,--target=}'[text]:TIME:action`, as one or more words of zsh.
    private func spec(_ option: Option) -> String {
        let others = option.isRepeatable ? "*" : "(\(option.spellings.joined(separator: " ")))"
        let value = option.kind.map { ":\(option.placeholder.zshEscaped):\(action($0, $0.choices))" } ?? ""
        let text = "[\(option.summary.withoutStop.zshEscaped)]" + value
        let long = option.dashed + (option.kind == nil ? "" : "=")
        guard let short = option.short else { return (others + long + text).shellQuoted }
        return others.shellQuoted + "{-\(short)\(option.kind == nil ? "" : "+"),\(long)}" + text.shellQuoted
    }

    private func action(_ kind: ValueKind, _ choices: [Choice]) -> String {
        let words = choices.map(\.word.zshEscaped).joined(separator: " ")
        let described = choices.map { "\($0.word.zshEscaped)\\:\"\($0.summary.withoutStop.zshEscaped)\"" }
        return switch kind {
        case .path(.any): "_files"
        case .path(.folder): "_files -/"
        case .words where !choices.isEmpty: "_values -s , word \(words)"
        default:
            if choices.isEmpty {
                " "
            } else if choices.contains(where: { !$0.summary.isEmpty }) {
                "((\(described.joined(separator: " "))))"
            } else {
                "(\(words))"
            }
        }
    }
}

extension String {
    /// Brackets and colons divide a specification.
    fileprivate var zshEscaped: String {
        String(flatMap { "[]:\\\"$`".contains($0) ? "\\\($0)" : String($0) })
    }
}
