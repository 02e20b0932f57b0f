import EdgeEngines

/// Answers of servers and the events in them, cut into pieces as long as the first byte says.
func fuzzHTTP(_ all: [UInt8]) {
    let (step, bytes) = (max(Int(all.first ?? 1), 1), Array(all.dropFirst()))
    var (reader, events, count) = (HTTPReader(), EventReader(), 0)
    do throws(HTTPReader.Fault) {
        for start in stride(from: 0, to: bytes.count, by: step) where !reader.isOver {
            let body = try reader.append(Array(bytes[start..<min(start + step, bytes.count)]))
            count += body.count
            precondition(reader.status != nil || body.isEmpty)
            _ = try? events.append(body)
        }
        _ = reader.close()
        precondition(count <= bytes.count)
    } catch {
        precondition(!error.words.isEmpty)
    }
}
