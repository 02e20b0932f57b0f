/// What a pickle of weights can hold; every other object is refused, and nothing is ever run.
enum PickleValue {
    case none
    case truth(Bool)
    case number(Int)
    /// Longer than 63 bits: only the format's own mark is.
    case longNumber([UInt8])
    case text(String)
    /// With how many lie in one another, itself counted.
    case tuple([PickleValue], depth: Int)
    case list([PickleValue], depth: Int)
    /// In the order in which keys were set.
    case dictionary([(key: PickleValue, value: PickleValue)], depth: Int)
    /// A name of Python's that is allowed.
    case name(Name)
    case storage(Storage)
    case tensor(TorchTensor)

    enum Name: String {
        case orderedDictionary = "collections OrderedDict"
        case rebuildTensor = "torch._utils _rebuild_tensor_v2"
        case floats = "torch FloatStorage"
        case doubles = "torch DoubleStorage"
        case halves = "torch HalfStorage"
        case longs = "torch LongStorage"
        case integers = "torch IntStorage"
        case bytes = "torch ByteStorage"

        var elementType: ElementType? {
            switch self {
            case .floats: .f32
            case .doubles: .f64
            case .halves: .f16
            case .longs: .s64
            case .integers: .s32
            case .bytes: .u8
            case .orderedDictionary, .rebuildTensor: nil
            }
        }
    }

    /// Numbers that lie after all pickles, under this key.
    struct Storage: Hashable {
        let key: String
        let type: ElementType
        let count: Int
    }

    var number: Int? { if case .number(let number) = self { number } else { nil } }
    var text: String? { if case .text(let text) = self { text } else { nil } }

    /// How many values lie in one another, itself counted.
    var depth: Int {
        switch self {
        case .tuple(_, let depth), .list(_, let depth), .dictionary(_, let depth): depth
        default: 1
        }
    }
}

/// A view of a storage, as the pickle has it.
struct TorchTensor {
    let storage: PickleValue.Storage
    let offset: Int
    let shape: [Int]
    let strides: [Int]
}
