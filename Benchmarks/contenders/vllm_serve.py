"""vLLM's own `vllm bench serve` against a server of its own: FOLDER DTYPE PROMPT CONCURRENCY KV_BYTES gives a JSON line with
the medians of the first token and of those that follow, in nanoseconds."""
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

folder, dtype, prompt, concurrency, kept = sys.argv[1:]
ANSWER, CONTEXT, ROUNDS = 32, 1024, 8
# Its package for processors has a `vllm` that does not start: the module that `vllm bench serve` is made of.
BENCH = ("import argparse, vllm.benchmarks.serve as bench\nwords = argparse.ArgumentParser()\nbench.add_cli_args(words)\n"
         "bench.main(words.parse_args())")
cpu = min(os.sched_getaffinity(0))
# As our worker does: one thread that computes, and all of the server on its CPU.
os.sched_setaffinity(0, {cpu})
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
with tempfile.TemporaryDirectory() as place:
    own = {name: place for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "HF_HOME", "VLLM_CACHE_ROOT", "VLLM_CONFIG_ROOT")}
    own |= {"PATH": "/usr/local/bin:/usr/bin:/bin", "VLLM_HOST_IP": "127.0.0.1", "VLLM_NO_USAGE_STATS": "1",
            "HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "OMP_NUM_THREADS": "1",
            "VLLM_CPU_OMP_THREADS_BIND": str(cpu)}
    server = subprocess.Popen(
        [sys.executable, "-I", "-m", "vllm.entrypoints.openai.api_server", "--model", folder, "--dtype", dtype,
         "--max-model-len", str(CONTEXT), "--max-num-seqs", concurrency, "--kv-cache-memory-bytes", kept,
         "--enforce-eager", "--host", "127.0.0.1", "--port", str(port), "--served-model-name", "edgeplan",
         "--no-enable-prefix-caching", "--disable-uvicorn-access-log", "--disable-log-stats"],
        env=own, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 600
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5)
                break
            except OSError:
                if server.poll() is not None or time.monotonic() > end:
                    sys.exit("vLLM's server did not start")
                time.sleep(0.2)
        told = pathlib.Path(place) / "told.json"
        done = subprocess.run(
            [sys.executable, "-I", "-c", BENCH, "--backend", "openai", "--endpoint", "/v1/completions", "--model", "edgeplan",
             "--tokenizer", folder, "--host", "127.0.0.1", "--port", str(port), "--dataset-name", "random",
             "--random-input-len", prompt, "--random-output-len", str(ANSWER), "--ignore-eos", "--num-prompts",
             str(ROUNDS * int(concurrency)), "--max-concurrency", concurrency, "--num-warmups", concurrency,
             "--temperature", "0", "--disable-tqdm", "--save-result", "--result-dir", place, "--result-filename", told.name],
            env=own, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode != 0 or not told.exists():
            sys.exit(f"its benchmark ended with {done.returncode}: {done.stdout[-1500:]}")
        figures = json.loads(told.read_text())
        print(json.dumps({"first": figures["median_ttft_ms"] * 1e6, "token": figures["median_tpot_ms"] * 1e6}))
    finally:
        # It clears away what its processes share, if it is let.
        server.terminate()
        try:
            server.wait(20)
        finally:
            os.killpg(server.pid, signal.SIGKILL)
