"""ONNX Runtime: inputs and outputs bound once."""
import sys

import models_turns
import onnxruntime


def load(path: str, precision: str, numbers):
    if precision == "bf16":
        return None
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = int(sys.argv[1])
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    given = session.get_inputs()[0]
    binding = session.io_binding()
    value = onnxruntime.OrtValue.ortvalue_from_numpy(numbers.reshape(given.shape))
    binding.bind_ortvalue_input(given.name, value)
    for output in session.get_outputs():
        binding.bind_output(output.name)
    # The value has to outlive the binding.
    return lambda value=value: session.run_with_iobinding(binding), binding.copy_outputs_to_cpu


models_turns.serve(load, f"ONNX Runtime {onnxruntime.__version__}")
