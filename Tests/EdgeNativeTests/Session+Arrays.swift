import EdgeNative

extension Session {
    func write<Element: NativeElement>(_ numbers: [Element], to name: String) throws {
        let span = numbers.span
        try write(span, to: name)
    }

    func numbers<Element: NativeElement>(_ name: String, as type: Element.Type) throws -> [Element] {
        try read(name, as: type) { span in span.indices.map { span[$0] } }
    }

    /// All outputs of a network of one input, as fp32.
    static func outputs(of model: NativeModel, _ input: [Float], threads: Int = 1) throws -> [[Float]] {
        let session = try Session(model, threads: threads)
        try session.write(input, to: model.inputs[0].name)
        try session.run()
        return try model.outputs.map { try session.numbers($0.name, as: Float.self) }
    }
}
