import EdgeEngines
import EdgePlatform
import EdgeRecords
import Testing

/// Workers that are scripts: whatever a child does becomes a failure with its reason.
@Suite struct WorkerProcessTests {
    private func worker(_ script: String) throws -> WorkerProcess {
        let variables = ["PATH": "/usr/bin:/bin"]
        return try WorkerProcess(
            ChildCommand(program: "/bin/bash", words: ["bash", "-c", script], environment: variables))
    }

    private func failure(_ script: String, deadline: Int = 60_000_000_000) throws -> WorkerRefusal {
        let worker = try worker(script)
        do throws(WorkerFailure) {
            _ = try worker.ask(.layers(runs: 1), deadline: deadline, isInterrupted: { false })
        } catch .failed(let refusal) {
            return refusal
        } catch {}
        throw WorkerFailure.interrupted
    }

    @Test func `an answer is an answer`() throws {
        // A frame of 13 bytes.
        let reply = try worker("head -c 4 <&3 > /dev/null; printf '\\x0d\\0\\0\\0{\"layers\":[]}' >&3; sleep 10")
            .ask(.layers(runs: 1), deadline: 60_000_000_000, isInterrupted: { false })
        #expect(reply.layers == [])
    }

    @Test(arguments: [("ILL", "illegal instruction"), ("SEGV", "segmentation fault"), ("ABRT", "abort")])
    func `a crash names its signal and what was printed last`(signal: String, words: String) throws {
        let refusal = try failure("echo the last words; kill -\(signal) $$")
        #expect(refusal.outcome == .crashed)
        #expect(refusal.reason.contains(words) && refusal.reason.contains("the last words"))
        #expect(refusal.reason.contains("timing its layers"))
    }

    @Test func `a hang is killed at its deadline`() throws {
        let refusal = try failure("sleep 1000", deadline: 100_000_000)
        #expect(refusal.outcome == .timedOut && refusal.reason.contains("100"))
    }

    @Test(arguments: [
        "printf '\\xff\\xff\\xff\\xff' >&3", "printf '\\4\\0\\0\\0nope' >&3", "printf '\\0\\0\\0\\0' >&3",
    ])
    func `garbage is a crash`(script: String) throws {
        let refusal = try failure(script + "; sleep 1000")
        #expect(refusal.outcome == .crashed && refusal.reason.contains("no answer"))
    }

    @Test func `leaving without an answer is a crash`() throws {
        let refusal = try failure("exit 0")
        #expect(refusal.outcome == .crashed && refusal.reason.contains("exit status 0"))
    }

    @Test func `a story of many lines is told by what happened, and not by where it was`() throws {
        let refusal = try failure(
            """
            echo 'Fatal error: failed to allocate 443936 bytes of memory'; echo 'Current stack trace:'
            for i in $(seq 60); do echo "$i   libswiftCore.so    0x00007fc34fb5f130 swift_reportError + 33"; done
            kill -ABRT $$
            """)
        #expect(refusal.outcome == .outOfMemory && refusal.reason.hasSuffix("443936 bytes of memory"))
    }

    @Test(arguments: ["kill -KILL $$", "echo 'std::bad_alloc' >&2; kill -ABRT $$"])
    func `a child that the kernel kills, or that says so, ran out of memory`(script: String) throws {
        #expect(try failure(script).outcome == .outOfMemory)
    }

    @Test func `a refusal is handed on in its own words`() throws {
        let words = #"{"failure":{"outcome":"refused","reason":"no such operator"}}"#
        let refusal = try failure(
            "printf '\\x\(String(words.utf8.count, radix: 16))\\0\\0\\0%s' '\(words)' >&3; sleep 9")
        #expect(refusal == WorkerRefusal(.refused, "no such operator"))
    }

    @Test func `CPUs that are not there are a refusal`() {
        var command = ChildCommand(program: "/bin/bash", words: ["bash", "-c", "exit"])
        command.cpus = [9999]
        #expect(throws: WorkerFailure.failed(WorkerRefusal(.refused, "the system does not allow the CPUs [9999]"))) {
            try WorkerProcess(command)
        }
    }
}
