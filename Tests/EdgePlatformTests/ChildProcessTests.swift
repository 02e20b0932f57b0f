import EdgePlatform
import EdgeRecords
import EdgeTestSupport
import Foundation
import Testing

@Suite struct ChildProcessTests {
    private let folder = TemporaryFolder()
    private static let aMinute: Int64 = 60_000_000_000

    private func shell(_ script: String, _ change: (inout ChildCommand) -> Void = { _ in }) throws -> ChildProcess {
        var command = ChildCommand(
            program: "/bin/bash", words: ["bash", "-c", script], environment: ["PATH": "/usr/bin:/bin"])
        change(&command)
        return try ChildProcess(command)
    }

    private func isFinished(_ ending: ChildEnding) -> Bool { ending.status == 0 && !ending.wasKilled }

    @Test func `a child speaks over descriptor 3, and what it prints is kept apart`() throws {
        let child = try shell("echo to be heard >&3; echo noise; echo more noise >&2; read line <&3; echo got $line")
        let deadline = MonotonicClock.nanoseconds + Self.aMinute
        #expect(child.next(deadline: deadline) == .spoke(Array("to be heard\n".utf8)))
        try child.send(Array("an answer\n".utf8))
        #expect(child.next(deadline: deadline) == .hungUp)
        #expect(isFinished(child.end(withinNanoseconds: Self.aMinute)))
        let prints = String(decoding: child.prints, as: UTF8.self)
        #expect(prints.contains("noise\nmore noise\n") && prints.contains("got an answer"))
    }

    @Test func `how it ended is told`() throws {
        #expect(try shell("exit 7").end(withinNanoseconds: Self.aMinute).status == 7)
        let killed = try shell("kill -ILL $$").end(withinNanoseconds: Self.aMinute)
        #expect(killed.signal == 4 && killed.text == "signal 4 (illegal instruction)")
    }

    @Test func `a child that does not end is killed with all that it started`() throws {
        let path = folder.path(of: "late")
        let child = try shell("(sleep 1; echo late > \(path)) & sleep 100")
        #expect(child.next(deadline: MonotonicClock.nanoseconds + 50_000_000) == .late)
        #expect(child.end(withinNanoseconds: 0).wasKilled)
        #expect(throws: (any Error).self) { try child.send([1]) }
        // What is killed is still there until somebody has heard of it.
        for _ in 0..<1000 where kill(pid_t(-child.identifier), 0) == 0 { MonotonicClock.wait(nanoseconds: 10_000_000) }
        #expect(kill(pid_t(-child.identifier), 0) != 0)
    }

    @Test func `only its scratch folder can be written`() throws {
        let scratch = try ScratchFolder()
        let inside = try scratch.folder("work")
        let outside = folder.path(of: "outside")
        let child = try shell(
            "echo x > \(inside)/file && echo in; echo x > \(outside) || echo refused; echo > /dev/null"
        ) { $0.scratch = inside }
        try #require(child.isolation.contains(.scratchWrites), "this kernel has no Landlock")
        #expect(child.missingIsolation.isEmpty)
        _ = child.end(withinNanoseconds: Self.aMinute)
        let prints = String(decoding: child.prints, as: UTF8.self)
        #expect(prints.contains("in\n") && prints.contains("refused"))
        #expect(!FileManager.default.fileExists(atPath: outside))
    }

    @Test func `no socket leads out, unless it was allowed`() throws {
        let script = "exec 5<>/dev/udp/127.0.0.1/9 && echo open"
        for mayUseNetwork in [false, true] {
            let child = try shell(script) { $0.mayUseNetwork = mayUseNetwork }
            try #require(mayUseNetwork || child.isolation.contains(.noNetwork), "this kernel has no seccomp")
            _ = child.end(withinNanoseconds: Self.aMinute)
            #expect(String(decoding: child.prints, as: UTF8.self).contains("open") == mayUseNetwork)
        }
    }

    @Test func `with a loopback of its own a child hears itself and nobody else`() throws {
        let other = try Listener()
        let script = """
            exec 5<>/dev/tcp/127.0.0.1/\(other.port) && echo reached; echo x > /dev/shm/edgeplan-test && echo shared
            exec 6<>/dev/udp/127.0.0.1/9 && echo open
            """
        let child = try shell(script) { $0.mayUseLoopback = true }
        try #require(child.isolation.contains(.loopbackOnly), "this kernel gives no network of one's own")
        _ = child.end(withinNanoseconds: Self.aMinute)
        let prints = String(decoding: child.prints, as: UTF8.self)
        #expect(!prints.contains("reached") && prints.contains("open") && prints.contains("shared"), "\(prints)")
        #expect(!FileManager.default.fileExists(atPath: "/dev/shm/edgeplan-test"))
        // It does listen: who may use the network reaches it.
        let free = try shell("exec 5<>/dev/tcp/127.0.0.1/\(other.port) && echo reached") { $0.mayUseNetwork = true }
        _ = free.end(withinNanoseconds: Self.aMinute)
        #expect(String(decoding: free.prints, as: UTF8.self).contains("reached"))
    }

