"""Cases of operators for which the ONNX project has no node test: what ONNX Runtime answers is expected.

They have the face of the project's own cases: a name, a model, data sets, tolerances.
"""
import types

import numpy
import onnx
import onnxruntime
from onnx import helper

MICROSOFT = "com.microsoft"
NUMBERS = numpy.random.default_rng(7)


def floats(*shape) -> numpy.ndarray:
    return NUMBERS.standard_normal(shape).astype(numpy.float32)


def codes(kind, *shape) -> numpy.ndarray:
    bounds = numpy.iinfo(kind)
    return NUMBERS.integers(bounds.min, bounds.max, shape, kind, endpoint=True)


def case(name: str, operator: str, inputs: list, domain: str = MICROSOFT, steps: bool = False, **attributes):
    """One node; an input is an array, or None for one that is left out."""
    names = ["" if array is None else f"x{place}" for place, array in enumerate(inputs)]
    node = helper.make_node(operator, names, ["y"], domain=domain, **attributes)
    given = [array for array in inputs if array is not None]
    described = [helper.make_tensor_value_info(each, helper.np_dtype_to_tensor_dtype(array.dtype), array.shape)
                 for each, array in zip(filter(None, names), given)]
    sets = [helper.make_opsetid("", 21), helper.make_opsetid(MICROSOFT, 1)]
    untyped = onnx.ValueInfoProto(name="y")
    model = helper.make_model(helper.make_graph([node], name, described, [untyped]), opset_imports=sets, ir_version=9)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    expected = session.run(None, dict(zip(filter(None, names), given)))
    output = helper.make_tensor_value_info(
        "y", helper.np_dtype_to_tensor_dtype(expected[0].dtype), expected[0].shape)
    model.graph.output[0].CopyFrom(output)
    # Where ONNX Runtime approximates, codes may be a step apart.
    return types.SimpleNamespace(name=f"runtime_{name}", model=model, data_sets=[(given, expected)],
                                 rtol=0 if steps else 1e-3, atol=1.0 if steps else 1e-5)


def scale(number: float) -> numpy.ndarray:
    return numpy.array(number, numpy.float32)


def quantized_steps() -> list:
    """ONNX Runtime's steps between quantized tensors, of both types of codes."""
    cases = []
    for kind in (numpy.uint8, numpy.int8):
        word, zero = numpy.dtype(kind).name, lambda number, kind=kind: numpy.array(number, kind)
        picture, second = codes(kind, 1, 4, 6, 6), codes(kind, 1, 4, 6, 6)
        one = [picture, scale(0.05), zero(7), scale(0.04), zero(3)]
        pair = [picture, scale(0.05), zero(7), second, scale(0.03), zero(9), scale(0.09), zero(5)]
        row = pair[:3] + [codes(kind, 1, 4, 1, 1)] + pair[4:]
        cases += [
            case(f"add_{word}", "QLinearAdd", pair, steps=True),
            case(f"add_channels_{word}", "QLinearAdd", row, steps=True),
            case(f"multiply_{word}", "QLinearMul", pair, steps=True),
            case(f"multiply_channels_{word}", "QLinearMul", row, steps=True),
            case(f"sigmoid_{word}", "QLinearSigmoid", one[:3] + [scale(1 / 256), zero(0)], steps=True),
            case(f"leaky_{word}", "QLinearLeakyRelu", one, steps=True, alpha=0.1),
            case(f"softmax_{word}", "QLinearSoftmax", [codes(kind, 3, 10), scale(0.02), zero(7), scale(1 / 256), zero(0)],
                 steps=True, axis=-1, opset=13),
            case(f"global_average_{word}", "QLinearGlobalAveragePool", one, steps=True, channels_last=0),
            case(f"average_{word}", "QLinearAveragePool", one, steps=True, kernel_shape=[3, 3], strides=[2, 2],
                 pads=[1, 1, 1, 1]),
            case(f"concat_{word}", "QLinearConcat",
                 [scale(0.06), zero(4), picture, scale(0.05), zero(7), second, scale(0.03), zero(9)], steps=True, axis=1),
            case(f"quantize_{word}", "QuantizeLinear", [floats(2, 5), scale(0.02), zero(3)]),
            case(f"quantize_columns_{word}", "QuantizeLinear",
                 [floats(2, 3), numpy.array([0.02, 0.03, 0.05], numpy.float32), codes(kind, 3)], axis=1),
            case(f"dequantize_{word}", "DequantizeLinear", [codes(kind, 2, 5), scale(0.02), zero(3)]),
        ]
    return cases


def collect() -> list:
    image, weights, bias = floats(1, 3, 8, 8), floats(5, 3, 3, 3), floats(5)
    blocks, part = 2, 32
    return [
        case("global_lp", "GlobalLpPool", [image], domain="", p=2),
        case("global_lp_1", "GlobalLpPool", [image], domain="", p=1),
        case("lp_normalization", "LpNormalization", [floats(3, 7)], domain="", axis=-1, p=2),
        case("lp_normalization_1", "LpNormalization", [floats(3, 7)], domain="", axis=0, p=1),
        case("gelu", "Gelu", [floats(3, 33)]),
        case("quick_gelu", "QuickGelu", [floats(3, 33)], alpha=1.702),
        *[case(f"fused_conv_{activation.lower()}", "FusedConv", [image, weights, bias], activation=activation,
               pads=[1, 1, 1, 1], strides=[2, 2]) for activation in ("Relu", "Tanh", "Sigmoid")],
        case("fused_conv_leaky", "FusedConv", [image, weights, bias], activation="LeakyRelu", activation_params=[0.1]),
        case("fused_conv_clip", "FusedConv", [image, weights], activation="Clip", activation_params=[0.0, 6.0]),
        case("multiply_4_bits", "MatMulNBits",
             [floats(3, blocks * part), codes(numpy.uint8, 6, blocks, part // 2), floats(6 * blocks)],
             K=blocks * part, N=6, bits=4, block_size=part),
        *quantized_steps(),
    ]
