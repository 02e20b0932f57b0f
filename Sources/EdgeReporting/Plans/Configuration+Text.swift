import EdgeRecords

extension Plan.Configuration {
    /// For a shell: variables, and then the command.
    var commandLine: String {
        let variables = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\(ShellText.word($0.value))" }
        return (variables + command.map(ShellText.word)).joined(separator: " ")
    }
}