    @Test func `memory and CPUs are limited, and the limits are named`() throws {
        let child = try shell("ulimit -v; grep Cpus_allowed_list /proc/self/status") {
            $0.addressSpaceBytes = 512 << 20
            $0.cpus = [LiveProcessor.affinity.elements.first ?? 0]
        }
        _ = child.end(withinNanoseconds: Self.aMinute)
        #expect(child.isolation.names.contains("address-space-limit") && child.isolation.names.contains("affinity"))
        let prints = String(decoding: child.prints, as: UTF8.self)
        #expect(prints.contains("524288\n"))
        #expect(prints.contains("list:\t\(LiveProcessor.affinity.elements.first ?? 0)\n"))
    }

    @Test func `a CPU that is not there is a limit that is missing`() throws {
        let child = try shell("exit 0") { $0.cpus = [9999] }
        #expect(child.missingIsolation.contains(.affinity))
    }

    @Test func `a child that holds too much is noticed`() throws {
        let script = "x=$(head -c 80000000 /dev/zero | tr '\\0' x); sleep 100"
        let child = try shell(script) { $0.residentBytes = 40 << 20 }
        guard case .tooLarge(let bytes) = child.next(deadline: MonotonicClock.nanoseconds + Self.aMinute) else {
            Issue.record("it was not noticed")
            return
        }
        #expect(bytes > 40 << 20)
        child.kill()
        #expect(child.end(withinNanoseconds: Self.aMinute).signal == 9)
    }

    @Test func `a program that is not there is a typed error`() {
        #expect(throws: ChildError.notStarted(program: "/nonexistent", code: 2)) {
            try ChildProcess(ChildCommand(program: "/nonexistent", words: ["nothing"]))
        }
    }

    @Test func `a scratch folder goes with its owner, links in it are not followed`() throws {
        let kept = folder.path(of: "kept")
        try "kept".write(toFile: kept, atomically: true, encoding: .utf8)
        var path = ""
        do {
            let scratch = try ScratchFolder()
            path = try scratch.folder("deep/er")
            try FileManager.default.createSymbolicLink(atPath: path + "/link", withDestinationPath: kept)
            #expect(FileManager.default.fileExists(atPath: path))
        }
        #expect(!FileManager.default.fileExists(atPath: path))
        #expect(FileManager.default.fileExists(atPath: kept))
    }
}

@Suite struct QuietSignsTests {
    @Test func `pressure is the worst of three, as a part of the time`() throws {
        let folder = TemporaryFolder()
        folder.addFolder("proc")
        folder.addFolder("proc/pressure")
        for (name, total) in [("cpu", 100), ("memory", 0), ("io", 5000)] {
            folder.addFile("proc/pressure/" + name, Array("some avg10=0.00 total=\(total)\nfull total=7\n".utf8))
        }
        let before = Pressure(processor: 0, memory: 0, disk: 0)
        let after = try #require(Pressure.now(of: try FileTree(root: folder.path)))
        #expect(after == Pressure(processor: 100, memory: 0, disk: 5000))
        #expect(after.share(since: before, nanoseconds: 50_000_000) == 0.1)
        #expect(Pressure.now(of: try FileTree(root: folder.path + "/proc")) == nil)
    }

    @Test func `a process's status is read by key, and damage is nothing`() {
        let status = ProcessStatus(
            "Name:\tx\nVmHWM:\t   12 kB\nThreads:\t3\nVmRSS:\nbroken\nVmPeak:\t9999999999999999999 kB\n")
        #expect(status.bytes("VmHWM") == 12288)
        #expect(status.number("Threads") == 3)
        #expect(status.bytes("VmRSS") == nil && status.bytes("VmPeak") == nil && status.bytes("gone") == nil)
    }

    @Test func `the canaries do work that takes time, and the process's use of the processor grows`() {
        let before = ProcessUsage.now
        let canary = Canary(bytes: 1 << 20)
        #expect(canary.arithmetic(times: 3).allSatisfy { $0 > 0 } && canary.stream(times: 3).allSatisfy { $0 > 0 })
        #expect(ProcessUsage.now.processorNanoseconds > before.processorNanoseconds)
    }

    @Test func `a canary asks every CPU in turn, comes back to where it was, and tells of one of them`() {
        let allowed = LiveProcessor.affinity
        let canary = Canary()
        canary.cpus = Array(allowed.elements)
        #expect(canary.arithmetic(times: 5).count == 5)
        #expect(canary.arithmetic(times: 0).isEmpty)
        #expect(LiveProcessor.affinity == allowed)
    }
}
