import Testing

@testable import EdgeRecords

// Out of bytes measurements are read one at a time; out of a tree all at once. None may tell which it was.
@Suite struct ProfileReadingTests {
    private static let tree = try? RecordText.value(of: Example.profile())

    private func both(_ text: String) -> (bytes: Result<Profile, RecordError>, tree: Result<Profile, RecordError>) {
        let bytes = Array(text.utf8)
        func result(_ read: () throws(RecordError) -> Profile) -> Result<Profile, RecordError> {
            do { return .success(try read()) } catch { return .failure(error) }
        }
        return (
            result { () throws(RecordError) in try RecordText.decode(Profile.self, from: bytes) },
            result { () throws(RecordError) in
                do {
                    return try RecordText.decode(Profile.self, from: try JSONReader.value(of: bytes))
                } catch let error as JSONError {
                    throw RecordError(.notJSON(error))
                } catch let error as RecordError {
                    throw error
                } catch {
                    throw RecordError(.refusedValue("\(error)"))
                }
            }
        )
    }

    /// The example with one member changed; nil takes it away.
    private func changed(_ key: String, _ value: JSONValue?) throws -> String {
        guard case .object(var members)? = Self.tree else { throw CancellationError() }
        members[key] = value
        return JSONWriter.text(of: .object(members), layout: .line)
    }

    private var measurements: [JSONValue] {
        guard case .array(let all)? = Self.tree?["measurements"] else { return [] }
        return all
    }

    @Test func `both ways give the same record`() throws {
        let (bytes, tree) = both(try changed("schema", .string(Profile.schemaName)))
        #expect(try bytes.get() == Example.profile())
        #expect(try bytes.get() == tree.get())
        #expect(try !bytes.get().measurements.isEmpty)
    }

    @Test func `a list of measurements may be empty, null or absent`() throws {
        for list in [JSONValue.array([]), .null, nil] {
            let (bytes, tree) = both(try changed("measurements", list))
            #expect(try bytes.get().measurements.isEmpty)
            #expect(bytes == tree)
        }
    }

    @Test func `both ways refuse the same with the same words and place`() throws {
        let good = try #require(measurements.first)
        var bad = good
        if case .object(var members) = good {
            members["candidate"] = ["model": 7]
            bad = .object(members)
        }
        let refused = [
            try changed("measurements", .array([good, bad, good])),
            try changed("measurements", .array([good, 1])),
            try changed("measurements", .array([bad, bad])),
            try changed("measurements", ["a": 1]),
            try changed("schema", "edgeplan.profile/9"),
            try changed("schema", "edgeplan.plan/1"),
            try changed("schema", nil),
            try changed("device", 1),
            try changed("program", nil),
            "[]", "{\"measurements\":[1,2", "{\"measurements\":[1],\"measurements\":[2]}", "{\"measurements\":[1 2]}",
            "{\"measurements\":[{\"a\":1,\"a\":2}]}",
        ]
        for text in refused {
            let (bytes, tree) = both(text)
            #expect(throws: RecordError.self) { try bytes.get() }
            #expect(bytes == tree, "\(text.prefix(60))")
        }
    }

    @Test func `the record's own flaw is told before a measurement's`() throws {
        let text = try changed("measurements", [1])
        let spoiled = text.replacing("\"schema\":\"\(Profile.schemaName)\"", with: "\"schema\":\"edgeplan.profile/9\"")
        guard case .failure(let error) = both(spoiled).bytes else {
            Issue.record("a newer version was read")
            return
        }
        #expect(error.why.contains("edgeplan.profile/9"))
    }

    @Test func `limits hold for what is handed on`() throws {
        var limits = JSONReader.Limits()
        limits.values = 20
        let text = "{\"measurements\":[\(Array(repeating: "1", count: 30).joined(separator: ","))]}"
        #expect(throws: RecordError.self) {
            try RecordText.decode(Profile.self, from: Array(text.utf8), limits: limits)
        }
        limits.values = 200
        limits.depth = 3
        #expect(throws: RecordError.self) {
            try RecordText.decode(Profile.self, from: Array("{\"measurements\":[[[1]]]}".utf8), limits: limits)
        }
    }
}
