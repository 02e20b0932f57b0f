extension CommandTable {
    /// Fish asks for each offer under which condition it holds, so the line is walked by a function of our own.
    var fishCompletions: String {
        """
        # fish completion for \(program) \(version)
        # Prints the verb that was typed so far, then how many operands follow it.
        function _\(functionName())_place
            set -l words (commandline -opc)
            set -l path ''
            set -l operands 0
            set -l skip ''
            set -l ended ''
            for word in $words[2..-1]
                if test -n "$skip"
                    set skip ''
                    continue
                end
                if test -n "$ended"
                    set operands (math $operands + 1)
                    continue
                end
                switch $word
                    case --
                        set ended 1
                        continue
                    case \(valuedSpellings.joined(separator: " "))
                        set skip 1
                        continue
                    case '-?*'
                        continue
                end
                switch "$path/$word"
        \(verbCases)
                    case '*'
                        set operands (math $operands + 1)
                end
            end
            printf '%s\\n' "$path" $operands
        end
        function _\(functionName())_at
            set -l place (_\(functionName())_place)
            test "$place[1]" = "$argv[1]"
        end
        function _\(functionName())_operand
            set -l place (_\(functionName())_place)
            test "$place[1]" = "$argv[1]" -a $place[2] -ge $argv[2] -a $place[2] -le $argv[3]
        end
        complete -c \(program) -f
        \(shownVerbs.flatMap(lines).joined(separator: "\n"))

        """
    }

    private var verbCases: String {
        shownVerbs.filter { !$0.isProgram }.map { verb in
            let above = verb.path.dropLast().joined(separator: " ")
            return """
                            case '\(above)/\(verb.command.name)'
                                set path '\(verb.words)'
                """
        }.joined(separator: "\n")
    }

    private func lines(_ verb: Verb) -> [String] {
        let start = "complete -c \(program) -n "
        let atVerb = "_\(functionName())_operand '\(verb.words)' 0 0".fishQuoted
        let verbs = verb.command.shownCommands.map { command in
            start + "\(atVerb) -a \(command.name) -d \(command.summary.withoutStop.fishQuoted)"
        }
        let operands = verb.command.operands.enumerated().flatMap { index, operand in
            let last = operand.takesRest ? 9999 : index
            let here = "_\(functionName())_operand '\(verb.words)' \(index) \(last)".fishQuoted
            let offers = offer(operand.kind, operandChoices(operand, at: verb), requires: false)
            return offers.isEmpty ? [] : [start + here + offers]
        }
        // The options of every verb hold everywhere, before the verb too.
        let condition = verb.isProgram ? "" : " -n " + "_\(functionName())_at '\(verb.words)'".fishQuoted
        let options = verb.command.shownOptions.map { option in
            let short = option.short.map { " -s \($0)" } ?? ""
            let offers = option.kind.map { offer($0, $0.choices, requires: true) } ?? ""
            return "complete -c \(program)\(condition)\(short) -l \(option.name)\(offers)"
                + " -d \(option.summary.withoutStop.fishQuoted)"
        }
        return verbs + operands + options
    }

    /// Lists are completed word by word with `__fish_append`, which keeps what stands before the last comma.
    private func offer(_ kind: ValueKind, _ choices: [Choice], requires: Bool) -> String {
        let exclusive = requires ? " -x" : ""
        // Fish reads this once more, as words: each description has quotes of its own.
        let described = choices.map {
            $0.summary.isEmpty ? $0.word : $0.word + "\\t" + $0.summary.withoutStop.fishQuoted
        }
        return switch kind {
        case .path(.any): (requires ? " -r" : "") + " -F"
        case .path(.folder): exclusive + " -a '(__fish_complete_directories)'"
        case .words where !choices.isEmpty:
            exclusive + " -a " + "(__fish_append , \(choices.map(\.word).joined(separator: " ")))".fishQuoted
        default:
            exclusive + (choices.isEmpty ? "" : " -a " + described.joined(separator: " ").fishQuoted)
        }
    }
}

extension String {
    /// In single quotes fish knows two escapes only.
    fileprivate var fishQuoted: String {
        "'" + replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
    }
}
