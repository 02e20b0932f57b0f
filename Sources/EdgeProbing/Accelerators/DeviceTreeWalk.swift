import EdgePlatform

/// Finds the nodes of a device tree that say what they are compatible with.
///
/// Bounded, because a captured tree may hold anything: depth, nodes and names all have an end.
struct DeviceTreeWalk {
    let tree: FileTree
    private var foldersLeft = 20_000

    private static let depthAtMost = 12

    init(tree: FileTree) {
        self.tree = tree
    }

    mutating func nodes(below root: String) -> [String] {
        var found: [String] = []
        visit(root, depth: 0, into: &found)
        return found
    }

    private mutating func visit(_ folder: String, depth: Int, into found: inout [String]) {
        guard depth < Self.depthAtMost, foldersLeft > 0, let names = try? tree.names(in: folder) else { return }
        foldersLeft -= 1
        if depth > 0, names.contains("compatible") { found.append(folder) }
        for name in names where mayBeNode(name) {
            let path = folder + "/" + name
            // A link could lead back up.
            guard name.contains("@") || tree.kind(of: path) == .folder, tree.linkTarget(of: path) == nil else {
                continue
            }
            visit(path, depth: depth + 1, into: &found)
        }
    }

    /// Properties are files; asking the system about each would take longer than all else.
    private func mayBeNode(_ name: String) -> Bool {
        if name.contains("@") { return true }
        if name.hasPrefix("#") || name.contains(",") { return false }
        return !Self.commonProperties.contains(name)
    }

    private static let commonProperties: Set<String> = [
        "name", "compatible", "reg", "phandle", "status", "interrupts", "clocks", "clock-names", "ranges", "resets",
        "reset-names", "pinctrl-0", "pinctrl-names", "interrupt-parent", "interrupt-names", "power-domains", "dmas",
        "dma-names", "iommus", "assigned-clocks", "assigned-clock-rates", "interrupt-controller", "gpio-controller",
        "reg-names", "device_type", "model", "label",
    ]
}
