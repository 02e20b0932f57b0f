/// What a report says, in order; HTML, Markdown and terminal are written from it and from nothing else.
public struct Report: Hashable, Sendable {
    /// What it is of, most important first.
    public var title: String
    public var verdict: ReportVerdict
    /// One line of figures below the verdict.
    var keyFigures: [KeyFigure] = []
    /// With something to show.
    var sections: [ReportSection] = []
    /// Those that have nothing to show, each with the reason.
    var absent: [AbsentSection] = []
    /// The record it was made of, as one line of JSON, where it is small enough to travel along.
    var record: String?
    /// The command to type next, where there is one.
    var next: String?
    /// Versions, at the foot.
    var colophon = ""

    init(title: String, verdict: ReportVerdict) {
        self.title = title
        self.verdict = verdict
    }
}

/// The answer, in words that need no chart.
public struct ReportVerdict: Hashable, Sendable {
    /// Also told by a word and a shape: colour alone says nothing.
    enum Standing: String, CaseIterable {
        case meets, misses, undecided, contended
        /// Nothing was asked for: the report only shows what was measured.
        case measured

        var word: String { rawValue.capitalizedFirst }
        var sign: String {
            switch self {
            case .meets: "✓"
            case .misses: "✕"
            case .undecided: "?"
            case .contended: "!"
            case .measured: "●"
            }
        }
    }

    var standing: Standing
    /// One sentence, the page's heading.
    public var headline: String
    /// What else must be known before acting on it.
    public var sentences: [String] = []

    init(_ standing: Standing, _ headline: String, _ sentences: [String] = []) {
        self.standing = standing
        self.headline = headline
        self.sentences = sentences
    }
}

struct KeyFigure: Hashable {
    var label: String
    var value: String
    /// Its interval or its source.
    var note: String
}

/// One heading of the report, begun by a sentence that states what was found.
struct ReportSection: Hashable {
    var id: SectionID
    var finding: String
    var blocks: [ReportBlock] = []

    init(_ id: SectionID, _ finding: String, _ blocks: [ReportBlock] = []) {
        self.id = id
        self.finding = finding
        self.blocks = blocks
    }
}

/// A heading without data, and why.
struct AbsentSection: Hashable {
    var id: SectionID
    var reason: String
}

/// Every heading there is, in the order of the page.
enum SectionID: String, CaseIterable {
    case settings, latency, accuracy, threads, scenarios, roofline, layers, costs, device, ceilings, kernels
    case candidates, rejected, conditions, changes, commands
    /// Of several plans, and of several devices.
    case choices, together, fleet, coverage, devices

    var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    var heading: String {
        switch self {
        case .settings: "Recommended settings"
        case .latency: "Latency"
        case .accuracy: "Accuracy against latency"
        case .threads: "Thread scaling"
        case .scenarios: "Under load"
        case .roofline: "Roofline"
        case .layers: "Where the time goes"
        case .costs: "Cold start, memory, energy"
        case .device: "The device"
        case .ceilings: "Ceilings"
        case .kernels: "Kernels"
        case .candidates: "All candidates"
        case .rejected: "Rejected"
        case .conditions: "Conditions and trust"
        case .changes: "Since the baseline"
        case .commands: "Repeat it"
        case .choices: "The choices"
        case .together: "All together"
        case .fleet: "Device by device"
        case .devices: "The devices"
        case .coverage: "What serves how many"
        }
    }
}

enum ReportBlock: Hashable {
    case text(String)
    case list([String])
    case facts([Fact])
    case chart(Chart)
    case table(ReportTable)
    /// Something to be typed or kept, with a button to copy it.
    case code(String)

    struct Fact: Hashable {
        var label: String
        var value: String

        init(_ label: String, _ value: String) {
            self.label = label
            self.value = value
        }
    }
}

enum Chart: Hashable {
    case bars(BarChart)
    case points(PointChart)
    case heat(HeatMap)
    case drawing(DeviceDrawing)
}
