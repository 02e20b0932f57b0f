"""numpy, whose wheel brings OpenBLAS."""
import ctypes
import glob
import os

import numpy
import turns


def f32(sizes: list[int], threads: int):
    # The driver set OPENBLAS_NUM_THREADS: it is read when numpy is loaded.
    rows, depth, columns = sizes
    draw = numpy.random.default_rng(1)
    left = draw.random((rows, depth), dtype=numpy.float32)
    weights = draw.random((depth, columns), dtype=numpy.float32)
    result = numpy.empty((rows, columns), dtype=numpy.float32)
    return lambda: numpy.matmul(left, weights, out=result)


def core() -> str:
    """Which processor OpenBLAS believes that this is."""
    folder = os.path.join(os.path.dirname(os.path.dirname(numpy.__file__)), "numpy.libs")
    for path in glob.glob(f"{folder}/*openblas*"):
        for name in ("scipy_openblas_get_corename64_", "openblas_get_corename64_", "openblas_get_corename"):
            try:
                function = getattr(ctypes.CDLL(path), name)
            except AttributeError:
                continue
            function.restype = ctypes.c_char_p
            return function().decode()
    return "unknown core"


turns.serve({"f32": turns.calls(f32, [1, 1, 1])}, f"numpy {numpy.__version__} with OpenBLAS for {core()}")
