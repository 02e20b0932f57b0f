import EdgePlatform

/// Work that keeps the device busy while something else is measured.
package struct Burden: Codable, Hashable, Sendable {
    package enum Kind: String, Codable, CaseIterable, Sendable {
        case arithmetic, memory, model
    }

    package var kind: Kind
    /// Of memory that is read over and over.
    package var bytes: Int?

    package init(_ kind: Kind, bytes: Int? = nil) {
        (self.kind, self.bytes) = (kind, bytes)
    }

    /// A little of it, a few milliseconds or one run.
    func step(_ canary: Canary, _ model: (any LoadedModel)?) throws {
        switch kind {
        case .arithmetic: _ = canary.arithmetic(times: 1)
        case .memory: _ = canary.stream(times: 1)
        case .model:
            guard let model else { throw WorkerMisuse.outOfOrder("burden") }
            try model.run()
        }
    }
}
