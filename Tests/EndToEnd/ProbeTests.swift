import EdgeRecords
import EdgeTestSupport
import Foundation
import Testing

/// The machine that the tests run on, through the program.
@Suite struct ProbeTests {
    private func device(_ words: [String] = [], through wrapper: [String] = []) throws -> Device {
        let ending = try Program.run(["probe", "--json"] + words, through: wrapper)
        try #require(ending.status == 0, "\(ending.errors)")
        return try RecordText.decode(Device.self, from: ending.output)
    }

    @Test func `this machine is described`() throws {
        let device = try device()
        #expect(device.processor.logicalCPUs >= 1)
        #expect(device.processor.onlineCPUs.count == device.processor.logicalCPUs)
        #expect(device.limits.usableCPUs >= 1)
        #expect((device.memory.physicalBytes ?? 0) > 0)
        #expect(!device.class.isEmpty)
        #expect(device.processor.cores.flatMap(\.self).sorted() == device.processor.onlineCPUs)
    }

    @Test func `what is enabled here executes here`() throws {
        for feature in try device().processor.features where feature.enabled == true {
            #expect(feature.executed == true || feature.executed == nil, "\(feature.name)")
        }
    }

    @Test func `without trials nothing is said to have executed`() throws {
        let device = try device(["--no-trials"])
        #expect(device.processor.features.allSatisfy { $0.executed == nil })
        #expect(device.energyCounters.allSatisfy { $0.moves == nil && $0.reason != nil })
    }

    @Test func `an affinity of one CPU leaves one usable`() throws {
        let whole = try device()
        let cpu = try #require(whole.limits.affinity?.first)
        let confined = try device(through: ["taskset", "-c", "\(cpu)"])
        #expect(confined.limits.usableCPUs == 1)
        #expect(confined.limits.affinity == [cpu])
        #expect(confined.processor.logicalCPUs == whole.processor.logicalCPUs)
        if whole.limits.usableCPUs > 1 {
            #expect(confined.limits.bindingConstraint == .affinity)
            #expect(confined.class != whole.class)
        }
    }

    @Test func `this machine and its capture are of one class`() throws {
        let folder = TemporaryFolder()
        let capture = folder.path(of: "capture.tar.gz")
        let live = try device(["--capture", capture])
        let captured = try device(["--root", capture])
        #expect(captured.classKey == live.classKey)
        #expect(captured.class == live.class)
    }

    @Test func `the capture tells neither host nor user`() throws {
        let folder = TemporaryFolder()
        let path = folder.path(of: "capture.tar")
        _ = try device(["--capture", path])
        let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        for word in ["Serial", "machine-id", "/home/", "UUID="] { #expect(!text.contains(word), "\(word)") }
        let host = ProcessInfo.processInfo.hostName
        if host.count > 6, host != "localhost" { #expect(!text.contains(host)) }
    }

    @Test func `the same machine gives the same bytes`() throws {
        let first = try device()
        let second = try device()
        #expect(first.classKey == second.classKey)
        #expect(first.processor == second.processor)
    }

    @Test func `a picture is written whole`() throws {
        let folder = TemporaryFolder()
        let path = folder.path(of: "topology.svg")
        let ending = try Program.run(["probe", "--svg", path])
        #expect(ending.status == 0)
        let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        #expect(text.hasPrefix("<svg") && text.hasSuffix("</svg>\n"))
    }

    @Test func `every fact in the explanation has a source`() throws {
        let device = try device()
        #expect(!device.evidence.isEmpty)
        #expect(device.evidence.allSatisfy { !$0.from.isEmpty && !$0.value.isEmpty })
    }

    @Test func `verbose says on standard error what was decided, and quiet says nothing`() throws {
        let verbose = try Program.run(["probe", "--verbose", "--json"])
        #expect(verbose.errors.contains("processor.logicalCPUs is "))
        #expect(try Program.run(["probe", "--quiet", "--json"]).errors.isEmpty)
    }

    @Test func `doctor answers with checks that can be required`() throws {
        let ending = try Program.run(["doctor", "--json"])
        #expect(ending.status == 0)
        let answer = try RecordText.decode(DoctorAnswer.self, from: ending.output)
        #expect(!answer.checks.isEmpty)
        for check in answer.checks where check.state != .ready { #expect(check.remedy != nil, "\(check.capability)") }
        for check in answer.checks.prefix(3) {
            let required = try Program.run(["doctor", "--require", check.capability])
            #expect(required.status == (check.state == .missing ? 5 : 0), "\(check.capability)")
        }
    }
}
