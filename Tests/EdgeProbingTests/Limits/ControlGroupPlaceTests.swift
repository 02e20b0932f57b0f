import EdgeProbing
import Testing

@Suite struct ControlGroupPlaceTests {
    @Test func `takes the mount's root off the path`() {
        #expect(ControlGroupPlace(path: "/docker/4f1d/inner", root: "/docker/4f1d") == .below(["inner"]))
        #expect(ControlGroupPlace(path: "/docker/4f1d", root: "/docker/4f1d") == .below([]))
        #expect(ControlGroupPlace(path: "/a/b", root: "/") == .below(["a", "b"]))
        #expect(ControlGroupPlace(path: "/a//b/", root: nil) == .below(["a", "b"]))
    }

    @Test func `a root is left off step by step, not letter by letter`() {
        #expect(ControlGroupPlace(path: "/docker/4f1dee", root: "/docker/4f1d") == .outside)
    }

    @Test func `paths of another namespace lie outside`() {
        #expect(ControlGroupPlace(path: "/../sibling", root: "/") == .outside)
        #expect(ControlGroupPlace(path: "/", root: "/../..") == .outside)
        #expect(ControlGroupPlace(path: "/a/../../b", root: "/") == .outside)
    }

    @Test func `without a path the mount point is all there is`() {
        #expect(ControlGroupPlace(path: nil, root: "/docker/4f1d") == .below([]))
    }
}
