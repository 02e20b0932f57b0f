"""OpenVINO on its CPU plugin."""
import numpy
import openvino
import turns
from openvino import Type
from openvino import opset13 as op

DRAW = numpy.random.default_rng(1)
BLOCK = 32
CORE = openvino.Core()
# Nibbles are used where they lie, so they have to stay.
HELD = []


def compiled(layers, threads: int, settings: dict):
    """A call of a model of these layers: pairs of a parameter and what is computed of it."""
    parameters = list({id(parameter): parameter for parameter, _ in layers}.values())
    model = openvino.Model([result for _, result in layers], parameters)
    settings = {"INFERENCE_NUM_THREADS": threads, "NUM_STREAMS": 1} | settings
    request = CORE.compile_model(model, "CPU", settings).create_infer_request()
    for index, parameter in enumerate(parameters):
        shape, kind = list(parameter.get_output_shape(0)), parameter.get_output_element_type(0)
        array = DRAW.integers(0, 256, shape).astype(numpy.uint8) if kind == Type.u8 else floats(*shape)
        request.set_input_tensor(index, openvino.Tensor(array))

    # Less costly than `infer`, which makes a dictionary of results.
    def once():
        request.start_async()
        request.wait()
    return once


class Layers:
    """What one more layer of these sizes adds to a model: starting a model takes longer than many a layer.

    Layers share the larger of both sides, so that the caches hold as much as if there was one layer. Beside large
    layers the start is nothing, and a single one is timed.
    """

    def __init__(self, sizes: list[int], threads: int, kind, settings: dict, weights, result):
        rows, depth, columns = sizes
        shares_weights = rows * depth < depth * columns
        self.more = max(1, min(8, 600_000 // (depth * min(rows, columns) + rows * columns)))
        self.subjects = []
        for count in (1, 1 + self.more) if rows * depth * columns < 40_000_000 else (1,):
            left, right = op.parameter([rows, depth], kind), weights(columns, depth)
            layers = []
            for _ in range(count):
                layers.append((left, result(left, right)))
                if shares_weights:
                    left = op.parameter([rows, depth], kind)
                else:
                    right = weights(columns, depth)
            self.subjects.append(turns.Best(compiled(layers, threads, settings)))

    def turn(self) -> tuple[float, float]:
        times = [subject.turn() for subject in self.subjects]
        return times[0] if len(times) == 1 else tuple((b - a) / self.more for a, b in zip(*times))


def floats(*shape: int) -> numpy.ndarray:
    return DRAW.random(shape, dtype=numpy.float32) - 0.5


def product(precision: str):
    def make(sizes: list[int], threads: int):
        return Layers(sizes, threads, Type.f32, {"INFERENCE_PRECISION_HINT": precision},
                      lambda columns, depth: op.constant(floats(columns, depth)),
                      lambda left, right: op.matmul(left, right, False, True))
    return make


def scaled(weights: numpy.ndarray, shape: list[int]):
    """s8 weights with a scale for each output, written as OpenVINO's own quantizer writes them."""
    return op.multiply(op.convert(op.constant(weights), Type.f32), op.constant(numpy.full(shape, 0.01, numpy.float32)))


def of_u8(parameter):
    return op.multiply(op.subtract(op.convert(parameter, Type.f32), op.constant(numpy.float32(128))),
                       op.constant(numpy.float32(0.02)))


def to_u8(result):
    """Results as 8 bits again."""
    low, high = op.constant(numpy.float32(-64)), op.constant(numpy.float32(63.5))
    zero, most = op.constant(numpy.float32(0)), op.constant(numpy.float32(255))
    return op.convert(op.fake_quantize(result, low, high, zero, most, 256), Type.u8)


def s8(*shape: int) -> numpy.ndarray:
    return DRAW.integers(-127, 128, shape).astype(numpy.int8)


def u8(requantizes: bool):
    def make(sizes: list[int], threads: int):
        def result(left, right):
            sums = op.matmul(of_u8(left), right, False, True)
            return to_u8(sums) if requantizes else sums
        return Layers(sizes, threads, Type.u8, {"INFERENCE_PRECISION_HINT": "f32"},
                      lambda columns, depth: scaled(s8(columns, depth), [columns, 1]), result)
    return make


def blocks_of_4_bits(columns: int, depth: int):
    """With all constants of 16 bits, as its own compressor writes them: other patterns are widened beforehand."""
    shape = [columns, depth // BLOCK, BLOCK]
    drawn = DRAW.integers(0, 256, columns * depth // 2).astype(numpy.uint8)
    HELD.append(drawn)
    nibbles = op.convert(op.constant(openvino.Tensor(drawn, shape, Type.u4)), Type.f16)
    zeros = numpy.full(columns * depth // BLOCK // 2, 0x88, numpy.uint8)
    HELD.append(zeros)
    zero = op.convert(op.constant(openvino.Tensor(zeros, [columns, depth // BLOCK, 1], Type.u4)), Type.f16)
    scales = op.constant(floats(columns, depth // BLOCK, 1).astype(numpy.float16))
    blocks = op.multiply(op.subtract(nibbles, zero), scales)
    return op.convert(op.reshape(blocks, op.constant(numpy.array([columns, depth])), False), Type.f32)


def s4(sizes: list[int], threads: int):
    """Blocks of 32; rows are quantized to 8 bits on the way, the fastest that it has."""
    settings = {"INFERENCE_PRECISION_HINT": "f32", "DYNAMIC_QUANTIZATION_GROUP_SIZE": BLOCK}
    return Layers(sizes, threads, Type.f32, settings, blocks_of_4_bits,
                  lambda left, right: op.matmul(left, right, False, True))


turns.serve(
    {"f32": product("f32"), "bf16": product("bf16"), "u8": u8(False), "u8-requantized": u8(True), "s4": s4},
    f"OpenVINO {openvino.get_version().split('-')[0]}")
