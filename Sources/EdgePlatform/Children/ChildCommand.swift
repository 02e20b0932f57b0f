/// Another program, and what it may do.
public struct ChildCommand: Sendable {
    /// A path; `/proc/self/exe` is this very program.
    public var program: String
    /// With the program's own name as the first.
    public var words: [String]
    /// All variables that it gets.
    public var environment: [String: String]
    /// Where all its threads may run; empty for wherever the system puts them.
    public var cpus: [Int] = []
    /// Of address space; nil for no limit.
    public var addressSpaceBytes: Int?
    /// Of memory that it really holds, looked at now and then from outside; nil for no limit.
    public var residentBytes: Int?
    /// Nothing outside this folder can be written; nil for no limit.
    public var scratch: String?
    /// Whether it may write to devices too.
    public var mayUseDevices = false
    /// Whether it may use sockets within a network of its own that has nothing but a loopback, and memory that its
    /// processes share.
    public var mayUseLoopback = false
    /// Whether it may use sockets that lead out of the machine, or to its other programs.
    public var mayUseNetwork = false

    public init(program: String, words: [String], environment: [String: String] = [:]) {
        self.program = program
        self.words = words
        self.environment = environment
    }

    /// This program again, with other words.
    public static func ourselves(_ words: [String], environment: [String: String]) -> ChildCommand {
        ChildCommand(program: "/proc/self/exe", words: ["edgeplan"] + words, environment: environment)
    }

    /// The limits in words, those that a child was asked to have.
    var askedIsolation: ChildIsolation {
        var asked: ChildIsolation = .diesWithParent
        if !cpus.isEmpty { asked.insert(.affinity) }
        if addressSpaceBytes != nil { asked.insert(.addressSpace) }
        if scratch != nil { asked.insert(.scratchWrites) }
        if !mayUseNetwork { asked.insert(mayUseLoopback ? .loopbackOnly : .noNetwork) }
        return asked
    }
}

/// What is really in force around a child.
public struct ChildIsolation: OptionSet, Hashable, Sendable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    public static let diesWithParent = Self(rawValue: 1)
    public static let affinity = Self(rawValue: 2)
    public static let addressSpace = Self(rawValue: 4)
    public static let noNetwork = Self(rawValue: 8)
    public static let scratchWrites = Self(rawValue: 16)
    public static let loopbackOnly = Self(rawValue: 32)

    /// As records name them.
    public var names: [String] {
        let named: [(Self, String)] = [
            (.affinity, "affinity"), (.addressSpace, "address-space-limit"), (.noNetwork, "seccomp-no-network"),
            (.loopbackOnly, "network-of-loopback-only"), (.scratchWrites, "landlock-scratch-writes"),
            (.diesWithParent, "dies-with-parent"),
        ]
        return named.filter { contains($0.0) }.map(\.1)
    }
}
