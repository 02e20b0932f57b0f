import EdgeRecords
import Glibc

@testable import EdgeStoring

/// Small records of a device that is made up.
enum Examples {
    static var profile: Profile {
        Profile(
            device: Device(), program: .init(version: "0.1.0", build: .release),
            conditions: Conditions(startedAt: "2026-11-21T08:00:00Z"))
    }

    static let request = Store.Request(kind: "models", words: ["--threads=1"])

    static func measurement(_ id: String) -> Measurement {
        Measurement(
            id: id,
            candidate: Candidate(
                model: "mobilenet-v2", variant: "mobilenet-v2/int8", precision: .int8, weights: .seeded,
                engine: .native, threads: 1), outcome: .ok)
    }

    static func block(_ number: Int, process: Int = 0, isContended: Bool = false) -> SampleBlock {
        SampleBlock(number: number, process: process, isContended: isContended, nanoseconds: [100, 101, 102])
    }
}

enum FileBytes {
    static func read(_ path: String) -> [UInt8]? {
        let file = unsafe open(path, O_RDONLY)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = Array(repeating: UInt8(0), count: 1 << 20)
        let count = unsafe Glibc.read(file, &bytes, bytes.count)
        return count < 0 ? nil : Array(bytes.prefix(count))
    }
}
