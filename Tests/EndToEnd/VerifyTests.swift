import EdgeRecords
import EdgeTestSupport
import Foundation
import Testing

#if !DEBUG
    /// `edgeplan verify` and `gate` on the machine that the tests run on, which may be a busy one: targets lie so far off
    /// that no other work reaches them.
    @Suite(.serialized) struct VerifyTests {
        private let folder = TemporaryFolder()

        private func run(_ words: [String]) throws -> Program.Ending {
            try Program.run(
                words,
                environment: [
                    "XDG_CACHE_HOME": folder.path, "TMPDIR": folder.path, "EDGEPLAN_STORE": folder.path(of: "store"),
                ])
        }

        /// Measures two tiny networks, and plans for them.
        private func plan(_ words: [String], named name: String) throws -> String {
            if !folder.names().contains("profile.json") {
                let ending = try run([
                    "profile", "models", "--model", "ds-cnn,mobilenet-v1-w0.25-r96", "--precision", "fp32", "--threads",
                    "1", "--processes", "10", "--json",
                ])
                #expect([0, 4].contains(ending.status), "\(ending.errors)")
                folder.addFile("profile.json", Array(ending.output.utf8))
            }
            let plan = try run(
                ["plan", "--profile", folder.path(of: "profile.json"), "--allow-contended", "--json"] + words)
            folder.addFile(name, Array(plan.output.utf8))
            return folder.path(of: name)
        }

        private func verified(_ path: String, _ words: [String] = []) throws -> (Verification, Int32) {
            let ending = try run(["verify", path, "--json"] + words)
            return (try RecordText.decode(Verification.self, from: ending.output), ending.status)
        }

        @Test func `a claim is proven, denied, or left open, and the status tells which`() throws {
            let far = try plan(["--task", "keyword-spotting", "--target", "10s"], named: "far.json")
            let (meets, done) = try verified(far)
            #expect(meets.verdict == .meets && done == 0, "\(meets.summary)")
            #expect(meets.processes >= 5 && meets.samples >= 105 && meets.promised != nil)
            let (open, unsettled) = try verified(far, ["--budget", "1ns"])
            #expect(open.verdict == .undecided && unsettled == 4, "\(open.summary)")
            let near = try plan(["--task", "keyword-spotting", "--target", "100ns"], named: "near.json")
            let (misses, no) = try verified(near)
            #expect(misses.verdict == .misses && no == 1, "\(misses.summary)")
        }

        @Test func `a gate measures within its budget, and holds it against a baseline`() throws {
            let far = try plan(["--task", "keyword-spotting", "--target", "10s"], named: "far.json")
            let ending = try run([
                "gate", far, "--budget", "5m", "--baseline", folder.path(of: "profile.json"), "--json",
            ])
            let answer = try RecordText.decode(GateAnswer.self, from: ending.output)
            // A busy machine may leave it open; so far from the target it is never failed.
            let state = try #require(answer.checks.first { $0.name == "target" }).state
            #expect(state == .passed || state == .unsettled, "\(answer)")
            // Whether it is slower than before is for a quiet machine to say.
            #expect([0, 1, 4].contains(ending.status))
            let near = try plan(["--task", "keyword-spotting", "--target", "100ns"], named: "near.json")
            #expect(try run(["gate", near, "--budget", "5s", "--json"]).status == 1)
        }

        @Test func `tasks that share the device are decided by running them at once`() throws {
            let tasks = ["--task", "keyword-spotting=10s", "--task", "visual-wake-words=10s"]
            let set = try plan(tasks, named: "tasks.json")
            let record = try RecordText.decode(PlanSet.self, from: try String(contentsOfFile: set, encoding: .utf8))
            // On a busy machine one may be left open by itself.
            guard record.plans.allSatisfy({ $0.verdict == .meets }) else {
                #expect(record.together?.verdict != .meets && record.next == nil && record.summary.contains("proven"))
                return
            }
            #expect(record.together?.verdict == .undecided && record.next?.contains("edgeplan verify") == true)
            let ending = try run(["verify", set, "--json"])
            let answer = try RecordText.decode(SetVerification.self, from: ending.output)
            #expect(answer.verdict == .meets && ending.status == 0, "\(answer.summary)")
            #expect(answer.verifications.count == 2 && answer.verifications.allSatisfy { $0.verdict == .meets })
            #expect((answer.memoryBytes?.value ?? 0) > 0)
        }
    }
#endif
