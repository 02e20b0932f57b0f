"""A rival as a process that takes turns: lines of `METHOD SIZE…` in, `BEST MEDIAN` nanoseconds of one call out."""
import os
import statistics
import sys
import time

WARM_NANOSECONDS = 3_000_000
TURN_NANOSECONDS = 10_000_000
# Samples long enough that reading the clock costs nothing.
SAMPLE_NANOSECONDS = 20_000


def sample(call, times: int) -> float:
    start = time.perf_counter_ns()
    for _ in range(times):
        call()
    return (time.perf_counter_ns() - start) / times


def turn(call) -> tuple[float, float]:
    end = time.perf_counter_ns() + WARM_NANOSECONDS
    one = sample(call, 1)
    while time.perf_counter_ns() < end:
        one = sample(call, 1)
    together = max(1, int(SAMPLE_NANOSECONDS // one) + 1) if one < SAMPLE_NANOSECONDS else 1
    samples: list[float] = []
    end = time.perf_counter_ns() + TURN_NANOSECONDS
    while time.perf_counter_ns() < end or len(samples) < 3:
        samples.append(sample(call, together))
    return min(samples), statistics.median(samples)


class Best:
    """The best and the median of one turn after another of a call; the best is of all turns so far."""

    def __init__(self, call):
        self.call, self.best = call, float("inf")

    def turn(self) -> tuple[float, float]:
        best, median = turn(self.call)
        self.best = min(self.best, best)
        return self.best, median


class Calls:
    """Turns of one call, less what calling from Python costs: what the smallest sizes take.

    That favours the rival slightly.
    """

    def __init__(self, make, sizes: list[int], smallest: list[int], threads: int):
        self.subject, self.least = Best(make(sizes, threads)), Best(make(smallest, threads))

    def turn(self) -> tuple[float, float]:
        cost = self.least.turn()[0]
        best, median = self.subject.turn()
        return best - cost, median - cost


def calls(make, smallest: list[int]):
    return lambda sizes, threads: Calls(make, sizes, smallest, threads)


def serve(methods: dict, about: str) -> None:
    """Answers until the driver ends; a method makes what takes turns, of sizes and a number of threads."""
    threads = int(sys.argv[1])
    # Libraries talk on standard output now and then: answers have a channel of their own.
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    answers.write(about + "\n")
    known: dict[str, object] = {}
    for line in sys.stdin:
        if line not in known:
            method, *sizes = line.split()
            try:
                known[line] = methods[method]([int(size) for size in sizes], threads)
            except Exception as error:  # A library may refuse in any way it likes: that is an answer.
                print(f"{line.strip()}: {error}", file=sys.stderr)
                known[line] = None
        subject = known[line]
        answers.write("%.1f %.1f\n" % subject.turn() if subject else "-\n")
