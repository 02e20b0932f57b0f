/// Where a process's control group lies below a mount.
package enum ControlGroupPlace: Hashable, Sendable {
    /// The steps from the mount point down to the group; none if the mount shows the group itself at its top.
    case below([String])
    /// The group lies outside what is mounted: the mount belongs to another namespace.
    case outside

    /// - Parameters:
    ///   - path: the group, as `/proc/self/cgroup` tells it; nil where nothing does.
    ///   - root: the group at the mount's top; nil where the table does not say, which then counts as `/`.
    package init(path: String?, root: String?) {
        guard let path else {
            self = .below([])
            return
        }
        let steps = Self.steps(of: path)
        let rootSteps = Self.steps(of: root ?? "/")
        guard !steps.contains(".."), !rootSteps.contains(".."), steps.starts(with: rootSteps) else {
            self = .outside
            return
        }
        self = .below(Array(steps.dropFirst(rootSteps.count)))
    }

    private static func steps(of path: String) -> [String] {
        path.split(separator: "/").filter { $0 != "." }.map(String.init)
    }
}
