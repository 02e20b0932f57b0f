"""Makes what Benchmarks/kernels and Benchmarks/models run, under .build/benchmarks."""
import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = ROOT / "Benchmarks/contenders"
MADE = ROOT / ".build/benchmarks"
PINNED = ["numpy==2.4.6", "onnx==1.23.2", "onnxruntime==1.31.1", "openvino==2026.4.1",
          "ai-edge-litert==2.3.0"]
PINNED_TO_BUILD = ["cmake==4.1.2", "ninja==1.13.0"]
# The source that comes with it holds ggml.
GGML_SOURCE = "llama-cpp-python==0.3.36"
PYTHON = MADE / "python/bin/python"


def run(words: list, **more) -> None:
    done = subprocess.run([str(word) for word in words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          **more)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, words))[:200]} ended with {done.returncode}:\n{done.stdout[-2000:]}")


def once(name: str, content: str, make) -> None:
    """Makes a thing unless its stamp says that it was made of the same."""
    stamp = MADE / f"{name}.stamp"
    if stamp.exists() and stamp.read_text() == content:
        return
    print(f"making {name} in {MADE.relative_to(ROOT)}", file=sys.stderr)
    make()
    stamp.write_text(content)


def environment() -> None:
    def make() -> None:
        run([ROOT / "scripts/need-packages", "python3", "python3-venv"])
        shutil.rmtree(PYTHON.parents[1], ignore_errors=True)
        run([sys.executable, "-m", "venv", PYTHON.parents[1]])
        run([PYTHON, "-m", "pip", "install", "--quiet", *PINNED, *PINNED_TO_BUILD])
    once("python", "\n".join(PINNED + PINNED_TO_BUILD), make)


def clang() -> pathlib.Path:
    """The toolchain's, which is not always the first in the path."""
    swift = shutil.which("swift")
    if not swift:
        sys.exit("swift was not found: its toolchain's clang compiles our kernels")
    return pathlib.Path(swift).resolve().parent / "clang"


def ours() -> pathlib.Path:
    """Our kernels as the package's release build compiles them."""
    kernels = ROOT / "Sources/CEdgeKernels"
    sources = sorted(kernels.rglob("*.c")) + [HERE / "ours.c", HERE / "ours_operations.c"]
    read = sources + sorted(kernels.rglob("*.h")) + sorted(HERE.glob("*.h"))
    program, objects = MADE / "ours", MADE / "objects"

    def compile_one(source: pathlib.Path) -> str:
        made = objects / f"{source.stem}.o"
        run([clang(), "-std=c2x", "-O2", "-I", kernels / "include", "-I", HERE, "-c", source, "-o", made])
        return str(made)

    def make() -> None:
        shutil.rmtree(objects, ignore_errors=True)
        objects.mkdir()
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as together:
            run([clang(), *together.map(compile_one, sources), "-lm", "-lpthread", "-o", program])
    once("ours", "\n".join(f"{path.relative_to(ROOT)} {path.stat().st_mtime_ns}" for path in read), make)
    return program


def native() -> pathlib.Path:
    """Our engine, built by the package that Benchmarks/native is."""
    built = MADE / "native"
    run(["swift", "build", "-c", "release", "--package-path", ROOT / "Benchmarks/native", "--scratch-path", built])
    return built / "release/native"


def ggml() -> pathlib.Path:
    """Built for this very processor, as its users build it."""
    program, built, sources = MADE / "run_ggml", MADE / "ggml", MADE / "ggml-source"
    source = HERE / "run_ggml.c"

    def make() -> None:
        shutil.rmtree(sources, ignore_errors=True)
        run([PYTHON, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", "llama-cpp-python", "--dest",
             sources, GGML_SOURCE])
        archive = next(sources.glob("*.tar.gz"))
        run(["tar", "xzf", archive, "-C", sources, "--wildcards", "*/vendor/llama.cpp/ggml/*"])
        archive.unlink()
        ggml_folder = next(sources.glob("*/vendor/llama.cpp/ggml"))
        # The archive leaves this one out, and nothing here reads it.
        (ggml_folder / "ggml.pc.in").touch()
        path = {"PATH": f"{PYTHON.parent}:{os.environ['PATH']}"}
        compilers = [f"-DCMAKE_C_COMPILER={clang()}", f"-DCMAKE_CXX_COMPILER={clang()}++"]
        run(["cmake", "-S", ggml_folder, "-B", built, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release", "-DGGML_NATIVE=ON",
             "-DGGML_OPENMP=OFF", "-DGGML_BUILD_TESTS=OFF", "-DGGML_BUILD_EXAMPLES=OFF", *compilers],
            env=os.environ | path)
        run(["ninja", "-C", built], env=os.environ | path)
        run([clang(), "-std=c2x", "-O2", "-I", ggml_folder / "include", source, "-L", built / "src", "-lggml",
             "-lggml-cpu", "-lggml-base", f"-Wl,-rpath,{built / 'src'}", "-o", program])
    once("ggml", f"{GGML_SOURCE} {source.stat().st_mtime_ns}", make)
    return program
