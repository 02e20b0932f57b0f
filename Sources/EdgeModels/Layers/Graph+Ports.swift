public import EdgeRecords

extension Graph {
    /// What enters the network, as records have it.
    public var inputPorts: [Model.Port] { inputs.map(port) }
    public var outputPorts: [Model.Port] { outputs.map(port) }

    private func port(_ value: ValueID) -> Model.Port {
        Model.Port(
            name: self[value].name, elementType: self[value].type?.rawValue, shape: self[value].shape?.map(\.size))
    }
}
