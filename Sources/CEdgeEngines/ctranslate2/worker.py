# What EdgePlan asks of CTranslate2: one Whisper network, in a process of its own. A message is its length in four bytes,
# the lowest first, and then so many; each is JSON, and some are followed by one that is numbers alone.
import ctypes, json, os, resource, struct, sys, tarfile, time

CHANNEL = 3
SECONDS, RATE, FRAMES, WINDOW, STEP = 30, 16000, 3000, 400, 160


def read(count):
    data = bytearray()
    while len(data) < count:
        piece = os.read(CHANNEL, count - len(data))
        if not piece:
            os._exit(0)
        data += piece
    return data


def message():
    return read(struct.unpack("<I", read(4))[0])


def send(data):
    data = struct.pack("<I", len(data)) + data
    while data:
        data = data[os.write(CHANNEL, data):]


class Numbers:
    """Floats in memory, as libraries of arrays hand them to each other."""

    def __init__(self, data, shape):
        self.data = data
        place = ctypes.addressof(ctypes.c_char.from_buffer(data))
        self.__array_interface__ = {"shape": shape, "typestr": "<f4", "data": (place, False), "version": 3}


class Whisper:
    def __init__(self):
        import ctranslate2
        self.library = ctranslate2
        self.features = self.encoded = None

    def load(self, path, threads, precision):
        with tarfile.open(path, "r:") as archive:
            files = {part.name: archive.extractfile(part).read() for part in archive if part.isfile()}
        self.tokens = json.loads(files["tokenizer.json"])
        self.network = self.library.models.Whisper(
            "whisper", device="cpu", compute_type=precision, inter_threads=1, intra_threads=threads, files=files)
        self.bands = self.network.n_mels
        self.take(bytearray(4 * self.bands * FRAMES))
        return {"shape": [1, self.bands, FRAMES]}

    def take(self, data):
        self.numbers = Numbers(data, (1, self.bands, FRAMES))
        self.features = self.library.StorageView.from_array(self.numbers)

    def run(self):
        self.encoded = self.network.encode(self.features, to_cpu=True)

    def output(self):
        about = self.encoded.__array_interface__
        count = 4
        for size in about["shape"]:
            count *= size
        if about["typestr"] != "<f4":
            raise ValueError("its answer is of " + about["typestr"])
        return {"shape": list(about["shape"])}, ctypes.string_at(about["data"][0], count)

    def hear(self, samples, rate):
        """Makes half a minute of sound the network's input, as the network was trained on it."""
        import numpy
        sound = numpy.frombuffer(samples, "<f4").astype("f8")
        if rate != RATE:
            count = len(sound) * RATE // rate
            waves = numpy.fft.rfft(sound)
            kept = numpy.zeros(count // 2 + 1, complex)
            both = min(len(waves), len(kept))
            kept[:both] = waves[:both]
            sound = numpy.fft.irfft(kept, count) * (count / len(sound))
        sound = numpy.pad(sound[:SECONDS * RATE], (0, max(SECONDS * RATE - len(sound), 0)))
        sound = numpy.pad(sound, WINDOW // 2, mode="reflect")
        pieces = numpy.lib.stride_tricks.sliding_window_view(sound, WINDOW)[::STEP][:FRAMES]
        window = 0.5 - 0.5 * numpy.cos(2 * numpy.pi * numpy.arange(WINDOW) / WINDOW)
        power = numpy.abs(numpy.fft.rfft(pieces * window)) ** 2
        loud = numpy.log10(numpy.maximum(self.mel(numpy) @ power.T, 1e-10))
        loud = (numpy.maximum(loud, loud.max() - 8) + 4) / 4
        self.take(bytearray(numpy.ascontiguousarray(loud, "<f4").tobytes()))

    def mel(self, numpy):
        """Slaney's bands: even up to 1000 Hz, in even ratios above, of one area each."""
        step, ratio = 200 / 3, numpy.log(6.4) / 27
        most = 15 + numpy.log(RATE / 2 / 1000) / ratio
        scale = numpy.linspace(0, most, self.bands + 2)
        corners = numpy.where(scale < 15, scale * step, 1000 * numpy.exp((scale - 15) * ratio))
        places = numpy.linspace(0, RATE / 2, WINDOW // 2 + 1)
        low, middle, high = corners[:-2, None], corners[1:-1, None], corners[2:, None]
        rising, falling = (places - low) / (middle - low), (high - places) / (high - middle)
        return numpy.maximum(0, numpy.minimum(rising, falling)) * 2 / (high - low)

    def write(self, language):
        """What is said, after the last run."""
        known = {token["content"]: token["id"] for token in self.tokens["added_tokens"]}
        start = ["<|startoftranscript|>", "<|%s|>" % language, "<|transcribe|>", "<|notimestamps|>"]
        missing = [word for word in start if word not in known]
        if missing:
            raise ValueError("its vocabulary has no " + missing[0])
        begin = time.monotonic_ns()
        found = self.network.generate(self.encoded, [[known[word] for word in start]], beam_size=1)[0]
        spent = time.monotonic_ns() - begin
        words = {number: word for word, number in self.tokens["model"]["vocab"].items()}
        plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
        signs = plain + [sign for sign in range(256) if sign not in plain]
        byte = {chr(sign if place < len(plain) else 256 + place - len(plain)): sign for place, sign in enumerate(signs)}
        tokens = found.sequences_ids[0]
        text = bytes(byte[sign] for token in tokens if token in words for sign in words[token])
        return {"text": text.decode("utf-8", "replace").strip(), "tokens": len(tokens), "nanoseconds": spent}


def answer(whisper, asked):
    task = asked["task"]
    if task == "open":
        return {"version": whisper.library.__version__}, None
    if task == "load":
        return whisper.load(asked["path"], asked["threads"], asked["precision"]), None
    if task == "take":
        whisper.take(message())
        return {}, None
    if task == "hear":
        whisper.hear(message(), asked["rate"])
        return {}, None
    if task == "run":
        whisper.run()
        used = resource.getrusage(resource.RUSAGE_SELF)
        return {"processorNanoseconds": time.process_time_ns(), "peakBytes": used.ru_maxrss * 1024}, None
    if task == "output":
        return whisper.output()
    if task == "write":
        return whisper.write(asked["language"]), None
    raise ValueError("unknown task " + task)


def main():
    try:
        whisper = Whisper()
    except Exception as fault:
        whisper, reason = None, "%s: %s" % (type(fault).__name__, fault)
    while True:
        asked, numbers = json.loads(bytes(message())), None
        try:
            if whisper is None:
                raise RuntimeError(reason)
            told, numbers = answer(whisper, asked)
        except Exception as fault:
            told = {"fault": "%s: %s" % (type(fault).__name__, fault)}
        send(json.dumps(told).encode())
        if numbers is not None:
            send(numbers)


main()
