"""ONNX Runtime's static quantizer on our pictures, and the answers of both variants beside those in fp32.

usage: quantization_onnxruntime.py FP32.onnx OURS.onnx PICTURES PREPROCESSING
"""
import json
import pathlib
import random
import sys
import tempfile
import time

import numpy
import onnxruntime
import openvino
from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process
from PIL import Image

MODEL, OURS, PICTURES = map(pathlib.Path, sys.argv[1:4])
SETTINGS = json.loads(sys.argv[4])
METHODS = {"min-max": CalibrationMethod.MinMax, "percentile": CalibrationMethod.Percentile,
           "entropy": CalibrationMethod.Entropy}


def session(path: pathlib.Path) -> onnxruntime.InferenceSession:
    return onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])


def numbers(path: pathlib.Path) -> numpy.ndarray:
    """The middle of a crop that has the shorter side already."""
    image = Image.open(path)
    width, height = SETTINGS["width"], SETTINGS["height"]
    left, top = (image.width - width) // 2, (image.height - height) // 2
    pixels = numpy.asarray(image.crop((left, top, left + width, top + height)), numpy.float32)
    prepared = (pixels - numpy.float32(SETTINGS["mean"])) / numpy.float32(SETTINGS["deviation"])
    return numpy.ascontiguousarray(prepared.transpose(2, 0, 1)[None])


class Reader(CalibrationDataReader):
    def __init__(self, name: str):
        self.name, self.files = name, iter(sorted((PICTURES / "calibration").glob("*.png")))

    def get_next(self):
        file = next(self.files, None)
        return None if file is None else {self.name: numbers(file)}


def answers(path: pathlib.Path, inputs: list) -> numpy.ndarray:
    engine = session(path)
    name = engine.get_inputs()[0].name
    return numpy.concatenate([engine.run(None, {name: one})[0] for one in inputs])


def answers_of_openvino(path: pathlib.Path, inputs: list) -> numpy.ndarray:
    model = openvino.Core().compile_model(str(path), "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    return numpy.concatenate([model(one)[0] for one in inputs])


def interval(same: numpy.ndarray, photographs: list) -> tuple[float, float]:
    """By drawing photographs again: 95 %."""
    groups = [same[[p == name for p in photographs]] for name in sorted(set(photographs))]
    chance = random.Random(1)
    shares = sorted(numpy.concatenate(chance.choices(groups, k=len(groups))).mean() for _ in range(2000))
    return shares[50], shares[1949]


def main() -> None:
    files = sorted((PICTURES / "compared").glob("*.png"))
    inputs, photographs = [numbers(f) for f in files], [f.name[:3] for f in files]
    exact = answers(MODEL, inputs)

    def report(name: str, path: pathlib.Path, seconds: float | None, run=answers) -> None:
        found = run(path, inputs)
        same = found.argmax(1) == exact.argmax(1)
        low, high = interval(same, photographs)
        noise = 10 * numpy.log10((exact ** 2).sum() / ((found - exact) ** 2).sum())
        made = "" if seconds is None else f", made in {seconds:.0f} s"
        print(f"  {name:28} {same.mean():6.1%}  ({low:.1%} to {high:.1%}, {len(set(photographs))} photographs)"
              f"  {noise:5.1f} dB  {path.stat().st_size / 1e6:.1f} MB{made}", flush=True)

    report("ours by ONNX Runtime", OURS, None)
    report("ours by OpenVINO", OURS, None, answers_of_openvino)
    with tempfile.TemporaryDirectory() as folder:
        plain = pathlib.Path(folder) / "plain.onnx"
        quant_pre_process(str(MODEL), str(plain), skip_symbolic_shape=True)
        name = session(MODEL).get_inputs()[0].name
        for method, code in METHODS.items():
            made = pathlib.Path(folder) / f"{method}.onnx"
            start = time.monotonic()
            quantize_static(str(plain), str(made), Reader(name), quant_format=QuantFormat.QDQ, per_channel=True,
                            activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8, calibrate_method=code)
            report(f"ONNX Runtime, {method}", made, time.monotonic() - start)


main()
