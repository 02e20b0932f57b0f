"""ONNX Runtime: one operator a model, operands bound once."""
import sys

import numpy
import onnx
import onnxruntime
import turns
from onnx import TensorProto, helper, numpy_helper

DRAW = numpy.random.default_rng(1)
CONTRIBUTED = "com.microsoft"
BLOCK = 32


def session(node, inputs: dict, constants: dict, result_shape: list[int], result_type):
    """A call of a model of one node."""
    of_array = helper.np_dtype_to_tensor_dtype
    graph = helper.make_graph(
        [node], "one",
        [helper.make_tensor_value_info(name, of_array(array.dtype), array.shape) for name, array in inputs.items()],
        [helper.make_tensor_value_info("result", of_array(numpy.dtype(result_type)), result_shape)],
        [numpy_helper.from_array(numpy.ascontiguousarray(array), name) for name, array in constants.items()])
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 21), helper.make_opsetid(CONTRIBUTED, 1)], ir_version=10)
    options = onnxruntime.SessionOptions()
    options.use_per_session_threads = False
    options.log_severity_level = 3
    made = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    binding = made.io_binding()
    held = [onnxruntime.OrtValue.ortvalue_from_numpy(array) for array in inputs.values()]
    result = onnxruntime.OrtValue.ortvalue_from_numpy(numpy.zeros(result_shape, dtype=result_type))
    for name, value in zip(inputs, held):
        binding.bind_ortvalue_input(name, value)
    binding.bind_ortvalue_output("result", result)
    # The values have to outlive the binding.
    return lambda held=held, result=result: made.run_with_iobinding(binding)


def floats(*shape: int) -> numpy.ndarray:
    return DRAW.random(shape, dtype=numpy.float32) - 0.5


def u8(*shape: int) -> numpy.ndarray:
    return DRAW.integers(0, 256, shape, dtype=numpy.uint8)


def s8(*shape: int) -> numpy.ndarray:
    return DRAW.integers(-127, 128, shape, dtype=numpy.int8)


def f32(sizes: list[int], _: int):
    rows, depth, columns = sizes
    node = helper.make_node("MatMul", ["left", "weights"], ["result"])
    return session(node, {"left": floats(rows, depth)}, {"weights": floats(depth, columns)}, [rows, columns],
                   numpy.float32)


def matmul_integer(sizes: list[int], _: int):
    rows, depth, columns = sizes
    node = helper.make_node("MatMulInteger", ["left", "weights", "left_zero", "weights_zero"], ["result"])
    constants = {"weights": s8(depth, columns), "left_zero": numpy.array(128, numpy.uint8),
                 "weights_zero": numpy.array(0, numpy.int8)}
    return session(node, {"left": u8(rows, depth)}, constants, [rows, columns], numpy.int32)


def scales(columns: int) -> dict:
    """Constants of the quantized operators: one scale for each output."""
    return {"left_scale": numpy.array(0.02, numpy.float32), "left_zero": numpy.array(128, numpy.uint8),
            "weights_scale": numpy.full(columns, 0.01, numpy.float32), "weights_zero": numpy.zeros(columns, numpy.int8),
            "result_scale": numpy.array(0.5, numpy.float32), "result_zero": numpy.array(128, numpy.uint8)}


QUANTIZED = ["left", "left_scale", "left_zero", "weights", "weights_scale", "weights_zero", "result_scale",
             "result_zero"]


def qlinear_matmul(sizes: list[int], _: int):
    rows, depth, columns = sizes
    node = helper.make_node("QLinearMatMul", QUANTIZED, ["result"])
    return session(node, {"left": u8(rows, depth)}, {"weights": s8(depth, columns)} | scales(columns),
                   [rows, columns], numpy.uint8)


def depthwise_u8(sizes: list[int], _: int):
    """Of channels that lie together, as ONNX Runtime itself rewrites such models."""
    height, width, channels, side, stride = sizes
    border = side // 2
    node = helper.make_node(
        "QLinearConv", QUANTIZED, ["result"], domain=CONTRIBUTED, channels_last=1, group=channels,
        kernel_shape=[side, side], strides=[stride, stride], pads=[border] * 4)
    shape = [1, (height - 1) // stride + 1, (width - 1) // stride + 1, channels]
    return session(node, {"left": u8(1, height, width, channels)},
                   {"weights": s8(channels, 1, side, side)} | scales(channels), shape, numpy.uint8)


def depthwise_f32(sizes: list[int], _: int):
    height, width, channels, side, stride = sizes
    border = side // 2
    node = helper.make_node("Conv", ["left", "weights"], ["result"], group=channels, kernel_shape=[side, side],
                            strides=[stride, stride], pads=[border] * 4)
    shape = [1, channels, (height - 1) // stride + 1, (width - 1) // stride + 1]
    return session(node, {"left": floats(1, channels, height, width)}, {"weights": floats(channels, 1, side, side)},
                   shape, numpy.float32)


def s4(sizes: list[int], _: int):
    """Blocks of 32; level 4 lets it quantize the fp32 rows to 8 bits, the fastest that it has."""
    rows, depth, columns = sizes
    node = helper.make_node("MatMulNBits", ["left", "weights", "scales"], ["result"], domain=CONTRIBUTED, K=depth,
                            N=columns, bits=4, block_size=BLOCK, accuracy_level=4)
    constants = {"weights": u8(columns, depth // BLOCK, BLOCK // 2), "scales": floats(columns * depth // BLOCK)}
    return session(node, {"left": floats(rows, depth)}, constants, [rows, columns], numpy.float32)


PRODUCT, WINDOW = [1, 4, 4], [1, 1, 16, 3, 1]
# One pool for all sessions: threads of the last one go on spinning for a while, and would be in the way of the next.
onnxruntime.set_global_thread_pool_sizes(int(sys.argv[1]), 1)
turns.serve(
    {"f32": turns.calls(f32, PRODUCT), "matmul-integer": turns.calls(matmul_integer, PRODUCT),
     "qlinear-matmul": turns.calls(qlinear_matmul, PRODUCT), "depthwise-u8": turns.calls(depthwise_u8, WINDOW),
     "depthwise-f32": turns.calls(depthwise_f32, WINDOW), "s4": turns.calls(s4, [1, 32, 16])},
    f"ONNX Runtime {onnxruntime.__version__}")
