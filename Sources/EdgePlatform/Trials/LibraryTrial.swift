import CEdgePlatform

/// Whether shared libraries can be opened here, asked in a child that may crash or hang over it.
public enum LibraryTrial {
    public enum Outcome: Hashable, Sendable {
        case opens
        /// The loader's own reason, which names the library that is missing.
        case refused(reason: String)
        /// It ended the child while it was loaded; signal 0 means that it left on its own.
        case crashed(signal: Int32)
        case timedOut
        /// No child could be started.
        case unknown
    }

    public static let deadlineMilliseconds: UInt32 = 200

    /// Opens a library by its file name, such as `libcuda.so.1`, where the loader looks, or by its path.
    public static func outcome(
        opening name: String, deadlineMilliseconds: UInt32 = deadlineMilliseconds
    ) -> Outcome {
        // The loader takes an empty name for the program itself, and a zero byte for the end.
        guard !name.isEmpty, !name.utf8.contains(0) else { return .refused(reason: "the name is empty or damaged") }
        var answer = ep_library_answer()
        let end = unsafe ep_trial_dlopen(name, deadlineMilliseconds, &answer)
        switch Int(end.outcome) {
        case EP_TRIAL_FINISHED where answer.opened == 1: return .opens
        case EP_TRIAL_FINISHED: return .refused(reason: reason(of: answer))
        case EP_TRIAL_CRASHED: return .crashed(signal: end.signal)
        case EP_TRIAL_TIMED_OUT: return .timedOut
        default: return .unknown
        }
    }

    public static func canOpen(_ name: String, deadlineMilliseconds: UInt32 = deadlineMilliseconds) -> Bool {
        outcome(opening: name, deadlineMilliseconds: deadlineMilliseconds) == .opens
    }

    private static func reason(of answer: ep_library_answer) -> String {
        let bytes = unsafe withUnsafeBytes(of: answer.reason) { unsafe Array($0.prefix { $0 != 0 }) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
