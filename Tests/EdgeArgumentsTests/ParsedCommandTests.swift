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
}
