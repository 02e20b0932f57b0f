import EdgeCommands
import EdgeRecords
@unsafe @preconcurrency import Glibc

let outcome = EdgeCommands.run(Array(CommandLine.arguments.dropFirst()))
print(outcome.output, terminator: "")
unsafe fputs(outcome.errors, stderr)
exit(outcome.status.rawValue)
