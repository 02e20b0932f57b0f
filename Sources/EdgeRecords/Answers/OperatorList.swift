/// The operators that a model may have.
public struct OperatorList: VersionedRecord {
    public static let schemaName = "edgeplan.operators/1"

    public var schema = OperatorList.schemaName
    /// The version of ONNX's operators that is meant.
    public var operatorSet: Int
    /// Full names, such as `com.microsoft.QLinearAdd`, sorted.
    public var operators: [String]

    public init(operatorSet: Int, operators: [String]) {
        self.operatorSet = operatorSet
        self.operators = operators
    }
}
