public import EdgeRecords

/// The topology as a drawing: packages hold caches, caches hold cores, and each kind of core has a colour.
public enum TopologyPicture {
    private static let widthLimit = 960
    /// Past this many cores a tile shows no text, or the picture would not fit a page.
    private static let coresWithText = 64
    private static let legendLineHeight = 22

    /// An SVG document that needs nothing from outside.
    public static func svg(of device: Device) -> String {
        picture(of: device, label: heading(of: device), within: widthLimit).document
    }

    /// The picture as a part of a page that says by itself which device it shows and brings the styles.
    static func drawing(of device: Device, within width: Int) -> SVG {
        var picture = picture(of: device, label: [], within: width)
        // Of one size whatever it holds: text is as large as in the page's other drawings.
        picture.width = max(picture.width, width)
        return picture
    }

    private static func picture(of device: Device, label: [String], within width: Int) -> SVG {
        let processor = device.processor
        let outline = TopologyOutline(processor)
        var boxes = outline.packages.map { box(of: $0, processor) }
        boxes += [memoryBox(device)].compactMap { $0 } + device.accelerators.map(acceleratorBox)
        let title = processor.name ?? processor.microarchitecture ?? "Processor"
        var page = PictureBox(label: label, style: "page", children: boxes)
        page.arrange(within: width)
        let legend = legendEntries(processor)
        var picture = SVG(
            title: title, summary: TopologyText(processor).lines.joined(separator: "; "), width: page.width,
            height: page.height + legend.count * legendLineHeight, style: style)
        page.draw(on: &picture, x: 0, y: 0)
        draw(legend, on: &picture, y: page.height)
        return picture
    }

    private static func heading(of device: Device) -> [String] {
        let summary = DeviceSummary(device)
        return [summary.title, summary.coresLine, "usable here: " + summary.usableLine]
    }

    private static func box(of package: TopologyOutline.Package, _ processor: Device.Processor) -> PictureBox {
        let name = package.number.map { "Package \($0)" } ?? "Processor"
        let showsText = processor.cores.count <= coresWithText
        return PictureBox(
            label: [name], style: "package",
            children: package.groups.flatMap { group -> [PictureBox] in
                let clusters = group.clusters.map { clusterBox($0, processor, showsText: showsText) }
                guard let cache = group.cache else { return clusters }
                return [PictureBox(label: [cacheLabel(cache)], style: "shared", children: clusters)]
            })
    }

    private static func clusterBox(
        _ cluster: TopologyOutline.Cluster, _ processor: Device.Processor, showsText: Bool
    ) -> PictureBox {
        let cores = cluster.cores.map { core in
            let kind = core.kind.map { processor.coreKinds[$0] }
            let cpus = CPUSet(core.cpus).listText
            let name = kind.map(TopologyText.kindWord) ?? "core"
            return PictureBox(
                label: showsText ? [cpus] : [], style: "core kind\((core.kind ?? 0) % 4)",
                tooltip: "\(name), CPUs \(cpus)")
        }
        guard let cache = cluster.cache else {
            return cores.count == 1 ? cores[0] : PictureBox(label: [], style: "cluster", children: cores)
        }
        let label = showsText ? [cacheLabel(cache)] : []
        return PictureBox(label: label, style: "cluster", tooltip: cacheLabel(cache), children: cores)
    }

    private static func memoryBox(_ device: Device) -> PictureBox? {
        guard let bytes = device.memory.physicalBytes else { return nil }
        var label = ["Memory \(NumberText.bytes(bytes))"]
        if let usable = device.memory.usableBytes, usable != bytes {
            label.append("usable \(NumberText.bytes(usable))")
        }
        if device.numaNodes.count > 1 { label.append("\(device.numaNodes.count) NUMA nodes") }
        return PictureBox(label: label, style: "memory")
    }

    private static func acceleratorBox(_ accelerator: Device.Accelerator) -> PictureBox {
        let name = accelerator.name ?? accelerator.vendor ?? accelerator.identifier
        // A long name would make all else in the picture small.
        return PictureBox(
            label: [name.shown().squeezed(to: 32), accelerator.usable ? "usable" : "not usable"],
            style: accelerator.usable ? "accelerator" : "accelerator idle", tooltip: accelerator.reason)
    }

    private static func cacheLabel(_ cache: Device.Cache) -> String {
        let host = cache.sharedWithHost ? ", shared with the host" : ""
        return "L\(cache.level)" + (cache.bytes.map { " " + NumberText.bytes($0) } ?? "") + host
    }

    /// A legend only where colours distinguish something.
    private static func legendEntries(_ processor: Device.Processor) -> [String] {
        guard processor.coreKinds.count > 1 else { return [] }
        return processor.coreKinds.map { kind in
            let clock = kind.maxMegahertz.map { ", \($0) MHz" } ?? ""
            let design = kind.design.map { " (\($0))" } ?? ""
            return "\(kind.physicalCores) × \(TopologyText.kindWord(kind))\(design)\(clock)"
        }
    }

    private static func draw(_ legend: [String], on picture: inout SVG, y: Int) {
        for (index, entry) in legend.enumerated() {
            let top = y + index * legendLineHeight
            picture.rectangle(x: PictureBox.gap, y: top, width: 14, height: 14, class: "core kind\(index % 4)")
            picture.text(entry, x: PictureBox.gap + 20, y: top + 12, class: "note")
        }
    }

    static let style = """
        text { font: 12px system-ui, sans-serif; fill: #1b1f24 }
        .name { font-weight: 600 } .note { fill: #424a53 }
        rect { stroke: #57606a; stroke-width: 1; fill: #ffffff }
        .page { stroke: none } .package { fill: #f6f8fa } .shared { fill: #eaeef2 } .cluster { fill: #ffffff }
        .kind0 { fill: #b6d7ff } .kind1 { fill: #c8e6c0 } .kind2 { fill: #ffe1a8 } .kind3 { fill: #e9d0f5 }
        .memory { fill: #f3efe4 } .accelerator { fill: #d5f0ec } .idle { fill: #f0f0f0; stroke-dasharray: 4 3 }
        @media screen and (prefers-color-scheme: dark) {
        text { fill: #e6edf3 } .note { fill: #b3bcc6 }
        rect { stroke: #8b949e; fill: #0d1117 }
        .package { fill: #161b22 } .shared { fill: #21262d } .cluster { fill: #0d1117 }
        .kind0 { fill: #12406e } .kind1 { fill: #1f4d24 } .kind2 { fill: #5c4200 } .kind3 { fill: #4b2460 }
        .memory { fill: #3a3524 } .accelerator { fill: #134a43 } .idle { fill: #22272e }
        }
        """
}
