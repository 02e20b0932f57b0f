package import EdgeEngines
package import EdgePlatform
package import EdgeRecords

/// A candidate, and what a worker must be told to run it.
package struct ModelSubject {
    package var candidate: Candidate
    package var open: OpenOrder
    /// Makes the model's file if it is not there yet; not before the candidate's turn.
    package var load: () throws -> Prepared
    /// The same model at fp32, whose answers ours must be near; nil if there is none.
    package var reference: (() throws -> Prepared)?
    /// What runs the reference; nil for our own engine.
    package var referenceOpen: OpenOrder?
    /// Whose answers the reference's are, as the end of a sentence.
    package var standard = OutputComparison.ownStandard
    /// Why there is no reference, where that is not plain.
    package var uncompared: String?
    /// Whether answers depend on the runs before: only first ones are compared.
    package var keepsState = false
    package var notesLayers = false
    /// Why it cannot run on this device; nothing is tried then.
    package var obstacle: String?
    package var scenario = ScenarioOrder.quiet
    /// Of the user's, which take turns as the input; nil where one is made up.
    package var inputFiles: Int?

    /// A file that is there, and how a worker is to load it.
    package struct Prepared {
        package var order: LoadOrder
        package var bytes: Int
        package var hash: String?

        package init(order: LoadOrder, bytes: Int, hash: String?) {
            self.order = order
            self.bytes = bytes
            self.hash = hash
        }
    }

    package init(
        candidate: Candidate, open: OpenOrder, load: @escaping () throws -> Prepared,
        reference: (() throws -> Prepared)? = nil
    ) {
        self.candidate = candidate
        self.open = open
        self.load = load
        self.reference = reference
    }

    /// As progress names it.
    package var name: String {
        "\(candidate.variant) on \(candidate.engine.rawValue), \(candidate.threadsInWords)" + scenario.words
    }

    /// Of its measurement.
    package var identifier: String {
        MeasurementDraft.identifier(of: candidate, in: scenario.scenario, scenario.details)
    }
}

/// How much is measured, and how long anything may take.
package struct ModelProfilePlan: Sendable {
    /// Fresh processes for each candidate.
    package var processes = 5
    package var block = BlockOrder()
    /// Of a language model, in each block.
    package var prompts = 3
    /// Of requests that come at a rate.
    package var requestBlock = BlockOrder(requestsWanted: 60)
    package var warmUp = WarmUpOrder()
    /// How often a contended block is tried anew before it stays as it is.
    package var repeats = 3
    /// Of each answer that a worker owes.
    package var deadlineNanoseconds = 60_000_000_000
    /// No block begins later than this after the start; nil for no end.
    package var budgetNanoseconds: Int?
    package var layerRuns = 30
    /// Those that tell what running a model takes; empty where no counter moves.
    package var energyMeters: [EnergyMeter] = []

    package init() {}
}

extension BlockOrder {
    fileprivate init(requestsWanted: Int) {
        self.init()
        samplesWanted = requestsWanted
        (nanosecondsAtLeast, nanosecondsAtMost) = (2_000_000_000, 20_000_000_000)
    }
}
