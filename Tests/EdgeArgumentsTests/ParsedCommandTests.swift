import EdgeArguments
import Testing

/// A wrong question is found by the first test of a command that asks it, not by a user with unusual words.
@Suite struct ParsedCommandTests {
    @Test func `stops when asked for an option that is not declared`() async {
        await #expect(processExitsWith: .failure) { _ = try parsed("probe").flag("jsn") }
        await #expect(processExitsWith: .failure) { _ = try parsed("probe").isGiven("target") }
    }

    @Test func `stops when asked for a value as another kind`() async {
        await #expect(processExitsWith: .failure) { _ = try parsed("plan").bytes("target") }
        await #expect(processExitsWith: .failure) { _ = try parsed("plan --json").text(ifGiven: "json") }
    }

    @Test func `stops when asked without doubt for what may be left out, even if it is there`() async {
        await #expect(processExitsWith: .failure) { _ = try parsed("plan --memory 1GiB").bytes("memory") }
        await #expect(processExitsWith: .failure) { _ = try parsed("plan p.json").text("profile") }
    }

    @Test func `its options can be written again, sorted, and are understood as before`() throws {
        let words = ["profile", "kernels", "-t", "1-8*2", "--store=a b", "--json"]
        guard case .command(let command) = try sample.parse(words) else { throw CancellationError() }
        #expect(command.words(without: ["json"]) == ["--store=a b", "--threads=1-8*2"])
        #expect(try sample.parse(["profile", "kernels"] + command.words(without: [])).isSame(as: command))
        guard case .command(let several) = try sample.parse(["profile", "-m", "b", "-m=a"]) else {
            throw CancellationError()
        }
        #expect(several.words(without: []) == ["--model=b", "--model=a"])
    }
}

extension Invocation {
    fileprivate func isSame(as command: ParsedCommand) -> Bool { self == .command(command) }
}
