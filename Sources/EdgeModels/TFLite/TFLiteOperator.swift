/// An operator of a TensorFlow Lite network, and the tensors that it takes and gives.
struct TFLiteOperator {
    /// Such as `CONV_2D`, or the name of a custom one.
    let name: String
    let isCustom: Bool
    /// Places among the tensors; nil where an optional one is left out.
    let inputs: [Int?]
    let outputs: [Int]
    /// How many numbers a pool looks at.
    let window: Int?

    /// Built-in operators by their numbers, as the schema has them.
    private static let names: [Substring] = """
        ADD AVERAGE_POOL_2D CONCATENATION CONV_2D DEPTHWISE_CONV_2D DEPTH_TO_SPACE DEQUANTIZE EMBEDDING_LOOKUP FLOOR \
        FULLY_CONNECTED HASHTABLE_LOOKUP L2_NORMALIZATION L2_POOL_2D LOCAL_RESPONSE_NORMALIZATION LOGISTIC \
        LSH_PROJECTION LSTM MAX_POOL_2D MUL RELU RELU_N1_TO_1 RELU6 RESHAPE RESIZE_BILINEAR RNN SOFTMAX SPACE_TO_DEPTH \
        SVDF TANH CONCAT_EMBEDDINGS SKIP_GRAM CALL CUSTOM EMBEDDING_LOOKUP_SPARSE PAD UNIDIRECTIONAL_SEQUENCE_RNN \
        GATHER BATCH_TO_SPACE_ND SPACE_TO_BATCH_ND TRANSPOSE MEAN SUB DIV SQUEEZE UNIDIRECTIONAL_SEQUENCE_LSTM \
        STRIDED_SLICE BIDIRECTIONAL_SEQUENCE_RNN EXP TOPK_V2 SPLIT LOG_SOFTMAX DELEGATE BIDIRECTIONAL_SEQUENCE_LSTM \
        CAST PRELU MAXIMUM ARG_MAX MINIMUM LESS NEG PADV2 GREATER GREATER_EQUAL LESS_EQUAL SELECT SLICE SIN \
        TRANSPOSE_CONV SPARSE_TO_DENSE TILE EXPAND_DIMS EQUAL NOT_EQUAL LOG SUM SQRT RSQRT SHAPE POW ARG_MIN FAKE_QUANT \
        REDUCE_PROD REDUCE_MAX PACK LOGICAL_OR ONE_HOT LOGICAL_AND LOGICAL_NOT UNPACK REDUCE_MIN FLOOR_DIV REDUCE_ANY \
        SQUARE ZEROS_LIKE FILL FLOOR_MOD RANGE RESIZE_NEAREST_NEIGHBOR LEAKY_RELU SQUARED_DIFFERENCE MIRROR_PAD ABS \
        SPLIT_V UNIQUE CEIL REVERSE_V2 ADD_N GATHER_ND COS WHERE RANK ELU REVERSE_SEQUENCE MATRIX_DIAG QUANTIZE \
        MATRIX_SET_DIAG ROUND HARD_SWISH IF WHILE NON_MAX_SUPPRESSION_V4 NON_MAX_SUPPRESSION_V5 SCATTER_ND SELECT_V2 \
        DENSIFY SEGMENT_SUM BATCH_MATMUL PLACEHOLDER_FOR_GREATER_OP_CODES CUMSUM CALL_ONCE BROADCAST_TO RFFT2D CONV_3D \
        IMAG REAL COMPLEX_ABS HASHTABLE HASHTABLE_FIND HASHTABLE_IMPORT HASHTABLE_SIZE REDUCE_ALL CONV_3D_TRANSPOSE \
        VAR_HANDLE READ_VARIABLE ASSIGN_VARIABLE BROADCAST_ARGS RANDOM_STANDARD_NORMAL BUCKETIZE RANDOM_UNIFORM \
        MULTINOMIAL GELU DYNAMIC_UPDATE_SLICE RELU_0_TO_1 UNSORTED_SEGMENT_PROD UNSORTED_SEGMENT_MAX \
        UNSORTED_SEGMENT_SUM ATAN2 UNSORTED_SEGMENT_MIN SIGN BITCAST BITWISE_XOR RIGHT_SHIFT STABLEHLO_LOGISTIC \
        STABLEHLO_ADD STABLEHLO_DIVIDE STABLEHLO_MULTIPLY STABLEHLO_MAXIMUM STABLEHLO_RESHAPE STABLEHLO_CLAMP \
        STABLEHLO_CONCATENATE STABLEHLO_BROADCAST_IN_DIM STABLEHLO_CONVOLUTION STABLEHLO_SLICE STABLEHLO_CUSTOM_CALL \
        STABLEHLO_REDUCE STABLEHLO_ABS STABLEHLO_AND STABLEHLO_COSINE STABLEHLO_EXPONENTIAL STABLEHLO_FLOOR \
        STABLEHLO_LOG STABLEHLO_MINIMUM STABLEHLO_NEGATE STABLEHLO_OR STABLEHLO_POWER STABLEHLO_REMAINDER \
        STABLEHLO_RSQRT STABLEHLO_SELECT STABLEHLO_SUBTRACT STABLEHLO_TANH STABLEHLO_SCATTER STABLEHLO_COMPARE \
        STABLEHLO_CONVERT STABLEHLO_DYNAMIC_SLICE STABLEHLO_DYNAMIC_UPDATE_SLICE STABLEHLO_PAD STABLEHLO_IOTA \
        STABLEHLO_DOT_GENERAL STABLEHLO_REDUCE_WINDOW STABLEHLO_SORT STABLEHLO_WHILE STABLEHLO_GATHER \
        STABLEHLO_TRANSPOSE DILATE STABLEHLO_RNG_BIT_GENERATOR REDUCE_WINDOW STABLEHLO_COMPOSITE STABLEHLO_SHIFT_LEFT \
        STABLEHLO_CBRT STABLEHLO_CASE
        """.split(separator: " ")

