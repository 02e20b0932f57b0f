import EdgeRecords
import EdgeReporting
import Testing

@Suite struct ConfigurationTextTests {
    private func plan(_ status: Plan.Configuration.Status) -> (plan: Plan, configuration: Plan.Configuration) {
        var candidate = Candidate(
            model: "chat", variant: "chat/bf16", precision: .bf16, weights: .user, engine: .vllm, threads: 2)
        candidate.concurrency = 1
        let configuration = Plan.Configuration(
            candidate: candidate, status: status, reason: status == .unverified ? "vllm is not here" : nil,
            command: [
                "python3", "-m", "server", "--model", "/my models/chat", "--dtype", "bfloat16", "--enforce-eager",
            ],
            environment: ["OMP_NUM_THREADS": "2"])
        var plan = Plan(
            requirement: Requirement(task: .textGeneration, labels: nil, targetNanoseconds: 50_000_000),
            deviceClass: "zen5-2c-avx512vnni-3f2a91c0d4e5", verdict: .undecided, summary: "Undecided: nothing known.")
        plan.configurations = [configuration]
        return (plan, configuration)
    }

    private static let line =
        "OMP_NUM_THREADS=2 python3 -m server --model '/my models/chat' --dtype bfloat16 --enforce-eager"

    @Test func `what nobody measured is called unverified, with its command on one line`() {
        let text = PlanText(plan(.unverified).plan).text(width: 80)
        #expect(
            text.contains("Unverified: chat/bf16@vllm:2-at1: vllm is not here. To try it:") && text.contains(Self.line))
        let measured = PlanText(plan(.measured).plan).text(width: 80)
        #expect(!measured.contains("Unverified") && measured.contains("as it was measured"))
    }

    @Test func `scripts are told that it is unverified, and nothing of what it would do`() {
        let (plan, configuration) = plan(.unverified)
        let text = ScriptText(plan, unverified: configuration, file: "/m/chat.safetensors")
        #expect(text.value("configuration") == "unverified" && text.value("command") == Self.line)
        #expect(text.value("server-dtype") == "bfloat16" && text.value("server-enforce-eager") == "true")
        #expect(text.value("latency-nanoseconds") == nil && text.value("verdict") == "undecided")
        #expect(text.shell.contains("export EDGEPLAN_COMMAND='OMP_NUM_THREADS=2 python3"))
        // A plain file has no form for several words; their settings stand one by one.
        #expect(text.unfitForFile == nil && !text.file.contains("EDGEPLAN_COMMAND"))
        #expect(text.file.contains("EDGEPLAN_SERVER_DTYPE=bfloat16\n"))
    }
}
