import EdgeRecords
import EdgeTestSupport
import Foundation
import Testing

/// `edgeplan profile models` on the machine that the tests run on; no speed is asserted.
@Suite(.serialized) struct ModelProfileTests {
    private static var isRelease: Bool {
        #if DEBUG
            false
        #else
            true
        #endif
    }

    private let folder = TemporaryFolder()

    private func run(_ words: [String]) throws -> Program.Ending {
        try Program.run(
            ["profile", "models"] + words, environment: ["XDG_CACHE_HOME": folder.path, "TMPDIR": folder.path])
    }

    private func profile(_ words: [String]) throws -> Profile {
        let ending = try run(words + ["--json", "--processes", "2"])
        #expect([0, 4].contains(ending.status), "\(ending.errors)")
        return try RecordText.decode(Profile.self, from: ending.output)
    }

    @Test(.disabled(if: isRelease, "this is a release build"))
    func `a debug build measures nothing`() throws {
        let ending = try run(["--json"])
        #expect(ending.status == ExitStatus.notTrustworthy.rawValue)
        #expect(try RecordText.decode(ErrorAnswer.self, from: ending.output).remedy.contains("release"))
    }

    @Test(.enabled(if: isRelease, "a debug build measures nothing"))
    func `candidates are measured in processes of their own, and scratch is gone afterwards`() throws {
        let profile = try profile(["--model", "ds-cnn", "--threads", "1", "--layers"])
        #expect(profile.measurements.map(\.candidate.precision) == [.fp32, .bf16, .int8])
        for measurement in profile.measurements {
            #expect(measurement.outcome == .ok, "\(measurement.reason ?? "")")
            #expect((measurement.workers?.count ?? 0) >= 2)
            #expect(measurement.latencyNanoseconds[.p95] != nil && measurement.loadNanoseconds != nil)
            #expect((measurement.peakMemoryBytes?.value ?? 0) > 100_000)
            #expect(measurement.layers?.isEmpty == false)
            #expect(measurement.candidate.modelHash?.hasPrefix("sha256:") == true)
        }
        #expect(profile.measurements.last?.fidelity != nil)
        #expect(profile.conditions.isolation.contains("affinity"))
        #expect(folder.names().isEmpty)
    }

    @Test(.enabled(if: isRelease, "a debug build measures nothing"))
    func `too little memory is an outcome, and the rest goes on`() throws {
        let words = ["--threads", "1", "--precision", "fp32", "--memory", "180MiB"]
        let profile = try profile(["--model", "mobilenet-v2-w1.4,ds-cnn"] + words)
        let outcomes = profile.measurements.map(\.outcome)
        #expect(outcomes[1] == .ok || outcomes[0] != .ok)
        #expect(profile.measurements.allSatisfy { $0.outcome == .ok || $0.reason?.isEmpty == false })
    }

    @Test(.enabled(if: isRelease, "a debug build measures nothing"))
    func `a file that is no model is refused as a whole, before anything is measured`() throws {
        folder.addFile("broken.onnx", Array("no model".utf8))
        let ending = try run(["--model", folder.path(of: "broken.onnx"), "--json"])
        #expect(ending.status == ExitStatus.badInput.rawValue)
    }
}
