import EdgeRecords
import EdgeTestSupport
import Foundation
import Testing

/// Profiles as devices left them, planned anew: the same records give the same bytes.
@Suite struct ProfileReplayTests {
    private static let tests = URL(filePath: #filePath).deletingLastPathComponent()
    private static let profiles = tests.deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "profiles")

    /// Each in the folder of its class.
    private static func committed() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: profiles.path)
            .filter { $0.hasSuffix(".json") && !$0.hasSuffix(".plan.json") && !$0.hasPrefix("local/") }.sorted()
    }

    private func plan(_ words: [String], in folder: URL) throws -> Program.Ending {
        try Program.run(["plan"] + words, environment: ["XDG_CACHE_HOME": "/nonexistent"], folder: folder)
    }

    /// A plan's record and its text, and the plans for several targets.
    private func replay(_ name: String, in folder: URL, as golden: String) throws {
        let words = ["--profile", name]
        for (ending, more) in [("json", ["--json"]), ("txt", []), ("targets.txt", ["--target", "1ms,2ms,20ms"])] {
            let made = try plan(words + more, in: folder)
            #expect([0, 1, 4].contains(made.status), "\(made.errors)")
            try expectGolden(made.output, named: "plan-\(golden).\(ending)")
        }
    }

    @Test(arguments: try committed())
    func `a committed profile gives the plan that was kept, or says what it lacks`(name: String) throws {
        let text = try String(contentsOf: Self.profiles.appending(path: name), encoding: .utf8)
        guard try RecordText.decode(Profile.self, from: text).measurements.isEmpty else {
            return try replay(name, in: Self.profiles, as: name.replacing(".json", with: "").replacing("/", with: "-"))
        }
        let ending = try plan(["--profile", name], in: Self.profiles)
        #expect(ending.status == 3)
        #expect(ending.errors.contains("they hold no model at all"))
    }

    /// Of a device that other work kept busy: some candidates were disturbed, some ran in too few processes, and models
    /// of two label sets were measured.
    @Test func `what a busy device left is planned the same every time`() throws {
        try replay("busy-profile.json", in: Self.tests.appending(path: "Golden"), as: "busy")
    }
}
