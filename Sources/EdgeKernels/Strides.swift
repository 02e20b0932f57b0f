/// The stride of a matrix that has to lie within `count` elements: the one given, or rows that touch.
func checkedStride(_ given: Int?, rows: Int, columns: Int, count: Int, kernel: String) throws(KernelError) -> Int {
    let stride = given ?? columns
    guard rows >= 0, stride >= 0 else { throw .badShape(kernel: kernel) }
    guard stride >= columns else { throw .badStride(kernel: kernel) }
    guard rows > 0, columns > 0 else { return stride }
    let (before, overflow) = (rows - 1).multipliedReportingOverflow(by: stride)
    let (needed, more) = before.addingReportingOverflow(columns)
    guard !overflow, !more else { throw .overflow(kernel: kernel) }
    guard needed <= count else { throw .badShape(kernel: kernel) }
    return stride
}
