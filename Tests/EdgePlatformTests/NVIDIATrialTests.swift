import EdgePlatform
import Glibc
import Testing

/// NVIDIA's libraries, in the person of a stand-in that answers, refuses, crashes or hangs.
@Suite(.enabled(if: FakeLibrary.hasCompiler, "no C compiler is installed"))
struct NVIDIATrialTests {
    private func outcome(
        _ source: NVIDIATrial.Source, _ options: String = "", deadlineMilliseconds: UInt32 = 10_000
    ) throws -> NVIDIATrial.Outcome {
        let library = try #require(FakeLibrary(options))
        return NVIDIATrial.outcome(
            asking: source, library: library.path, deadlineMilliseconds: deadlineMilliseconds)
    }

    @Test func `the management library tells of each card that it can reach`() throws {
        let first = NVIDIATrial.Card(
            address: "0000:01:00.0", name: "Fake 1", memoryBytes: 80 << 30, computeCapability: "9.0")
        let third = NVIDIATrial.Card(
            address: "10000:03:00.0", name: "Fake 3", memoryBytes: nil, computeCapability: "9.0")
        #expect(try outcome(.management) == .cards([first, third]))
    }

    @Test func `the CUDA driver tells where the management library is missing`() throws {
        let card = NVIDIATrial.Card(address: nil, name: "Orin 0", memoryBytes: 32 << 30, computeCapability: "8.7")
        #expect(try outcome(.cuda) == .cards([card]))
    }

    @Test func `the driver is asked only where there is no management library`() throws {
        let library = try #require(FakeLibrary(""))
        let driver = NVIDIATrial.answer(management: "/nowhere/libnvidia-ml.so.1", driver: library.path)
        #expect(driver.source == .cuda)
        #expect(driver.outcome == (try outcome(.cuda)))
        let management = NVIDIATrial.answer(management: library.path, driver: "/nowhere/libcuda.so.1")
        #expect(management.source == .management)
        #expect(management.outcome == (try outcome(.management)))
        let neither = NVIDIATrial.answer(management: "/nowhere/libnvidia-ml.so.1", driver: "/nowhere/libcuda.so.1")
        #expect(neither.outcome == .libraryMissing)
    }

    @Test(arguments: [NVIDIATrial.Source.management, .cuda])
    func `a library that will not start is refused with its own code`(source: NVIDIATrial.Source) throws {
        #expect(try outcome(source, "-DSTART=999") == .refused(code: 999))
    }

    @Test(arguments: [NVIDIATrial.Source.management, .cuda])
    func `a crash stays in the child`(source: NVIDIATrial.Source) throws {
        #expect(try outcome(source, "-DCRASH") == .crashed(signal: SIGABRT))
    }

    @Test(arguments: [NVIDIATrial.Source.management, .cuda])
    func `a hang ends at the deadline`(source: NVIDIATrial.Source) throws {
        #expect(try outcome(source, "-DHANG", deadlineMilliseconds: 100) == .timedOut)
    }

    @Test func `a library without the functions is too old`() throws {
        #expect(try outcome(.management, "-DWITHOUT_FUNCTIONS") == .libraryTooOld)
    }

    @Test func `no library is no crash`() {
        #expect(NVIDIATrial.outcome(asking: .management, library: "/nowhere/libnvidia-ml.so.1") == .libraryMissing)
    }
}

/// The stand-in, compiled for one behaviour and removed with the value.
private final class FakeLibrary {
    static let hasCompiler = unsafe system("cc --version > /dev/null 2>&1") == 0

    let path: String

    init?(_ options: String) {
        path = "/tmp/edgeplan-fake-nvml-\(getpid())-\(UInt32.random(in: 0...UInt32.max)).so"
        let source = #filePath.split(separator: "/").dropLast().joined(separator: "/") + "/FakeNVML/fake_nvml.c"
        guard unsafe system("cc -shared -fPIC \(options) -o '\(path)' '/\(source)'") == 0 else { return nil }
    }

    deinit { unsafe unlink(path) }
}
