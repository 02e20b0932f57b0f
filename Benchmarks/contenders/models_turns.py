"""What the rivals of Benchmarks/models have in common: a line names a model, the answer says what a turn took.

With `once MODEL PRECISION INPUT OUTPUT` after the threads it is asked but once, and also says what memory that took.
"""
import re
import pathlib
import sys
import time

import numpy

WARM_SECONDS, TURN_SECONDS = 0.02, 0.06


def turn(call) -> tuple[float, float]:
    end = time.perf_counter() + WARM_SECONDS
    while time.perf_counter() < end:
        call()
    times = []
    end = time.perf_counter() + TURN_SECONDS
    while not times or time.perf_counter() < end:
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return min(times), float(numpy.median(times))


def keep(outputs: list, path: str) -> None:
    for number, output in enumerate(outputs):
        output.astype(numpy.float32).tofile(f"{path}.{number}")


def memory(key: str) -> int:
    """Of this process, in KiB."""
    return int(re.search(rf"{key}:\s+(\d+)", pathlib.Path("/proc/self/status").read_text())[1])


def serve_once(load) -> None:
    model, precision, given, kept = sys.argv[3:]
    numbers = numpy.fromfile(given, dtype=numpy.float32)
    before = memory("VmRSS")
    start = time.perf_counter()
    made = load(model, precision, numbers)
    loaded = time.perf_counter()
    if not made:
        print("-")
        return
    made[0]()
    first = time.perf_counter() - loaded
    steady = turn(made[0])[1]
    peak = memory("VmHWM")
    keep(made[1](), kept)
    print(*(f"{1000 * seconds:.4f}" for seconds in (loaded - start, first, steady)), max(peak - before, 0))


def serve(load, about: str) -> None:
    """`load(model, precision, input)` gives a call and a function that gives its outputs; None where it cannot."""
    if len(sys.argv) > 2:
        return serve_once(load)
    print(about, flush=True)
    known = {}
    for line in sys.stdin:
        model, precision, given, kept = line.split()
        if (model, precision) not in known:
            start = time.perf_counter()
            made = load(model, precision, numpy.fromfile(given, dtype=numpy.float32))
            loaded = time.perf_counter()
            if made:
                made[0]()
                first = time.perf_counter() - loaded
                keep(made[1](), kept)
                known[model, precision] = (made[0], loaded - start, first)
            else:
                known[model, precision] = None
        found = known[model, precision]
        if not found:
            print("-", flush=True)
            continue
        best, median = turn(found[0])
        print(*(f"{1000 * seconds:.4f}" for seconds in (found[1], found[2], best, median)), flush=True)
