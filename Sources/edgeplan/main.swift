import EdgeCommands
import EdgeRecords
@unsafe @preconcurrency import Glibc

/// A reader that has seen enough, as in `edgeplan probe | head -1`, is no error.
signal(SIGPIPE, SIG_IGN)

let words = Array(CommandLine.arguments.dropFirst())
let outcome = EdgeCommands.run(words, in: Terminal.surroundings(of: words))
let isWritten = Terminal.write(outcome.output, to: STDOUT_FILENO)
_ = Terminal.write(outcome.errors, to: STDERR_FILENO)
if outcome.endsAtOnce { _exit(outcome.status.rawValue) }
exit((isWritten ? outcome.status : .badInput).rawValue)
