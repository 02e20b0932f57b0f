# fish completion for sample 1.2.3
# Prints the verb that was typed so far, then how many operands follow it.
function __sample_place
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
            case --store --root --step-bias -t --threads --budget -m --model --precision --labels --target --percentile --confidence --accuracy-floor --memory --format
                set skip 1
                continue
            case '-?*'
                continue
        end
        switch "$path/$word"
            case '/probe'
                set path 'probe'
            case '/profile'
                set path 'profile'
            case 'profile/kernels'
                set path 'profile kernels'
            case '/models'
                set path 'models'
            case 'models/list'
                set path 'models list'
            case 'models/add'
                set path 'models add'
            case '/plan'
                set path 'plan'
            case '/gate'
                set path 'gate'
            case '/help'
                set path 'help'
            case '*'
                set operands (math $operands + 1)
        end
    end
    printf '%s\n' "$path" $operands
end
function __sample_at
    set -l place (__sample_place)
    test "$place[1]" = "$argv[1]"
end
function __sample_operand
    set -l place (__sample_place)
    test "$place[1]" = "$argv[1]" -a $place[2] -ge $argv[2] -a $place[2] -le $argv[3]
end
complete -c sample -f
complete -c sample -n '__sample_operand \'\' 0 0' -a probe -d 'Say what this device is'
complete -c sample -n '__sample_operand \'\' 0 0' -a profile -d 'Measure kernels and models'
complete -c sample -n '__sample_operand \'\' 0 0' -a models -d 'List, show and add models'
complete -c sample -n '__sample_operand \'\' 0 0' -a plan -d 'Recommend a model for a requirement'
complete -c sample -n '__sample_operand \'\' 0 0' -a gate -d 'Pass or fail for a pipeline'
complete -c sample -n '__sample_operand \'\' 0 0' -a help -d 'Show what a verb does and takes'
complete -c sample -s j -l json -d 'Print the record itself'
complete -c sample -s q -l quiet -d 'Print the answer alone'
complete -c sample -l verbose -d 'Say on standard error what was decided, and why'
complete -c sample -l store -x -a '(__fish_complete_directories)' -d 'Keep profiles in this folder'
complete -c sample -s h -l help -d 'Show what a verb does and takes'
complete -c sample -l version -d 'Show the version'
complete -c sample -n '__sample_at \'probe\'' -l explain -d 'Print each fact with where it was read, and what disagreed with it'
complete -c sample -n '__sample_at \'probe\'' -l root -r -F -d 'Probe a machine that was captured before, not this one'
complete -c sample -n '__sample_at \'probe\'' -l step-bias -x -d 'An offset for each step'
complete -c sample -n '__sample_operand \'profile\' 0 0' -a kernels -d 'Measure kernels alone'
complete -c sample -n '__sample_at \'profile\'' -s t -l threads -x -a 'auto' -d 'Thread counts to try: `1,2,4`, or ranges as in `1-8*2`'
complete -c sample -n '__sample_at \'profile\'' -l budget -x -d 'Stop after this time'
complete -c sample -n '__sample_at \'profile\'' -s m -l model -x -d 'Measure this model'
complete -c sample -n '__sample_at \'profile\'' -l precision -x -a '(__fish_append , fp32 bf16 int8)' -d 'Measure at these precisions'
complete -c sample -n '__sample_at \'profile kernels\'' -s t -l threads -x -a 'auto' -d 'Thread counts to try: `1,2,4`, or ranges as in `1-8*2`'
complete -c sample -n '__sample_operand \'models\' 0 0' -a list -d 'List the models that are known'
complete -c sample -n '__sample_operand \'models\' 0 0' -a add -d 'Add a model from files of yours'
complete -c sample -n '__sample_at \'models list\'' -l labels -x -d 'Only with these'
complete -c sample -n '__sample_operand \'models add\' 1 9999' -F
complete -c sample -n '__sample_operand \'plan\' 0 0' -F
complete -c sample -n '__sample_at \'plan\'' -l target -x -d 'How long an answer may take'
complete -c sample -n '__sample_at \'plan\'' -l percentile -x -d 'The share of answers that keep the target'
complete -c sample -n '__sample_at \'plan\'' -l confidence -x -d 'How sure the answer has to be'
complete -c sample -n '__sample_at \'plan\'' -l accuracy-floor -x -d 'Drop what is less accurate'
complete -c sample -n '__sample_at \'plan\'' -l memory -x -d 'Drop what needs more memory'
complete -c sample -n '__sample_at \'plan\'' -l format -x -a 'text\\t\'for people\' sh\\t\'a shell\\\'s assignments\' value\\t\'one word\'' -d 'How to print it'
complete -c sample -n '__sample_operand \'gate\' 0 0' -F
complete -c sample -n '__sample_operand \'help\' 0 9999' -a 'probe\\t\'Say what this device is\' profile\\t\'Measure kernels and models\' models\\t\'List, show and add models\' plan\\t\'Recommend a model for a requirement\' gate\\t\'Pass or fail for a pipeline\' help\\t\'Show what a verb does and takes\''
