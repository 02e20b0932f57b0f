import EdgePlatform
import Testing

@Suite struct LibraryTrialTests {
    /// A busy machine may keep a child waiting for long.
    private let patience: UInt32 = 20_000

    @Test func `a library that is there opens`() {
        #expect(LibraryTrial.canOpen("libc.so.6", deadlineMilliseconds: patience))
    }

    @Test func `the loader's reason names the library that is not there`() {
        let outcome = LibraryTrial.outcome(opening: "libedgeplan-no-such.so.9", deadlineMilliseconds: patience)
        guard case .refused(let reason) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(reason.contains("libedgeplan-no-such.so.9"))
    }

    @Test func `a file that is no library is refused`() {
        let outcome = LibraryTrial.outcome(opening: "/etc/passwd", deadlineMilliseconds: patience)
        guard case .refused = outcome else {
            Issue.record("\(outcome)")
            return
        }
    }

    @Test(arguments: ["", "libc.so.6\0"]) func `a damaged name is refused without a child`(name: String) {
        #expect(LibraryTrial.outcome(opening: name) == .refused(reason: "the name is empty or damaged"))
    }

    @Test func `a reason that is too long is cut`() {
        let name = "lib" + String(repeating: "x", count: 4000) + ".so"
        guard case .refused(let reason) = LibraryTrial.outcome(opening: name, deadlineMilliseconds: patience) else {
            Issue.record("a library of that name cannot be")
            return
        }
        #expect(reason.utf8.count == 511)
    }
}
