import EdgeRecords
import Testing

@Suite struct VersionedRecordTests {
    /// Made up: version 1 counted seconds, version 2 milliseconds, version 3 calls them so.
    private struct Timing: VersionedRecord {
        static let schemaName = "edgeplan.timing/3"
        static let upgrades = [
            RecordUpgrade(from: 2) { value throws(RecordError) in
                ["milliseconds": value["duration"] ?? nil]
            },
            RecordUpgrade(from: 1) { value throws(RecordError) in
                guard case .integer(let seconds)? = value["duration"] else {
                    throw RecordError(.missingKey)
                }
                return ["duration": .integer(seconds * 1000)]
            },
        ]
        var schema = Timing.schemaName
        var milliseconds = 5
    }

    private struct Holder: Codable, Hashable {
        var timings: [Timing]
    }

    private struct Orphan: VersionedRecord {
        static let schemaName = "edgeplan.orphan/2"
        var schema = Orphan.schemaName
    }

    @Test(arguments: [
        #"{"schema":"edgeplan.timing/1","duration":5}"#, #"{"schema":"edgeplan.timing/2","duration":5000}"#,
        #"{"schema":"edgeplan.timing/3","milliseconds":5000}"#,
    ])
    func `leads every older version to the present one`(text: String) throws {
        #expect(try RecordText.decode(Timing.self, from: text) == Timing(milliseconds: 5000))
    }

    @Test func `upgrades records inside records`() throws {
        let text = #"{"timings":[{"schema":"edgeplan.timing/1","duration":5}]}"#
        #expect(try RecordText.decode(Holder.self, from: text) == Holder(timings: [Timing(milliseconds: 5000)]))
    }

    @Test(arguments: [
        (
            #"{"schema":"edgeplan.timing/4"}"#,
            RecordError.Problem.newerVersion(record: "edgeplan.timing", found: 4, newestKnown: 3)
        ),
        (#"{"schema":"edgeplan.device/1"}"#, .otherRecord(expected: "edgeplan.timing/3", found: "edgeplan.device/1")),
        (#"{"milliseconds":1}"#, .notARecord(expected: "edgeplan.timing/3")),
        (#"{"schema":3}"#, .notARecord(expected: "edgeplan.timing/3")),
        (#"{"schema":"edgeplan.timing/0"}"#, .notARecord(expected: "edgeplan.timing/3")),
        (#"{"schema":"edgeplan.timing/+3"}"#, .notARecord(expected: "edgeplan.timing/3")),
        (#"{"schema":"edgeplan.timing/3/3"}"#, .notARecord(expected: "edgeplan.timing/3")),
        ("7", .notARecord(expected: "edgeplan.timing/3")),
        (#"{"schema":"edgeplan.timing/1"}"#, .missingKey),
    ])
    func `refuses what it cannot read`(text: String, problem: RecordError.Problem) {
        let error = #expect(throws: RecordError.self) { try RecordText.decode(Timing.self, from: text) }
        #expect(error?.problem == problem)
    }

    @Test func `refuses an old version that no step leads on from`() {
        let error = #expect(throws: RecordError.self) {
            try RecordText.decode(Orphan.self, from: #"{"schema":"edgeplan.orphan/1"}"#)
        }
        #expect(error?.problem == .noUpgrade(record: "edgeplan.orphan", from: 1, to: 2))
    }

    @Test func `tells the user to update the program`() {
        let error = #expect(throws: RecordError.self) {
            try RecordText.decode(Device.self, from: #"{"schema":"edgeplan.device/2"}"#)
        }
        #expect(error?.why == "it is edgeplan.device/2, and this program reads up to edgeplan.device/1")
        #expect(error?.remedy.contains("update the program") == true)
    }

    @Test func `a device reads back as it was written`() throws {
        var device = Device()
        device.processor.coreKinds = [.init(name: "big", basis: .amdLeaf, physicalCores: 2, cpus: [0, 1])]
        device.limits.quotaCPUs = 1.5
        let text = try RecordText.encode(device)
        #expect(try RecordText.decode(Device.self, from: text) == device)
        #expect(try RecordText.encode(device) == text)
        #expect(text.contains(#""basis": "cpuid-80000026""#))
        #expect(text.contains(#""container": null"#))
    }
}