    /// Newer ones than are known here are named by their number.
    static func name(ofBuiltIn number: Int) -> String {
        names.indices.contains(number) ? String(names[number]) : "BUILTIN_\(number)"
    }

    static func number(of name: String) -> Int? { names.firstIndex { $0 == name } }

    /// Those that give what was stored in another form: engines do so when they load the file.
    var isUnpacking: Bool { !isCustom && (name == "DEQUANTIZE" || name == "DENSIFY") }

    /// Those whose results live on from run to run.
    var keepsState: Bool { !isCustom && ["ASSIGN_VARIABLE", "HASHTABLE_IMPORT"].contains(name) }
}

/// A tensor of a TensorFlow Lite network.
struct TFLiteTensor {
    let name: String
    /// Nil for types that no engine here exchanges, such as texts.
    let type: ElementType?
    /// Sizes that are open are 1 here.
    let shape: [Int]
    /// Nil where they are open.
    let sizes: [Int?]
    /// What is stored of it; nil for what is computed.
    let storedBytes: Int?
    let isVariable: Bool
    /// Of one scale for all of its numbers.
    let scale: Double?
    let zeroPoint: Int?

    var count: Int? { Tensor.count(shape) }

    /// Where it is kept.
    var bytes: Int? { storedBytes ?? count.flatMap { type?.bytes(count: $0) } }

    static func type(of number: Int) -> ElementType? {
        switch number {
        case 0: .f32
        case 1: .f16
        case 2: .s32
        case 3: .u8
        case 4: .s64
        case 6: .bool
        case 7: .s16
        case 9: .s8
        case 10: .f64
        case 12: .u64
        case 15: .u32
        case 16: .u16
        case 17: .s4
        case 18: .bf16
        case 20: .u4
        default: nil
        }
    }
}
