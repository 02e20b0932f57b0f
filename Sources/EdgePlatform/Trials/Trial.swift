import CEdgePlatform

/// Something that may crash or hang, done by a C function in a forked child.
public enum Trial {
    /// What the child does; it runs C alone and writes its answer.
    public typealias Body = @convention(c) (_ question: UnsafeRawPointer?, _ answer: UnsafeMutableRawPointer?) -> Void

    /// The answer as the child left it; nil if the child crashed, was killed at the deadline or could not be started.
    ///
    /// - Parameter blank: what the child finds to write on; a type of C without pointers.
    public static func answer<Answer: BitwiseCopyable>(
        from body: Body, blank: Answer, deadlineMilliseconds: UInt32
    ) -> Answer? {
        var answer = blank
        let end = unsafe withUnsafeMutableBytes(of: &answer) { bytes in
            unsafe ep_trial(body, nil, bytes.baseAddress, bytes.count, deadlineMilliseconds)
        }
        return Int(end.outcome) == EP_TRIAL_FINISHED ? answer : nil
    }
}
