#compdef sample
# zsh completion for sample 1.2.3
_sample_help() {
    _arguments -s -S \
        '(-j --json)'{-j,--json}'[Print the record itself]' \
        '(-q --quiet)'{-q,--quiet}'[Print the answer alone]' \
        '(--verbose)--verbose[Say on standard error what was decided, and why]' \
        '(--store)--store=[Keep profiles in this folder]:DIR:_files -/' \
        '(-h --help)'{-h,--help}'[Show what a verb does and takes]' \
        '(--version)--version[Show the version]' \
        '*:verb:((probe\:"Say what this device is" profile\:"Measure kernels and models" models\:"List, show and add models" plan\:"Recommend a model for a requirement" gate\:"Pass or fail for a pipeline" help\:"Show what a verb does and takes"))'
}
_sample_gate() {
    _arguments -s -S \
        '(-j --json)'{-j,--json}'[Print the record itself]' \
        '(-q --quiet)'{-q,--quiet}'[Print the answer alone]' \
        '(--verbose)--verbose[Say on standard error what was decided, and why]' \
        '(--store)--store=[Keep profiles in this folder]:DIR:_files -/' \
        '(-h --help)'{-h,--help}'[Show what a verb does and takes]' \
        '(--version)--version[Show the version]' \
        '1:plan:_files' \
        '*:tags: '
}
_sample_plan() {
    _arguments -s -S \
        '(--target)--target=[How long an answer may take]:TIME: ' \
        '(--percentile)--percentile=[The share of answers that keep the target]:N: ' \
        '(--confidence)--confidence=[How sure the answer has to be]:RATIO: ' \
        '(--accuracy-floor)--accuracy-floor=[Drop what is less accurate]:RATIO: ' \
        '(--memory)--memory=[Drop what needs more memory]:SIZE: ' \
        '(--format)--format=[How to print it]:FORMAT:((text\:"for people" sh\:"a shell'\''s assignments" value\:"one word"))' \
        '(-j --json)'{-j,--json}'[Print the record itself]' \
        '(-q --quiet)'{-q,--quiet}'[Print the answer alone]' \
        '(--verbose)--verbose[Say on standard error what was decided, and why]' \
        '(--store)--store=[Keep profiles in this folder]:DIR:_files -/' \
        '(-h --help)'{-h,--help}'[Show what a verb does and takes]' \
        '(--version)--version[Show the version]' \
        '1::profile:_files'
}
_sample_models_add() {
    _arguments -s -S \
        '(-j --json)'{-j,--json}'[Print the record itself]' \
        '(-q --quiet)'{-q,--quiet}'[Print the answer alone]' \
        '(--verbose)--verbose[Say on standard error what was decided, and why]' \
        '(--store)--store=[Keep profiles in this folder]:DIR:_files -/' \
        '(-h --help)'{-h,--help}'[Show what a verb does and takes]' \
        '(--version)--version[Show the version]' \
        '1:name: ' \
        '*:files:_files'
}
_sample_models_list() {
    _arguments -s -S \
        '(--labels)--labels=[Only with these]:WORDS: ' \
        '(-j --json)'{-j,--json}'[Print the record itself]' \
        '(-q --quiet)'{-q,--quiet}'[Print the answer alone]' \
        '(--verbose)--verbose[Say on standard error what was decided, and why]' \
        '(--store)--store=[Keep profiles in this folder]:DIR:_files -/' \
        '(-h --help)'{-h,--help}'[Show what a verb does and takes]' \
        '(--version)--version[Show the version]'
}
_sample_models() {
    local curcontext=$curcontext state line
    typeset -A opt_args
    _arguments -s -S -C \
        '(-j --json)'{-j,--json}'[Print the record itself]' \
        '(-q --quiet)'{-q,--quiet}'[Print the answer alone]' \
        '(--verbose)--verbose[Say on standard error what was decided, and why]' \
        '(--store)--store=[Keep profiles in this folder]:DIR:_files -/' \
        '(-h --help)'{-h,--help}'[Show what a verb does and takes]' \
        '(--version)--version[Show the version]' \
        '1: :->verb' \
        '*:: :->rest' && return
    case $state in
        verb)
            local -a verbs=(
                'list:List the models that are known'
                'add:Add a model from files of yours'
            )
            _describe -t verbs verb verbs
            ;;
        rest)
            case $line[1] in
                list) _sample_models_list ;;
                add) _sample_models_add ;;
            esac
            ;;
    esac
}
_sample_profile_kernels() {
    _arguments -s -S \
        '(-t --threads)'{-t+,--threads=}'[Thread counts to try\: \`1,2,4\`, or ranges as in \`1-8*2\`]:LIST:(auto)' \
        '(-j --json)'{-j,--json}'[Print the record itself]' \
        '(-q --quiet)'{-q,--quiet}'[Print the answer alone]' \
        '(--verbose)--verbose[Say on standard error what was decided, and why]' \
        '(--store)--store=[Keep profiles in this folder]:DIR:_files -/' \
        '(-h --help)'{-h,--help}'[Show what a verb does and takes]' \
        '(--version)--version[Show the version]'
}
_sample_profile() {
    local curcontext=$curcontext state line
    typeset -A opt_args
    _arguments -s -S -C \
        '(-t --threads)'{-t+,--threads=}'[Thread counts to try\: \`1,2,4\`, or ranges as in \`1-8*2\`]:LIST:(auto)' \
        '(--budget)--budget=[Stop after this time]:TIME: ' \
        '*'{-m+,--model=}'[Measure this model]:MODEL: ' \
        '(--precision)--precision=[Measure at these precisions]:WORDS:_values -s , word fp32 bf16 int8' \
        '(-j --json)'{-j,--json}'[Print the record itself]' \
        '(-q --quiet)'{-q,--quiet}'[Print the answer alone]' \
        '(--verbose)--verbose[Say on standard error what was decided, and why]' \
        '(--store)--store=[Keep profiles in this folder]:DIR:_files -/' \
        '(-h --help)'{-h,--help}'[Show what a verb does and takes]' \
        '(--version)--version[Show the version]' \
        '1: :->verb' \
        '*:: :->rest' && return
    case $state in
        verb)
            local -a verbs=(
                'kernels:Measure kernels alone'
            )
            _describe -t verbs verb verbs
            ;;
        rest)
            case $line[1] in
                kernels) _sample_profile_kernels ;;
            esac
            ;;
    esac
}
_sample_probe() {
    _arguments -s -S \
        '(--explain)--explain[Print each fact with where it was read, and what disagreed with it]' \
        '(--root)--root=[Probe a machine that was captured before, not this one]:DIR|FILE:_files' \
        '(--step-bias)--step-bias=[An offset for each step]:N: ' \
        '(-j --json)'{-j,--json}'[Print the record itself]' \
        '(-q --quiet)'{-q,--quiet}'[Print the answer alone]' \
        '(--verbose)--verbose[Say on standard error what was decided, and why]' \
        '(--store)--store=[Keep profiles in this folder]:DIR:_files -/' \
        '(-h --help)'{-h,--help}'[Show what a verb does and takes]' \
        '(--version)--version[Show the version]'
}
_sample() {
    local curcontext=$curcontext state line
    typeset -A opt_args
    _arguments -s -S -C \
        '(-j --json)'{-j,--json}'[Print the record itself]' \
        '(-q --quiet)'{-q,--quiet}'[Print the answer alone]' \
        '(--verbose)--verbose[Say on standard error what was decided, and why]' \
        '(--store)--store=[Keep profiles in this folder]:DIR:_files -/' \
        '(-h --help)'{-h,--help}'[Show what a verb does and takes]' \
        '(--version)--version[Show the version]' \
        '1: :->verb' \
        '*:: :->rest' && return
    case $state in
        verb)
            local -a verbs=(
                'probe:Say what this device is'
                'profile:Measure kernels and models'
                'models:List, show and add models'
                'plan:Recommend a model for a requirement'
                'gate:Pass or fail for a pipeline'
                'help:Show what a verb does and takes'
            )
            _describe -t verbs verb verbs
            ;;
        rest)
            case $line[1] in
                probe) _sample_probe ;;
                profile) _sample_profile ;;
                models) _sample_models ;;
                plan) _sample_plan ;;
                gate) _sample_gate ;;
                help) _sample_help ;;
            esac
            ;;
    esac
}
if [[ $funcstack[1] == _sample ]]; then
    _sample "$@"
else
    compdef _sample sample
fi
