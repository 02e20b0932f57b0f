"""What Benchmarks/kernels measures, against whom, and what issue 4 promises of it."""
import dataclasses


@dataclasses.dataclass
class Case:
    """One shape; sizes are as the methods take them: rows, depth and columns of a product."""
    name: str
    sizes: list[int]
    # What one call does, in the group's units: operations or bytes.
    work: float
    # Ours, if it is not the group's.
    method: str | None = None
    # Least part of the ceiling on one thread, on instruction sets other than AMX and on AMX; None for no promise.
    part: float | None = None
    part_amx: float | None = None
    # Least ratio to each rival, by its column's title; "best" for the best of all.
    ratios: dict[str, float] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass
class Group:
    """Cases of one operation: our method, what it is held against, and the rivals' columns."""
    name: str
    title: str
    method: str
    # The line of the loop that binds it: "peak" with the number of an ep_peak, or "read".
    ceiling: str
    # Title of a column: programs and their methods, of which the best counts.
    rivals: dict[str, list[tuple[str, str]]]
    cases: list[Case]
    units: str = "GOP/s"


def product(rows: int, depth: int, columns: int, **promises) -> Case:
    return Case(f"{rows}x{depth}x{columns}", [rows, depth, columns], 2.0 * rows * depth * columns, **promises)


def window(height: int, width: int, channels: int, side: int, stride: int, **promises) -> Case:
    results = ((height - 1) // stride + 1) * ((width - 1) // stride + 1) * channels
    return Case(f"{height}x{width}x{channels} {side}x{side}/{stride}", [height, width, channels, side, stride],
                2.0 * results * side * side, **promises)


def vector(method: str, depth: int, columns: int, **promises) -> Case:
    return Case(f"{method} 1x{depth}x{columns}", [1, depth, columns], depth * columns * WEIGHT_BYTES[method],
                method=f"cold-{method}", **promises)


def pointwise(rows: int, depth: int, columns: int) -> Case:
    return product(rows, depth, columns, part=0.85 if min(depth, columns) >= 64 else 0.6, ratios={"best": 1.1})


PEAK_FP32, PEAK_BF16, PEAK_INT8 = "peak 0 20000", "peak 2 20000", "peak 3 20000"
READ_MEMORY = f"read {16 << 20}"
# Bytes of a packed weight; 4 bits and a scale of 16 bits for each 32.
WEIGHT_BYTES = {"f32": 4, "bf16": 2, "u8": 1, "s4": 0.5625}
DEPTHWISE = [(112, 112, 32, 3, 1), (112, 112, 96, 3, 2), (56, 56, 144, 3, 1), (28, 28, 192, 3, 1), (14, 14, 384, 3, 1),
             (14, 14, 576, 3, 1), (7, 7, 960, 3, 1), (28, 28, 120, 5, 1)]

GROUPS = [
    Group("fp32", "fp32", "f32", PEAK_FP32,
          {"OpenBLAS": [("numpy", "f32")], "ONNX Runtime": [("onnxruntime", "f32")], "OpenVINO": [("openvino", "f32")]},
          [product(384, 384, 384, part=0.94), product(1024, 1024, 1024, ratios={"best": 1.0}),
           product(196, 384, 96), product(49, 960, 320)]),
    Group("bf16", "bf16 products of fp32 rows", "bf16", PEAK_BF16, {"OpenVINO": [("openvino", "bf16")]},
          [product(384, 384, 384, part=0.92, part_amx=0.45), product(1024, 1024, 1024, part=0.92, part_amx=0.45)]),
    Group("int8", "u8 x s8, requantized to u8 (MatMulInteger: to s32, OpenVINO: the better of u8 and fp32)", "u8",
          PEAK_INT8,
          {"QLinearMatMul": [("onnxruntime", "qlinear-matmul")], "MatMulInteger": [("onnxruntime", "matmul-integer")],
           "OpenVINO": [("openvino", "u8"), ("openvino", "u8-requantized")]},
          [product(384, 384, 384, part=0.92, part_amx=0.45), product(1024, 1024, 1024, part=0.92, part_amx=0.45),
           pointwise(12544, 16, 96), pointwise(3136, 16, 96), pointwise(3136, 96, 24), pointwise(784, 32, 144),
           pointwise(196, 64, 384), pointwise(196, 384, 96), pointwise(196, 96, 384), pointwise(49, 160, 960),
           pointwise(49, 960, 320), product(125, 64, 64)]),
    Group("int4", "4-bit weights in blocks of 32, fp32 rows (ours are quantized beforehand)", "s4", PEAK_INT8,
          {"ONNX Runtime": [("onnxruntime", "s4")], "OpenVINO": [("openvino", "s4")], "ggml": [("ggml", "s4")]},
          [product(256, 2048, 2048, part=0.75, ratios={"ONNX Runtime": 2.5, "OpenVINO": 1.4, "ggml": 2}),
           product(1, 2048, 2048)]),
    Group("vectors", "one row; the weights lie in no cache, and their bytes count", "", READ_MEMORY, {},
          [vector("s4", 2048, 2048, part=0.95), vector("s4", 2048, 8192, part=0.95), vector("u8", 2048, 2048),
           vector("bf16", 2048, 2048), vector("f32", 2048, 2048)], units="GB/s"),
    Group("depthwise-int8", "depthwise, u8 to u8", "depthwise-u8", PEAK_INT8,
          {"ONNX Runtime": [("onnxruntime", "depthwise-u8")]},
          [window(*shape, ratios={"best": 3.0}) for shape in DEPTHWISE]),
    Group("depthwise-fp32", "depthwise, fp32", "depthwise-f32", PEAK_FP32,
          {"ONNX Runtime": [("onnxruntime", "depthwise-f32")]},
          [window(*shape, ratios={"best": 1.0}) for shape in DEPTHWISE]),
]
