import EdgeRecords
import EdgeTestSupport
import Foundation
import Testing

/// `edgeplan profile kernels` on the machine that the tests run on; no speed is asserted.
@Suite(.serialized) struct KernelProfileTests {
    private static var isRelease: Bool {
        #if DEBUG
            false
        #else
            true
        #endif
    }

    private func run(
        _ words: [String], through wrapper: [String] = [], environment: [String: String] = [:]
    ) throws -> Program.Ending {
        try Program.run(["profile", "kernels", "--quick"] + words, through: wrapper, environment: environment)
    }

    @Test(.disabled(if: isRelease, "this is a release build"))
    func `a debug build measures nothing`() throws {
        let ending = try run(["--json"])
        #expect(ending.status == ExitStatus.notTrustworthy.rawValue)
        #expect(try RecordText.decode(ErrorAnswer.self, from: ending.output).remedy.contains("release"))
    }

    @Test(.enabled(if: isRelease, "a debug build measures nothing"))
    func `a profile is printed and kept, and its record is what the store gives out`() throws {
        let folder = TemporaryFolder()
        let words = ["--json", "--budget", "1s", "--threads", "1", "--precision", "fp32", "--store", folder.path]
        let ending = try run(words)
        #expect([0, 4].contains(ending.status), "\(ending.errors)")
        let profile = try RecordText.decode(Profile.self, from: ending.output)
        #expect(profile.program.build == .release)
        #expect(profile.ceilings.contains { $0.name == "read-l1" || $0.name == "read-dram" })
        let shown = try Program.run(["profile", "show", "--json", "--store", folder.path])
        #expect(shown.output == ending.output)
        #expect(folder.names().count == 2 && folder.names()[0].hasSuffix("-kernels.json"))
        #expect(try run(["--resume", "--store", folder.path]).errors.contains("was cut short"))
    }

    @Test(.enabled(if: isRelease, "a debug build measures nothing"))
    func `after a kill a resumption measures nothing twice`() throws {
        let folder = TemporaryFolder()
        let store = folder.path
        // A busy machine begins later: it is killed once something was kept.
        let script = """
            "$@" > /dev/null 2>&1 & measuring=$!
            for try in $(seq 60); do
                sleep 1; kept=$("$1" profile show --json --store \(store) 2> /dev/null) || continue
                case $kept in *'"ceilings": []'*) ;; *) break;; esac
            done
            kill -KILL $measuring; wait $measuring; true
            """
        _ = try run(
            ["--threads", "1", "--precision", "fp32", "--budget", "10s", "--store", store],
            through: ["bash", "-c", script, "bash"])
        let words = ["profile", "show", "--json", "--store", store]
        let before = try RecordText.decode(Profile.self, from: Program.run(words).output)
        #expect(!before.ceilings.isEmpty && before.conditions.endedAt == nil)
        _ = try Program.run(["profile", "kernels", "--resume", "--store", store])
        let after = try RecordText.decode(Profile.self, from: Program.run(words).output)
        #expect(after.conditions.endedAt != nil && after.conditions.startedAt == before.conditions.startedAt)
        #expect(before.ceilings.allSatisfy(after.ceilings.contains))
        #expect(before.kernels.allSatisfy(after.kernels.contains) && after.kernels.count > before.kernels.count)
    }

    @Test(.enabled(if: isRelease, "a debug build measures nothing"))
    func `an earlier profile stays beside the new one, and another file is never replaced`() throws {
        let folder = TemporaryFolder()
        let file = folder.path(of: "profile.json")
        let words = ["--budget", "1s", "--threads", "1", "--precision", "fp32", "--output", file]
        _ = try run(words)
        let first = try String(contentsOfFile: file, encoding: .utf8)
        let second = try run(words)
        #expect(second.errors.contains("kept the earlier profile as"))
        let kept = try #require(folder.names().first { $0 != "profile.json" })
        #expect(try String(contentsOfFile: folder.path(of: kept), encoding: .utf8) == first)
        try "notes".write(toFile: file, atomically: true, encoding: .utf8)
        let refused = try run(words + ["--json"])
        #expect(try RecordText.decode(ErrorAnswer.self, from: refused.output).remedy.contains("--output"))
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "notes")
    }

    @Test(.enabled(if: isRelease, "a debug build measures nothing"), arguments: ["INT", "TERM"])
    func `a signal keeps what was measured`(signal: String) throws {
        let folder = TemporaryFolder()
        let file = folder.path(of: "profile.json")
        // Sent once something is kept, and told twice, as `timeout` and terminals do: still one request.
        let script = """
            set -m; file=$1; shift; "$@" & until [ -s "$file" ]; do sleep 0.1; done
            kill -\(signal) $!; sleep 0.02; kill -\(signal) $!; wait $!
            """
        let ending = try run(
            ["--threads", "1", "--budget", "40s", "--output", file],
            through: ["bash", "-c", script, "bash", file])
        #expect(ending.status == ExitStatus.interrupted.rawValue)
        #expect(ending.errors.contains("--resume"))
        let kept = try RecordText.decode(Profile.self, from: String(contentsOfFile: file, encoding: .utf8))
        #expect(!kept.ceilings.isEmpty)
    }

    @Test(.enabled(if: isRelease, "a debug build measures nothing"))
    func `a lower instruction set is asked for by option or by environment`() throws {
        for (words, environment) in [(["--isa", "scalar"], [:]), ([], ["EDGEPLAN_ISA": "scalar"])] {
            let folder = TemporaryFolder()
            let ending = try run(
                words + ["--json", "--budget", "1s", "--threads", "1", "--store", folder.path],
                environment: environment)
            let profile = try RecordText.decode(Profile.self, from: ending.output)
            #expect(profile.kernels.allSatisfy { $0.isa == .scalar })
            #expect(!profile.kernels.isEmpty)
        }
    }

    @Test(.enabled(if: isRelease, "a debug build measures nothing"))
    func `an instruction set that is unknown or missing is a typed error that names the others`() throws {
        let unknown = try run(["--json", "--isa", "mmx"])
        #expect(unknown.status == ExitStatus.wrongUsage.rawValue)
        #expect(try RecordText.decode(ErrorAnswer.self, from: unknown.output).remedy.contains("scalar"))
        #if arch(x86_64)
            let foreign = "sve"
        #else
            let foreign = "avx2"
        #endif
        let missing = try run(["--json", "--isa", foreign])
        #expect(missing.status == ExitStatus.missing.rawValue)
        #expect(try RecordText.decode(ErrorAnswer.self, from: missing.output).remedy.contains("scalar"))
    }
}
