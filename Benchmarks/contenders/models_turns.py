"""What the rivals of Benchmarks/models have in common: a line names a model, the answer says what a turn took."""
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


def serve(load, about: str) -> None:
    """`load(model, precision, input)` gives a call and a function that gives its output; None where it cannot."""
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
                made[1]().astype(numpy.float32).tofile(kept)
                known[model, precision] = (made[0], loaded - start, first)
            else:
                known[model, precision] = None
        found = known[model, precision]
        if not found:
            print("-", flush=True)
            continue
        best, median = turn(found[0])
        print(*(f"{1000 * seconds:.4f}" for seconds in (found[1], found[2], best, median)), flush=True)
