import EdgeRecords

/// Called by libFuzzer with one text after another.
@c(LLVMFuzzerTestOneInput)
public func fuzzJSON(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    do {
        let value = try JSONReader.value(of: bytes)
        for layout in [JSONWriter.Layout.readable, .line] {
            let written = JSONWriter.bytes(of: value, layout: layout)
            let again = try JSONReader.value(of: written)
            precondition(again == value && JSONWriter.bytes(of: again, layout: layout) == written)
        }
        read(Device.self, from: value).map { precondition(DeviceClass.key(of: $0).contains("|usableCPUs=")) }
        _ = read(Profile.self, from: value)
        _ = read(Plan.self, from: value)
        _ = read(Model.self, from: value)
    } catch {
        precondition(!error.where.isEmpty && !error.why.isEmpty && !error.remedy.isEmpty)
    }
    return 0
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

#if !FUZZING
    /// Without libFuzzer: feeds the words of the command line, so that the target always links and can replay.
    @main
    enum Replay {
        static func main() {
            for word in CommandLine.arguments.dropFirst() {
                var bytes = Array(word.utf8)
                _ = unsafe bytes.withUnsafeMutableBufferPointer { unsafe fuzzJSON($0.baseAddress, $0.count) }
            }
        }
    }
#endif
