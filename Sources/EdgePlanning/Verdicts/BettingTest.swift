import EdgeRecords

/// The test that may be asked after every sample.
///
/// It bets on each new sample in two games, each of them fair, or worse, if its claim is false. A fair game multiplies
/// its money by 1/a with a probability of at most a, however long it lasts; so money enough is proof. Each game spreads
/// its stake over bets of ten sizes, because the best one depends on the share above the target, which nobody knows.
package struct BettingTest {
    private static let fractions = stride(from: 0.05, to: 1, by: 0.1).map { $0 }

    private let onMeeting: Game
    private let onMissing: Game
    /// Money, one purse for each size of bet; a purse that lost nearly all may become 0, which proves nothing wrongly.
    private var forMeeting = Array(repeating: 1.0, count: fractions.count)
    private var forMissing = Array(repeating: 1.0, count: fractions.count)
    /// The averages of the purses.
    private var moneyOnMeeting = 1.0
    private var moneyOnMissing = 1.0
    package private(set) var samples = 0
    package private(set) var above = 0

    package init(_ claim: Claim) {
        moneyNeeded = 2 / (1 - claim.confidence) * (1 - 1e-12)
        // The largest bets that cannot lose everything.
        onMeeting = Game(claim, largestBet: -100 / claim.percentile)
        onMissing = Game(claim, largestBet: 1 / claim.allowedShare)
    }

    /// What a purse is multiplied by, for each size of bet, when a sample is above the target or within it.
    private struct Game {
        let above: [Double]
        let within: [Double]

        init(_ claim: Claim, largestBet: Double) {
            above = fractions.map { 1 + $0 * largestBet * (1 - claim.allowedShare) }
            within = fractions.map { 1 - $0 * largestBet * claim.allowedShare }
        }

        /// What a sample earns on average, as a logarithm, with the best size of bet.
        func gain(_ shareAbove: Double) -> Double {
            zip(above, within).map { above, within in
                shareAbove * Exponential.log(above) + (1 - shareAbove) * Exponential.log(within)
            }.max() ?? 0
        }
    }

    /// Takes in one more sample, independent of those before.
    package mutating func add(isAbove: Bool) {
        samples += 1
        above += isAbove ? 1 : 0
        let meeting = isAbove ? onMeeting.above : onMeeting.within
        let missing = isAbove ? onMissing.above : onMissing.within
        var (meetingSum, missingSum) = (0.0, 0.0)
        for place in meeting.indices {
            forMeeting[place] *= meeting[place]
            forMissing[place] *= missing[place]
            meetingSum += forMeeting[place]
            missingSum += forMissing[place]
        }
        moneyOnMeeting = meetingSum / Double(meeting.count)
        moneyOnMissing = missingSum / Double(meeting.count)
    }

    /// The verdict so far; the first one that is not `undecided` is final.
    package var finding: Finding {
        if moneyOnMeeting >= moneyNeeded { return Finding(.meets) }
        if moneyOnMissing >= moneyNeeded { return Finding(.misses) }
        return Finding(.undecided, samplesNeeded: samplesNeeded)
    }

    /// Whether more samples are of no use.
    package var isSettled: Bool { moneyOnMeeting >= moneyNeeded || moneyOnMissing >= moneyNeeded }

    /// Two games share the error that is allowed; the rounding of the products is left out of the comparison.
    private let moneyNeeded: Double

    /// What the game that earns more would still need, if the share above the target stays as it was seen.
    private var samplesNeeded: Int? {
        // Where all lay on one side they are taken to stay there: half a sample more or less would decide, of few, on
        // which side of a small allowed share they are seen.
        let isOneSided = above == 0 || above == samples
        let share = isOneSided ? (above == 0 ? 0 : 1) : (Double(above) + 0.5) / (Double(samples) + 1)
        let meeting = onMeeting.gain(share)
        let missing = onMissing.gain(share)
        let (gain, money) = meeting >= missing ? (meeting, moneyOnMeeting) : (missing, moneyOnMissing)
        guard gain > 0 else { return nil }
        let needed = (Exponential.log(moneyNeeded / max(money, .leastNormalMagnitude)) + 1) / gain
        return needed < 1e9 ? max(Int(needed.rounded(.up)), 1) : nil
    }
}
