"""ONNX Runtime's own Python loop in this process: FILE gives the median run in nanoseconds."""
import os
import statistics
import sys
import time

import numpy
import onnxruntime

# As our worker does: the mask before the library starts its threads.
os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
settings = onnxruntime.SessionOptions()
settings.intra_op_num_threads = settings.inter_op_num_threads = 1
session = onnxruntime.InferenceSession(sys.argv[1], settings, ["CPUExecutionProvider"])
port = session.get_inputs()[0]
numbers = numpy.random.default_rng(1).random(port.shape, dtype=numpy.float32)
for _ in range(30):
    session.run(None, {port.name: numbers})
times = []
end = time.perf_counter_ns() + 300_000_000
while time.perf_counter_ns() < end or len(times) < 30:
    start = time.perf_counter_ns()
    session.run(None, {port.name: numbers})
    times.append(time.perf_counter_ns() - start)
print(statistics.median(times))
# Some engines hang while their threads are taken down.
sys.stdout.flush()
os._exit(0)
