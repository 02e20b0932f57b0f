/// What plain operators sum up: real numbers, or whole ones, which wrap around where a stranger's are too large.
protocol PlainNumber: Numeric {
    mutating func add(_ left: Self, _ right: Self)
}

extension Double: PlainNumber {
    mutating func add(_ left: Double, _ right: Double) { self += left * right }
}

extension Int: PlainNumber {
    mutating func add(_ left: Int, _ right: Int) { self = self &+ left &* right }
}
