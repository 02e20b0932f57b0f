import CEdgePlatform

/// What NVIDIA's own libraries say of its cards, asked in a child that may crash or hang over it.
public enum NVIDIATrial {
    /// Which library is asked.
    public enum Source: Sendable {
        /// NVML, which needs no context on a card: some 20 ms.
        case management
        /// The CUDA driver, whose first start takes up to two seconds: only where there is no NVML, as on Jetson.
        case cuda

        public var library: String {
            switch self {
            case .management: "libnvidia-ml.so.1"
            case .cuda: "libcuda.so.1"
            }
        }

        public var deadlineMilliseconds: UInt32 {
            switch self {
            case .management: 500
            case .cuda: 2000
            }
        }
    }

    /// What the library said that was there to be asked.
    public struct Answer: Hashable, Sendable {
        public var source: Source
        public var outcome: Outcome

        public init(_ outcome: Outcome, from source: Source) {
            self.outcome = outcome
            self.source = source
        }
    }

    public struct Card: Hashable, Sendable {
        /// On PCI, with at least four digits of domain: `0000:01:00.0`; nil if it was not told.
        public var address: String?
        public var name: String?
        public var memoryBytes: Int?
        /// As in `9.0`.
        public var computeCapability: String?

        public init(address: String?, name: String?, memoryBytes: Int?, computeCapability: String?) {
            self.address = address
            self.name = name
            self.memoryBytes = memoryBytes
            self.computeCapability = computeCapability
        }
    }

    public enum Outcome: Hashable, Sendable {
        case cards([Card])
        case libraryMissing
        /// The library lacks what is asked of it.
        case libraryTooOld
        /// It would not start; the code is its own.
        case refused(code: Int32)
        case crashed(signal: Int32)
        case timedOut
        /// No child could be started.
        case unknown
    }

    /// Asks NVML, and where there is none the CUDA driver.
    ///
    /// - Parameters:
    ///   - management: NVML's file name or path.
    ///   - driver: the CUDA driver's.
    public static func answer(
        management: String = Source.management.library, driver: String = Source.cuda.library
    ) -> Answer {
        let told = outcome(asking: .management, library: management)
        guard told == .libraryMissing else { return Answer(told, from: .management) }
        return Answer(outcome(asking: .cuda, library: driver), from: .cuda)
    }

    /// - Parameter library: its file name or path; nil for the usual one.
    public static func outcome(
        asking source: Source, library: String? = nil, deadlineMilliseconds: UInt32? = nil
    ) -> Outcome {
        var answer = ep_nvidia_answer()
        let library = library ?? source.library
        let deadline = deadlineMilliseconds ?? source.deadlineMilliseconds
        let end =
            switch source {
            case .management: unsafe ep_trial_nvml(library, deadline, &answer)
            case .cuda: unsafe ep_trial_cuda(library, deadline, &answer)
            }
        switch Int(end.outcome) {
        case EP_TRIAL_FINISHED: break
        case EP_TRIAL_CRASHED: return .crashed(signal: end.signal)
        case EP_TRIAL_TIMED_OUT: return .timedOut
        default: return .unknown
        }
        switch Int(answer.step) {
        case EP_NVIDIA_NO_LIBRARY: return .libraryMissing
        case EP_NVIDIA_NO_FUNCTION: return .libraryTooOld
        case EP_NVIDIA_NOT_STARTED: return .refused(code: answer.code)
        default: return .cards(cards(of: answer))
        }
    }

    private static func cards(of answer: ep_nvidia_answer) -> [Card] {
        let count = min(max(0, Int(answer.count)), Int(EP_NVIDIA_CARDS_AT_MOST))
        let cards = unsafe withUnsafeBytes(of: answer.cards) { bytes in
            unsafe Array(bytes.bindMemory(to: ep_nvidia_card.self).prefix(count))
        }
        return cards.map(card)
    }

    private static func card(_ card: ep_nvidia_card) -> Card {
        let hasCapability = card.capability_major > 0
        return Card(
            address: unsafe withUnsafeBytes(of: card.address) { unsafe text($0) }.map(shortened),
            name: unsafe withUnsafeBytes(of: card.name) { unsafe text($0) },
            memoryBytes: card.memory_bytes > 0 ? Int(exactly: card.memory_bytes) : nil,
            computeCapability: hasCapability ? "\(card.capability_major).\(card.capability_minor)" : nil)
    }

    private static func text(_ bytes: UnsafeRawBufferPointer) -> String? {
        let text = unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        return text.isEmpty ? nil : text
    }

    /// NVML writes eight digits of domain, the kernel as few as do, at least four.
    private static func shortened(_ address: String) -> String {
        let domain = address.prefix { $0 != ":" }
        let rest = address.dropFirst(domain.count)
        var digits = domain[...]
        while digits.count > 4, digits.first == "0" { digits = digits.dropFirst() }
        return (digits + rest).lowercased()
    }
}
