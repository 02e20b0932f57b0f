import EdgePlatform
import EdgeProbing
import EdgeRecords
import FoundationEssentials
import Testing

@Suite struct EnergyJudgementTests {
    private func judge(
        _ first: EnergyReading.Sample, _ second: EnergyReading.Sample, milliseconds: Int64 = 50
    ) -> Bool? {
        EnergyJudgement(first: first, second: second, nanoseconds: milliseconds * 1_000_000).moves
    }

    @Test func `a counter that grows by a plausible power moves`() {
        // One joule in 50 ms is 20 watts.
        #expect(judge(.microjoules(5, range: nil), .microjoules(1_000_005, range: nil)) == true)
        #expect(judge(.microwatts(4_000_000), .microwatts(5_000_000)) == true)
    }

    @Test func `one that stands still, or shows a power no device has, does not`() {
        #expect(judge(.microjoules(5, range: nil), .microjoules(5, range: nil)) == false)
        #expect(judge(.microjoules(5, range: nil), .microjoules(6, range: nil)) == false)
        #expect(judge(.microjoules(0, range: nil), .microjoules(Int.max, range: nil)) == false)
        #expect(judge(.microwatts(1), .microwatts(2)) == false)
        #expect(judge(.microwatts(1), .microwatts(.infinity)) == false)
        #expect(judge(.microjoules(5, range: nil), .microjoules(7, range: nil), milliseconds: 0) == false)
    }

    @Test func `a counter may wrap at its range, and nowhere else`() {
        #expect(judge(.microjoules(999_000, range: 1_000_000), .microjoules(999_000 / 2, range: nil)) == true)
        #expect(judge(.microjoules(999_000, range: nil), .microjoules(1, range: nil)) == false)
        #expect(judge(.microjoules(Int.max, range: 5), .microjoules(Int.min, range: 5)) == false)
    }

    @Test func `one that may not be read stays unknown`() {
        #expect(judge(.denied, .denied) == nil)
        #expect(judge(.charging, .charging) == false)
        #expect(judge(.unreadable, .microwatts(1)) == false)
    }
}

@Suite struct EnergyReaderTests {
    @Test func `a counter that moves only after a wait is found, and the wait ends at 50 ms`() throws {
        let folder = try TemporaryTree(["sys/class/powercap/intel-rapl:0/energy_uj": "100"])
        defer { folder.remove() }
        var now: Int64 = 0
        var waits: [Int64] = []
        let clock = ProbeClock(
            nanoseconds: { now },
            wait: { span in
                waits.append(span)
                now += span
                folder.write("1000100", at: "sys/class/powercap/intel-rapl:0/energy_uj")
            })
        let reader = EnergyReader(tree: try FileTree(root: folder.path), clock: clock)
        let first = reader.firstReading()
        now = 20_000_000
        let counters = reader.compare(with: first, isTried: true)
        #expect(counters == [Device.EnergyCounter(name: "intel-rapl:0", moves: true)])
        #expect(waits == [30_000_000])
    }

    @Test func `nothing is waited for without counters, nor in a capture`() throws {
        let clock = ProbeClock(nanoseconds: { 0 }, wait: { _ in Issue.record("waited") })
        let none = EnergyReader(tree: SketchedDevice([:]).tree, clock: clock)
        #expect(none.compare(with: none.firstReading(), isTried: true).isEmpty)
        let files = ["sys/class/powercap/intel-rapl:0/energy_uj": "100"]
        let captured = EnergyReader(tree: SketchedDevice(files).tree, clock: clock)
        let counters = captured.compare(with: captured.firstReading(), isTried: false)
        #expect(counters.map(\.moves) == [nil])
        #expect(counters.first?.reason?.isEmpty == false)
    }

    @Test func `finds the sensors of boards, graphics cards and batteries`() {
        let chip = "sys/class/hwmon/hwmon0/"
        let card = "sys/class/hwmon/hwmon1/"
        let battery = "sys/class/power_supply/BAT0/"
        let device = SketchedDevice([
            chip + "name": "ina3221", chip + "in1_label": "VDD_GPU", chip + "in1_input": "5000",
            chip + "curr1_input": "400", chip + "curr2_input": "1", card + "name": "amdgpu",
            card + "power1_average": "30000000", card + "temp1_input": "1", battery + "type": "Battery",
            battery + "current_now": "1", battery + "voltage_now": "1",
        ]).probed()
        #expect(device.energyCounters.map(\.name) == ["BAT0", "ina3221:VDD_GPU", "amdgpu:power1"])
    }
}

/// A folder of files that a test may change while it is read.
struct TemporaryTree {
    let path: String

    init(_ files: [String: String]) throws {
        path = FileManager.default.temporaryDirectory.path() + "/edgeplan-\(UInt64.random(in: 0...UInt64.max))"
        for (file, text) in files { write(text, at: file) }
    }

    func write(_ text: String, at file: String) {
        let url = URL(filePath: path + "/" + file)
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        } catch {
            Issue.record(error)
        }
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
