import EdgeArguments
import EdgePlatform
import EdgeRecords

/// One machine, one measurement at a time.
enum MeasuringTurn {
    private static let name = "edgeplan-measures"

    /// Who is measuring just now; nil if nobody is.
    static var holder: String? {
        do throws(MachineLock.Obstacle) {
            _ = try MachineLock(name) { _ in false }
            return nil
        } catch .held(let holder) {
            return holder
        } catch {
            return nil
        }
    }

    /// Waits for the others, and says for whom; with `--no-wait` it is refused instead.
    static func take(_ parsed: ParsedCommand, in surroundings: Surroundings) throws(MeasuringTurnError) -> MachineLock {
        let waits = !parsed.flag("no-wait")
        var isTold = false
        do throws(MachineLock.Obstacle) {
            let lock = try MachineLock(name) { holder in
                if waits {
                    if !isTold { surroundings.console.note("waiting for \(holder), which is measuring") }
                    isTold = true
                }
                return waits
            }
            surroundings.console.clearProgress()
            return lock
        } catch {
            throw switch error {
            case .held(let holder): .held(by: holder)
            case .interrupted: .interrupted
            case .failed(let code): .failed(code: code)
            }
        }
    }
}

/// Why nothing was measured now.
enum MeasuringTurnError: ExplainedError {
    case held(by: String)
    case interrupted
    case failed(code: Int32)

    var what: String { "nothing was measured" }
    var `where`: String { "this machine" }

    var why: String {
        switch self {
        case .held(let holder): "\(holder) is measuring, and two at once would disturb each other"
        case .interrupted: "you stopped it while it waited"
        case .failed(let code): "no lock could be made: the system answered with error \(code)"
        }
    }

    var remedy: String {
        switch self {
        case .held: "leave out --no-wait, or start it again when the other is done"
        case .interrupted: "start it again"
        case .failed: "check the limits on open files and sockets"
        }
    }

    var status: ExitStatus {
        switch self {
        case .held: .notTrustworthy
        case .interrupted: .interrupted
        case .failed: .defect
        }
    }
}
