"""Makes two tiny cross-encoders and golden-pairs.json: pairs and the scores that they get.

No cross-encoder that people use comes inside a package, so these are of the real form (BERT, a head
for one number or for two classes) with random weights, and the reference is what people would use:
`CrossEncoder` of sentence-transformers. Run from the repository root:

    python3 -m venv venv
    venv/bin/pip install sentence-transformers==6.2.0 onnx onnxscript
    HF_HUB_OFFLINE=1 venv/bin/python modules/encode/src/test/golden/pairs.py

It writes folders with `scorer.json`, and the scores beside them. `query` and `text` are repeated
`repeat` times; `pieces` counts those of both with [CLS] and twice [SEP], before anything is cut off.
Each pair is scored alone.
"""

import hashlib
import json
import pathlib
import string
import tempfile

import sentence_transformers
import torch
from sentence_transformers import CrossEncoder
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

HERE = pathlib.Path("modules/encode/src/test/resources/org/llmrec/encode/pair")
MOST = 64
WORDS = (
    "the a of and robot space moon letter bakery lighthouse keeper find bottle nobody comes field"
    " guide moss opera star ship love war old new sea"
).split()

# Name, query, text, repeats of each.
PAIRS = [
    ("both empty", "", "", 1, 1),
    ("empty query", "", "a robot", 1, 1),
    ("empty text", "a robot", "", 1, 1),
    ("words", "robot space opera", "the old robot and the star ship", 1, 1),
    ("swapped", "the old robot and the star ship", "robot space opera", 1, 1),
    ("unknown words", "zygote?", "Quick, brown foxes: 42 of them!", 1, 1),
    ("accents", "d\u00e9j\u00e0 vu", "na\u00efve caf\u00e9", 1, 1),
    ("emoji", "\U0001f916", "robot \U0001f680 moon", 1, 1),
    ("right to left", "\u05e9\u05dc\u05d5\u05dd", "\u0645\u0631\u062d\u0628\u0627 robot", 1, 1),
    ("control characters", "ro\u0000bot", "moon\u0007 \u200b star", 1, 1),
    ("exactly 64 pieces", "robot ", "moon ", 11, 50),
    ("65 pieces", "robot ", "moon ", 11, 51),
    ("66 pieces", "robot ", "moon ", 11, 52),
    ("320 pieces", "robot ", "moon ", 11, 306),
    ("long query", "robot ", "moon ", 300, 7),
    ("both long", "robot ", "moon ", 200, 300),
    ("both long, query longer", "robot ", "moon ", 300, 200),
    ("both long and equal", "robot ", "moon ", 100, 100),
    ("query at half", "robot ", "moon ", 30, 300),
    ("query beyond half", "robot ", "moon ", 31, 300),
    ("text at half", "robot ", "moon ", 300, 30),
]


def tokenizer():
    marks = [c for c in string.printable if c.isprintable() and not c.isspace() and not c.isupper()]
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + marks
    pieces += ["##" + c for c in string.ascii_lowercase + string.digits]
    pieces += [w for w in WORDS if len(w) > 1]
    numbers = {piece: i for i, piece in enumerate(pieces)}
    made = Tokenizer(models.WordPiece(numbers, unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    made.post_processor = processors.BertProcessing(
        ("[SEP]", numbers["[SEP]"]), ("[CLS]", numbers["[CLS]"])
    )
    return made, len(pieces)


def export(model, file):
    some = torch.ones((2, 5), dtype=torch.int64)
    names = ["input_ids", "attention_mask", "token_type_ids"]

    class Plain(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.inner = model

        def forward(self, ids, mask, types):
            return self.inner(input_ids=ids, attention_mask=mask, token_type_ids=types).logits

    torch.onnx.export(
        Plain().eval(),
        (some, some, some),
        str(file),
        input_names=names,
        output_names=["logits"],
        dynamic_axes={n: {0: "batch", 1: "length"} for n in names} | {"logits": {0: "batch"}},
        opset_version=17,
        dynamo=False,
    )


def entry(file):
    raw = file.read_bytes()
    return {"size": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}


def make(name, labels, seed, manifest):
    torch.manual_seed(seed)
    rules, pieces = tokenizer()
    config = BertConfig(
        vocab_size=pieces,
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=MOST,
        num_labels=labels,
        # Random weights of the usual size give every pair the same score.
        initializer_range=0.35,
        attn_implementation="eager",
    )
    model = BertForSequenceClassification(config).eval()
    folder = HERE / name
    folder.mkdir(parents=True, exist_ok=True)
    rules.save(str(folder / "tokenizer.json"))
    export(model, folder / "model.onnx")
    files = {file: entry(folder / file) for file in ("model.onnx", "tokenizer.json")}
    about = {
        "name": name,
        "source": f"random numbers, seed {seed}, by pairs.py",
        "licence": "CC0-1.0",
        "maxTokens": MOST,
    }
    (folder / "scorer.json").write_text(json.dumps(about | manifest | {"files": files}, indent=2))
    with tempfile.TemporaryDirectory() as saved:
        model.save_pretrained(saved)
        PreTrainedTokenizerFast(
            tokenizer_object=rules,
            unk_token="[UNK]",
            pad_token="[PAD]",
            cls_token="[CLS]",
            sep_token="[SEP]",
            mask_token="[MASK]",
            model_input_names=["input_ids", "token_type_ids", "attention_mask"],
        ).save_pretrained(saved)
        reference = CrossEncoder(
            saved, max_length=MOST, device="cpu", activation_fn=torch.nn.Identity()
        )
        scores = []
        for _, query, text, times, more in PAIRS:
            logits = reference.predict(
                [(query * times, text * more)], convert_to_tensor=True
            ).reshape(1, labels)
            # What the manifest says, written down once more.
            score = logits[0, 0] if labels == 1 else torch.softmax(logits, 1)[0, 1]
            scores.append(float(score))
    return scores


def main():
    torch.set_num_threads(1)
    one = make("tiny-one", 1, 1, {})
    two = make("tiny-two", 2, 2, {"columns": 2, "column": 1, "activation": "softmax"})
    rules, _ = tokenizer()
    pairs = []
    for i, (name, query, text, times, more) in enumerate(PAIRS):
        pairs.append(
            {
                "name": name,
                "query": query,
                "queryRepeat": times,
                "text": text,
                "textRepeat": more,
                "pieces": len(rules.encode(query * times, text * more).ids),
                "scores": {"tiny-one": one[i], "tiny-two": two[i]},
            }
        )
        print(name, pairs[-1]["pieces"], one[i], two[i])
    made_by = {
        "sentence-transformers": sentence_transformers.__version__,
        "torch": torch.__version__,
    }
    golden = {"madeBy": made_by, "pairs": pairs}
    (HERE / "golden-pairs.json").write_text(json.dumps(golden, indent=1) + "\n")


main()
