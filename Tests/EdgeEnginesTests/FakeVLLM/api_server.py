# In the place of vLLM's server, for tests: it speaks its protocol, knows no model, and does what BEHAVIOUR says.
import argparse, http.server, json, os, subprocess, sys, threading, time

BEHAVIOUR = "well"
words = argparse.ArgumentParser(allow_abbrev=False)
words.add_argument("--port", type=int)
words.add_argument("--model")
asked, others = words.parse_known_args()
lock, now_open, most = threading.Lock(), 0, 0

if BEHAVIOUR == "dies":
    print("(EngineCore pid=7) ERROR 11-22 [core.py:1] ValueError: no such network", flush=True)
    print("RuntimeError: Engine core failed. See root cause above.", flush=True)
    sys.exit(3)
if BEHAVIOUR == "has children":
    subprocess.Popen(["sleep", "1000"], start_new_session=False)


class Answers(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *words):
        print("noise " * 200, flush=True)

    def do_GET(self):
        self.whole(200, {})

    def whole(self, status, said):
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def event(self, said):
        data = b"data: " + (said if isinstance(said, bytes) else json.dumps(said).encode()) + b"\n\n"
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def do_POST(self):
        global now_open, most
        question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with lock:
            now_open += 1
            most = max(most, now_open)
        self.answer(question)
        told = {"words": others, "model": asked.model, "most": most, "question": question,
                "threads": os.environ.get("OMP_NUM_THREADS"), "bind": os.environ.get("VLLM_CPU_OMP_THREADS_BIND")}
        place = os.environ["TMPDIR"] + "/seen.json"
        with lock:
            now_open -= 1
            # Whoever looks meanwhile finds it whole.
            with open(place + ".new", "w") as seen:
                json.dump(told, seen)
            os.replace(place + ".new", place)

    def answer(self, question):
        if BEHAVIOUR == "refuses":
            return self.whole(400, {"error": {"message": "no such words"}})
        if question.get("logprobs"):
            count = question["logprobs"]
            scores = {"token_id:%d" % number: -number / 8 for number in range(count)}
            return self.whole(200, {"choices": [{"logprobs": {"top_logprobs": [scores]}}]})
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        count = question["max_tokens"] - (BEHAVIOUR == "stops early")
        time.sleep(0.01)
        for number in range(count):
            if BEHAVIOUR == "hangs up" and number == 3:
                return self.close()
            if BEHAVIOUR == "exits" and number == 3:
                os._exit(9)
            if BEHAVIOUR == "mumbles":
                self.event(b"{no json")
            time.sleep(0.002)
            self.event({"choices": [{"text": "w", "token_ids": [number]}]})
        self.event(b"[DONE]")
        self.wfile.write(b"0\r\n\r\n")

    def close(self):
        self.close_connection = True
        self.connection.shutdown(2)


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 64


Server(("127.0.0.1", asked.port), Answers).serve_forever()
