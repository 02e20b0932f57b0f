/// The operators that a model may consist of.
public struct OperatorList: VersionedRecord {
    public static let schemaName = "edgeplan.operators/1"

    public var schema = OperatorList.schemaName
    /// The version of ONNX's default operators that older ones are translated to.
    public var operatorSet: Int
    /// Sorted; one of another domain has it before its name.
    public var operators: [String]

    public init(operatorSet: Int, operators: [String]) {
        self.operatorSet = operatorSet
        self.operators = operators
    }
}
