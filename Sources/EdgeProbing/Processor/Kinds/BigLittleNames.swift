/// Names for the kinds of a mixed chip that its makers call big and little.
enum BigLittleNames {
    struct Member {
        var rank: ArmDesign.Rank?
        var design: ArmDesign?
        var physicalCores: Int
    }

    /// One name for each member; the fastest comes first.
    static func names(for members: [Member]) -> [String] {
        guard members.count > 1, let top = members.first, let last = members.last else {
            return members.map { _ in "uniform" }
        }
        let lastIsLittle = (last.rank ?? .little) == .little || last.design == top.design
        var rest = members.count - 1
        var names = ["big"]
        if isPrime(top, over: members.dropFirst()) {
            names = ["prime"]
            // Below a prime core stand the big ones; one kind alone below it is what its design says.
            if rest > 1 || (last.rank ?? .little) > .little {
                names.append("big")
                rest -= 1
            }
        }
        guard rest > 0 else { return names }
        names += Array(repeating: "middle", count: rest - 1)
        return names + [lastIsLittle ? "little" : "middle"]
    }

    /// One or two cores that stand above others which are not the little ones.
    private static func isPrime(_ top: Member, over others: some Collection<Member>) -> Bool {
        guard top.physicalCores <= 2 else { return false }
        return others.count > 1 || top.rank == .prime || others.contains { ($0.rank ?? .little) > .little }
    }
}
