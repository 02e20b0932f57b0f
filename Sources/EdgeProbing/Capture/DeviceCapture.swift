public import EdgePlatform

/// A copy of just what the probe reads of a device, scrubbed of what names its owner.
///
/// What to copy is not a list to be kept: a probe runs on the tree and every access is noted.
public struct DeviceCapture {
    /// A link in the tree stays a link in the copy, so `/proc/self` would carry a process number around.
    private static let literalFolder = "proc"

    private let tree: FileTree
    private var copy = MemoryTree()
    private var scrubber: CaptureScrubber
    private var placedLinks: Set<String> = []

    /// The copy as a tree of its own.
    ///
    /// - Parameter processorLeaves: the text of each CPU's CPUID leaves, which no file of a live tree holds.
    public static func tree(of tree: FileTree, processorLeaves: [Int: String], markers: [String]) -> MemoryTree {
        let recorder = TreeRecorder()
        _ = DeviceProbe(tree: tree.recorded(by: recorder), runsTrials: false).device()
        var capture = DeviceCapture(tree: tree, accesses: recorder.accesses)
        for (cpu, text) in processorLeaves { capture.copy.insert(.file(Array(text.utf8)), at: "cpuid/pu\(cpu)") }
        for path in markers { capture.copy.insert(.file([]), at: path) }
        return capture.copy
    }

    private init(tree: FileTree, accesses: [String: TreeRecorder.Access]) {
        self.tree = tree
        scrubber = CaptureScrubber(accesses: accesses)
        // The shortest first, so that folders are there before what lies in them.
        for (path, access) in accesses.sorted(by: { ($0.key.utf8.count, $0.key) < ($1.key.utf8.count, $1.key) }) {
            place(path, access)
        }
    }

    private mutating func place(_ path: String, _ access: TreeRecorder.Access) {
        guard !scrubber.isPrivate(path) else { return }
        let place = resolved(path)
        switch access {
        case .content(let bytes):
            guard let kept = scrubber.content(of: path, bytes) else { return }
            copy.insert(.file(kept), at: scrubber.path(place))
        case .listing:
            copy.insert(.folder, at: scrubber.path(place))
            for name in (try? tree.names(in: path)) ?? [] { placeListed(path + "/" + name) }
        case .presence:
            placeListed(path)
        }
    }

    /// Something that was seen but not read: its name counts, and for a link where it leads.
    private mutating func placeListed(_ path: String) {
        guard !scrubber.isPrivate(path), !AcceleratorMarkers.isTold(onlyByMarkers: path) else { return }
        let place = scrubber.path(resolved(path))
        switch tree.kind(of: path) {
        case .folder: copy.insert(.folder, at: place)
        case .file: copy.insertIfAbsent(.file([]), at: place)
        case .other: copy.insertIfAbsent(.other, at: place)
        case nil: break
        }
    }

    /// The path with every link on the way resolved; each of those links is copied.
    private mutating func resolved(_ path: String) -> String {
        var rest = path.split(separator: "/").map(String.init)
        var done: [String] = []
        var links = 0
        while !rest.isEmpty, links < 40 {
            let step = rest.removeFirst()
            if step == "." { continue }
            if step == ".." {
                _ = done.popLast()
                continue
            }
            let candidate = (done + [step]).joined(separator: "/")
            guard done.first != Self.literalFolder, let target = tree.linkTarget(of: candidate) else {
                done.append(step)
                continue
            }
            if placedLinks.insert(candidate).inserted {
                copy.insert(.link(target: scrubber.path(target)), at: scrubber.path(candidate))
            }
            links += 1
            if target.hasPrefix("/") { done = [] }
            rest = target.split(separator: "/").map(String.init) + rest
        }
        return done.joined(separator: "/")
    }
}
