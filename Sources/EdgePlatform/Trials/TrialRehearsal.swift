import CEdgePlatform

/// Trials that go wrong on purpose, for tests.
package enum TrialRehearsal {
    package enum Ending: Int32, Sendable {
        case finish = 0
        case segmentationFault = 1
        case hang = 2
        case earlyExit = 3
    }

    package enum Outcome: Equatable, Sendable {
        case finished, timedOut, notStarted
        case crashed(signal: Int32)
    }

    /// How a child that ends in this way is seen to end, what it left of its answer of 42, and its process number.
    package static func trial(
        _ ending: Ending, deadlineMilliseconds: UInt32
    ) -> (outcome: Outcome, answer: Int32, child: Int32) {
        var answer: Int32 = 0
        let end = unsafe ep_rehearse_trial(ending.rawValue, &answer, deadlineMilliseconds)
        let outcome: Outcome =
            switch Int(end.outcome) {
            case EP_TRIAL_FINISHED: .finished
            case EP_TRIAL_CRASHED: .crashed(signal: end.signal)
            case EP_TRIAL_TIMED_OUT: .timedOut
            default: .notStarted
            }
        return (outcome, answer, end.child)
    }

    /// The outcomes of six made-up extensions (sound, illegal, wrong, killed, hanging, sound), and the children used.
    package static func features(deadlineMilliseconds: UInt32) -> (outcomes: [FeatureTrial.Outcome], children: Int) {
        var trials = [ep_feature_trial](repeating: ep_feature_trial(), count: Int(EP_REHEARSED_FEATURES))
        let children = unsafe trials.withUnsafeMutableBufferPointer { buffer in
            unsafe ep_rehearse_features(deadlineMilliseconds, buffer.baseAddress)
        }
        return (trials.map(FeatureTrial.Outcome.init), Int(children))
    }
}
