import EdgeEngines
import EdgeModels
import EdgeRecords

/// Records, what workers and servers say, and what describes a model in a folder.
func fuzzJSON(_ bytes: [UInt8]) {
    if bytes.dropFirst().starts(with: "HTTP/1.".utf8) { return fuzzHTTP(bytes) }
    if let config = try? LanguageConfig(bytes, named: "fuzz") { precondition(config.keyValueBytesPerToken ?? 1 > 0) }
    readFrames(bytes)
    do {
        let value = try JSONReader.value(of: bytes)
        for layout in [JSONWriter.Layout.readable, .line] {
            let written = JSONWriter.bytes(of: value, layout: layout)
            let again = try JSONReader.value(of: written)
            precondition(again == value && JSONWriter.bytes(of: again, layout: layout) == written)
        }
        read(Device.self, from: value).map { precondition(DeviceClass.key(of: $0).contains("|usableCPUs=")) }
        // Out of the bytes its measurements are read one by one, out of the tree all at once.
        let profile = read(Profile.self, from: value)
        precondition((try? RecordText.decode(Profile.self, from: bytes)) == profile)
        _ = read(Plan.self, from: value)
        _ = read(Model.self, from: value)
        _ = read(PlanSet.self, from: value)
        readProject(value)
    } catch {
        precondition(!error.where.isEmpty && !error.why.isEmpty && !error.remedy.isEmpty)
    }
}

/// A worker's stream gives the same messages however it is cut, and never more bytes than came.
private func readFrames(_ bytes: [UInt8]) {
    func messages(cutAt place: Int) -> [[UInt8]] {
        var reader = FrameReader()
        var messages: [[UInt8]] = []
        for part in [bytes.prefix(place), bytes.dropFirst(place)] {
            reader.append(Array(part))
            while let message = try? reader.next() { messages.append(message) }
        }
        return messages
    }
    let whole = messages(cutAt: 0)
    precondition(whole == messages(cutAt: bytes.count / 3))
    precondition(whole.reduce(0) { $0 + $1.count } <= bytes.count)
    for message in whole {
        _ = try? RecordText.decode(WorkerReply.self, from: message)
        guard let request = try? RecordText.decode(WorkerRequest.self, from: message) else { continue }
        let again = try? RecordText.decode(WorkerRequest.self, from: RecordText.value(of: request))
        precondition(again == request)
    }
}

/// A project gives no option twice, and no option without a value.
private func readProject(_ value: JSONValue) {
    guard let project = try? Project.read(value, file: Project.fileName) else { return }
    let options = project.options
    precondition(Set(options.map(\.name)).count == options.count && options.allSatisfy { !$0.values.isEmpty })
}

/// What was read must be written and read as itself.
private func read<Record: VersionedRecord>(_ type: Record.Type, from value: JSONValue) -> Record? {
    let record: Record
    do {
        record = try RecordText.decode(type, from: value)
    } catch {
        precondition(!error.where.isEmpty && !error.why.isEmpty && !error.remedy.isEmpty)
        return nil
    }
    let again = try? RecordText.decode(type, from: RecordText.value(of: record))
    precondition(again == record)
    return record
}
