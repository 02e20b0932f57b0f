"""OpenVINO: asked for its precision by name, since its own choice on many processors is bf16."""
import sys

import models_turns
import openvino


def load(path: str, precision: str, numbers):
    settings = {"INFERENCE_NUM_THREADS": int(sys.argv[1]), "PERFORMANCE_HINT": "LATENCY", "NUM_STREAMS": 1,
                "INFERENCE_PRECISION_HINT": "bf16" if precision == "bf16" else "f32"}
    compiled = openvino.Core().compile_model(path, "CPU", settings)
    request = compiled.create_infer_request()
    request.set_input_tensor(openvino.Tensor(numbers.reshape(list(compiled.inputs[0].shape))))
    return request.infer, lambda: [request.get_output_tensor(place).data for place in range(len(compiled.outputs))]


models_turns.serve(load, f"OpenVINO {openvino.__version__}")
