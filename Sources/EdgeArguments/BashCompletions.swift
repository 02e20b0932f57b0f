extension CommandTable {
    /// Bash offers words without descriptions; file names come from `compgen`.
    var bashCompletions: String {
        let name = functionName()
        return """
            # bash completion for \(program) \(version)
            \(name)() {
                local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
                # Bash takes --option=value for three words.
                if [[ $cur == = ]]; then
                    cur=
                elif [[ $prev == = ]]; then
                    prev=${COMP_WORDS[COMP_CWORD - 2]}
                fi
                local path= operands=0 ended= skip= word i
                for ((i = 1; i < COMP_CWORD; i++)); do
                    word=${COMP_WORDS[i]}
                    if [[ $skip ]]; then
                        [[ $word == = ]] || skip=
                        continue
                    fi
                    if [[ $ended ]]; then
                        operands=$((operands + 1))
                        continue
                    fi
                    case $word in
                        --) ended=1; continue ;;
                        \(valuedSpellings.joined(separator: " | "))) skip=1; continue ;;
                        -?*) continue ;;
                    esac
                    case "$path/$word" in
            \(cases(verbPatterns, indent: 12))
                        *) operands=$((operands + 1)) ;;
                    esac
                done
                COMPREPLY=()
                if [[ $skip ]]; then
                    case "$path:$prev" in
            \(cases(shownVerbs.flatMap(valueCases), indent: 12))
                    esac
                    return
                fi
                if [[ $cur == -* && ! $ended ]]; then
                    case $path in
            \(cases(shownVerbs.map(optionCase), indent: 12))
                    esac
                    return
                fi
                case "$path:$operands" in
            \(cases(shownVerbs.flatMap(operandCases), indent: 8))
                esac
            }
            \(name)_words() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur"); }
            \(name)_list() {
                local before=
                [[ $cur == *,* ]] && before=${cur%,*},
                mapfile -t COMPREPLY < <(compgen -P "$before" -W "$1" -- "${cur##*,}")
                compopt -o nospace
            }
            \(name)_paths() {
                compopt -o filenames
                mapfile -t COMPREPLY < <(compgen "$1" -- "$cur")
            }
            complete -F \(name) \(program)

            """
    }

    private func cases(_ cases: [String], indent: Int) -> String {
        cases.map { String(repeating: " ", count: indent) + $0 }.joined(separator: "\n")
    }

    private var verbPatterns: [String] {
        shownVerbs.filter { !$0.isProgram }.map { verb in
            let above = verb.path.dropLast().joined(separator: " ")
            return #""\#(above)/\#(verb.command.name)") path="\#(verb.words)" ;;"#
        }
    }

    /// What follows an option; free text gets no offers, and no operand either.
    private func valueCases(_ verb: Verb) -> [String] {
        verb.command.shownOptions.compactMap { option in
            guard let kind = option.kind else { return nil }
            let place = verb.isProgram ? "*" : "\"\(verb.words)\""
            let patterns = option.spellings.map { "\(place):\($0)" }.joined(separator: " | ")
            return "\(patterns)) \(offer(kind, kind.choices)) ;;"
        }
    }

    private func optionCase(_ verb: Verb) -> String {
        let spellings = verb.shownOptions.flatMap(\.spellings)
        return "\"\(verb.words)\") \(functionName())_words \(spellings.joined(separator: " ").shellQuoted) ;;"
    }

    private func operandCases(_ verb: Verb) -> [String] {
        let command = verb.command
        let verbs = command.shownCommands.map { Choice($0.name) }
        var cases: [String] = []
        for (index, operand) in command.operands.enumerated() {
            let own = operandChoices(operand, at: verb)
            let offer = offer(operand.kind, index == 0 ? verbs + own : own)
            let count = operand.takesRest ? "*" : "\(index)"
            cases.append("\"\(verb.words):\"\(count)) \(offer) ;;")
        }
        if command.operands.isEmpty, !verbs.isEmpty {
            cases.append("\"\(verb.words):0\") \(offer(.choice(verbs), verbs)) ;;")
        }
        return cases
    }

    private func offer(_ kind: ValueKind, _ choices: [Choice]) -> String {
        let words = choices.map(\.word).joined(separator: " ").shellQuoted
        return switch kind {
        case .path(.any): "\(functionName())_paths -f"
        case .path(.folder): "\(functionName())_paths -d"
        case .words where !choices.isEmpty: "\(functionName())_list \(words)"
        // Nothing to offer, and no operand in its place.
        default: choices.isEmpty ? ":" : "\(functionName())_words \(words)"
        }
    }
}
