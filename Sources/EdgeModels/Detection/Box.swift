/// A rectangle in a picture, its sides as parts of the picture's.
public struct Box: Hashable, Sendable {
    public var top: Float
    public var left: Float
    public var bottom: Float
    public var right: Float

    public init(top: Float, left: Float, bottom: Float, right: Float) {
        self.top = top
        self.left = left
        self.bottom = bottom
        self.right = right
    }

    public var area: Float { max(bottom - top, 0) * max(right - left, 0) }

    /// The common area as a part of the area of both together; 0 where there is none.
    public func overlap(with other: Box) -> Float {
        let common = Box(
            top: max(top, other.top), left: max(left, other.left), bottom: min(bottom, other.bottom),
            right: min(right, other.right)
        ).area
        let together = area + other.area - common
        return together > 0 ? common / together : 0
    }
}
