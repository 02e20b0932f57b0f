import EdgePlatform
import Foundation
import Testing

@Suite struct MachineLockTests {
    private let name = "edgeplan-test-\(UUID().uuidString)"

    @Test func `only one has it, and it is told who`() throws {
        let first = try MachineLock(name) { _ in false }
        var told = ""
        #expect(throws: MachineLock.Obstacle.self) {
            _ = try MachineLock(name) { holder in
                told = holder
                return false
            }
        }
        #expect(told.contains("(process \(ProcessInfo.processInfo.processIdentifier))"))
        withExtendedLifetime(first) {}
    }

    @Test func `it comes free when its holder lets it go`() throws {
        var first: MachineLock? = try MachineLock(name) { _ in false }
        let second = try MachineLock(name) { _ in
            first = nil
            return true
        }
        withExtendedLifetime((first, second)) {}
    }
}
