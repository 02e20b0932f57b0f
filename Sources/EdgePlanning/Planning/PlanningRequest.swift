package import EdgeRecords

/// Everything a plan is made from: records alone, so that the same ones give the same bytes.
package struct PlanningRequest {
    /// A profile as it was read, and the hash of its file.
    package struct Evidence {
        package var profile: Profile
        package var hash: String?

        package init(_ profile: Profile, hash: String?) {
            self.profile = profile
            self.hash = hash
        }
    }

    package var requirement: Requirement
    /// All of one device class; of one candidate measured twice the later profile counts.
    package var evidence: [Evidence]
    /// Task, labels, licence and accuracies of the candidates' models.
    package var models: [Model]
    /// Candidates that nobody measured, with what is expected of them.
    package var predicted: [Plan.Option] = []
    /// The like, from which nothing may be chosen: where nothing fits they may tell what would.
    package var foreseen: [Plan.Option] = []
    /// Taken where models with several label sets were measured and the requirement names none.
    package var usualLabels: String?
    /// The words by which a user named what is deployed now.
    package var current: String?
    /// The command line that asked.
    package var reproduce: String?

    package init(_ requirement: Requirement, evidence: [Evidence], models: [Model]) {
        self.requirement = requirement
        self.evidence = evidence
        self.models = models
    }
}
