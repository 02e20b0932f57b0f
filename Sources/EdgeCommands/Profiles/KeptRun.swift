import EdgeArguments
import EdgePlatform
import EdgeProfiling
import EdgeRecords
import EdgeStoring

/// A run of measurements as the store keeps it, block by block, and the record that comes of it.
final class KeptRun: ProfileKeeper {
    let name: String
    /// As it was begun, or as it was when it was interrupted; its measurements are in `drafts`.
    private(set) var profile: Profile
    /// What an interrupted run had measured already of models.
    private(set) var drafts: [MeasurementDraft] = []
    private let isResumed: Bool
    private let folder: String
    private let store: Store

    /// A new run.
    init(_ profile: Profile, _ request: Store.Request, in folder: String) throws {
        self.folder = folder
        self.profile = profile
        isResumed = false
        try UserFile.makeFolder(folder)
        store = try Store(writingIn: folder)
        name = RunName.free(for: profile, kind: request.kind, among: try store.runs().map(\.name))
        try store.begin(profile, name: name, request: request)
    }

    /// Goes on with a run that was cut short.
    init(resuming run: Store.Run, in folder: String) throws {
        self.folder = folder
        isResumed = true
        store = try Store(writingIn: folder)
        name = run.name
        guard try store.runs().contains(where: { $0.name == run.name && $0.endedAt == nil }) else {
            throw KeptRunError.nothingToResume(folder: folder, kind: run.request.kind)
        }
        profile = try store.profile(name)
        for measurement in profile.measurements {
            drafts.append(MeasurementDraft(measurement, try store.blocks(of: measurement.id, in: name)))
        }
        profile.measurements = []
    }

    var earlier: Profile? { isResumed ? profile : nil }

    /// Keeps ceilings and kernels; when this returns the disk has them.
    func keep(_ profile: Profile) throws { try store.update(profile, name: name) }

    /// Keeps the last block of a candidate, or its failure; when this returns the disk has it.
    ///
    /// - Returns: what was kept, in words.
    func keep(_ draft: MeasurementDraft) throws -> String {
        var measurement = draft.measurement(withIntervals: false)
        measurement.samples = nil
        let block = draft.failure == nil ? draft.blocks.last : nil
        try store.commit(block, of: measurement, in: name)
        guard let block else { return "kept the outcome of \(measurement.id) in \(name)" }
        return "kept \(block.nanoseconds.count) samples of block \(block.number) of \(measurement.id) in \(name)"
    }

    /// Keeps the final figures of models, and which of their blocks were disturbed.
    func conclude(_ measurement: Measurement, _ draft: MeasurementDraft) throws {
        var measurement = measurement
        measurement.samples = nil
        try store.commit(nil, of: measurement, in: name)
        for block in draft.blocks where block.isContended { try store.commit(block, of: measurement, in: name) }
    }

    /// Writes the record as a file, whole or not at all; then the run itself is as it says.
    ///
    /// - Returns: what to tell of it.
    func finish(_ profile: Profile) throws -> String {
        try finish(profile, isOver: profile.conditions.endedAt != nil)
    }

    /// - Parameter isOver: whether nothing is left to be gone on with.
    func finish(_ profile: Profile, isOver: Bool) throws -> String {
        var record = try store.profile(name)
        (record.conditions, record.ceilings, record.kernels, record.race) =
            (profile.conditions, profile.ceilings, profile.kernels, profile.race)
        let isEmpty = record.ceilings.isEmpty && record.kernels.isEmpty && record.measurements.isEmpty
        if isEmpty, record.conditions.endedAt == nil {
            try store.remove(name)
            return ""
        }
        let text = try RecordText.encode(record)
        let path = "\(folder)/\(name).json"
        try AtomicFile.write(text, to: path)
        try store.update(record, name: name, hash: "sha256:" + SHA256.hex(of: text.utf8), isOver: isOver)
        self.profile = record
        return "wrote \(path)\n"
    }
}

/// By when it began and what it measured, as files may be called.
enum RunName {
    static func free(for profile: Profile, kind: String, among names: [String]) -> String {
        let moment = profile.conditions.startedAt.map { $0 == ":" ? "-" : $0 }.filter {
            $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-")
        }
        let plain = String(moment.prefix(32)) + "-" + kind
        guard names.contains(plain) else { return plain }
        return (2...).lazy.map { "\(plain)-\($0)" }.first { !names.contains($0) } ?? plain
    }
}
