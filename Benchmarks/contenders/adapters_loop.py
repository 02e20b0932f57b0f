"""An engine's own Python loop in this process: ENGINE FILE PRECISION gives the median run in nanoseconds."""
import os
import statistics
import sys
import time

import numpy

engine, file, precision = sys.argv[1:]
# As our worker does: the mask before the library starts its threads.
os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
if engine == "onnxruntime":
    import onnxruntime
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = settings.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(file, settings, ["CPUExecutionProvider"])
    port = session.get_inputs()[0]
    numbers = numpy.random.default_rng(1).random(port.shape, dtype=numpy.float32)

    def run():
        return session.run(None, {port.name: numbers})
else:
    import openvino
    compiled = openvino.Core().compile_model(file, "CPU", {
        "INFERENCE_NUM_THREADS": 1, "PERFORMANCE_HINT": "LATENCY", "NUM_STREAMS": 1,
        "INFERENCE_PRECISION_HINT": "bf16" if precision == "bf16" else "f32"})
    request = compiled.create_infer_request()
    numbers = numpy.random.default_rng(1).random(list(compiled.inputs[0].shape), dtype=numpy.float32)
    request.set_input_tensor(openvino.Tensor(numbers))
    run = request.infer

for _ in range(30):
    run()
times = []
end = time.perf_counter_ns() + 300_000_000
while time.perf_counter_ns() < end or len(times) < 30:
    start = time.perf_counter_ns()
    run()
    times.append(time.perf_counter_ns() - start)
print(statistics.median(times))
# Some engines hang while their threads are taken down.
sys.stdout.flush()
os._exit(0)
