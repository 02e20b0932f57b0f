import EdgeRecords

/// The topology in both of its forms.
struct DeviceDrawing: Hashable {
    var device: Device
    var description: String

    func element(_ form: ChartCanvas.Form, id: String) -> String {
        let picture = TopologyPicture.drawing(of: device, within: Int(form.width))
        return """
            <svg viewBox="0 0 \(picture.width) \(picture.height)" class="\(form.rawValue) topology" role="img" \
            aria-labelledby="\(id)"><desc id="\(id)">\(SVG.escaped(description))</desc>
            \(picture.elements.joined(separator: "\n"))
            </svg>
            """
    }
}

extension Chart {
    /// Both forms, one of which the page shows.
    func elements(id: String) -> String {
        ChartCanvas.Form.allCases.map { form in
            let name = "\(id)-\(form.rawValue)"
            return switch self {
            case .bars(let chart): chart.canvas(form).element(id: name, description: chart.description)
            case .points(let chart): chart.canvas(form).element(id: name, description: chart.description)
            case .heat(let chart): chart.canvas(form).element(id: name, description: chart.description)
            case .drawing(let drawing): drawing.element(form, id: name)
            }
        }.joined(separator: "\n")
    }
}
