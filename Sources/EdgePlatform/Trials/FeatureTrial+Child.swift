import CEdgePlatform

extension FeatureTrial {
    /// All trials together take about a millisecond; a quarter of this is left to one that hangs.
    public static let deadlineMilliseconds: UInt32 = 800

    /// Names of the extensions that this program can try, in the order of the trials.
    public static var names: [String] {
        (0..<ep_feature_count()).compactMap { index in
            unsafe ep_feature_name(index).map { name in unsafe String(cString: name) }
        }
    }

    /// Runs one instruction of each extension in a child that is bound to `cpu`.
    static func all(on cpu: Int, deadlineMilliseconds: UInt32) -> [FeatureTrial] {
        let names = names
        // A number that no CPU has: the child cannot be bound to it and says so.
        let number = Int32(exactly: cpu).flatMap { $0 >= 0 ? $0 : nil } ?? Int32.max
        var trials = [ep_feature_trial](repeating: ep_feature_trial(), count: names.count)
        _ = unsafe trials.withUnsafeMutableBufferPointer { buffer in
            unsafe ep_feature_trials(number, deadlineMilliseconds, buffer.baseAddress)
        }
        return zip(names, trials).map { FeatureTrial(name: $0, outcome: Outcome($1)) }
    }
}

extension FeatureTrial.Outcome {
    init(_ trial: ep_feature_trial) {
        self =
            switch Int(trial.outcome) {
            case EP_FEATURE_RAN: .ran
            case EP_FEATURE_WRONG_ANSWER: .wrongAnswer
            case EP_FEATURE_ILLEGAL: .illegal(signal: trial.signal)
            case EP_FEATURE_CRASHED: .crashed(signal: trial.signal)
            case EP_FEATURE_TIMED_OUT: .timedOut
            case EP_FEATURE_NOT_TRIED: .notTried
            default: .unknown
            }
    }
}
