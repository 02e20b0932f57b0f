# bash completion for sample 1.2.3
_sample() {
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
            --store | --root | --step-bias | -t | --threads | --budget | -m | --model | --precision | --labels | --target | --percentile | --confidence | --accuracy-floor | --memory | --format) skip=1; continue ;;
            -?*) continue ;;
        esac
        case "$path/$word" in
            "/probe") path="probe" ;;
            "/profile") path="profile" ;;
            "profile/kernels") path="profile kernels" ;;
            "/models") path="models" ;;
            "models/list") path="models list" ;;
            "models/add") path="models add" ;;
            "/plan") path="plan" ;;
            "/gate") path="gate" ;;
            "/help") path="help" ;;
            *) operands=$((operands + 1)) ;;
        esac
    done
    COMPREPLY=()
    if [[ $skip ]]; then
        case "$path:$prev" in
            *:--store) _sample_paths -d ;;
            "probe":--root) _sample_paths -f ;;
            "probe":--step-bias) : ;;
            "profile":-t | "profile":--threads) _sample_words 'auto' ;;
            "profile":--budget) : ;;
            "profile":-m | "profile":--model) : ;;
            "profile":--precision) _sample_list 'fp32 bf16 int8' ;;
            "profile kernels":-t | "profile kernels":--threads) _sample_words 'auto' ;;
            "models list":--labels) : ;;
            "plan":--target) : ;;
            "plan":--percentile) : ;;
            "plan":--confidence) : ;;
            "plan":--accuracy-floor) : ;;
            "plan":--memory) : ;;
            "plan":--format) _sample_words 'text sh value' ;;
        esac
        return
    fi
    if [[ $cur == -* && ! $ended ]]; then
        case $path in
            "") _sample_words '-j --json -q --quiet --verbose --store -h --help --version' ;;
            "probe") _sample_words '--explain --root --step-bias -j --json -q --quiet --verbose --store -h --help --version' ;;
            "profile") _sample_words '-t --threads --budget -m --model --precision -j --json -q --quiet --verbose --store -h --help --version' ;;
            "profile kernels") _sample_words '-t --threads -j --json -q --quiet --verbose --store -h --help --version' ;;
            "models") _sample_words '-j --json -q --quiet --verbose --store -h --help --version' ;;
            "models list") _sample_words '--labels -j --json -q --quiet --verbose --store -h --help --version' ;;
            "models add") _sample_words '-j --json -q --quiet --verbose --store -h --help --version' ;;
            "plan") _sample_words '--target --percentile --confidence --accuracy-floor --memory --format -j --json -q --quiet --verbose --store -h --help --version' ;;
            "gate") _sample_words '-j --json -q --quiet --verbose --store -h --help --version' ;;
            "help") _sample_words '-j --json -q --quiet --verbose --store -h --help --version' ;;
        esac
        return
    fi
    case "$path:$operands" in
        ":0") _sample_words 'probe profile models plan gate help' ;;
        "profile:0") _sample_words 'kernels' ;;
        "models:0") _sample_words 'list add' ;;
        "models add:"0) : ;;
        "models add:"*) _sample_paths -f ;;
        "plan:"0) _sample_paths -f ;;
        "gate:"0) _sample_paths -f ;;
        "gate:"*) : ;;
        "help:"*) _sample_words 'probe profile models plan gate help' ;;
    esac
}
_sample_words() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur"); }
_sample_list() {
    local before=
    [[ $cur == *,* ]] && before=${cur%,*},
    mapfile -t COMPREPLY < <(compgen -P "$before" -W "$1" -- "${cur##*,}")
    compopt -o nospace
}
_sample_paths() {
    compopt -o filenames
    mapfile -t COMPREPLY < <(compgen "$1" -- "$cur")
}
complete -F _sample sample
