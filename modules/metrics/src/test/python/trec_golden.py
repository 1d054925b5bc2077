"""Random runs and judgements, and the figures that trec_eval gives them.

The reference is trec_eval itself, by its Python binding, so whatever our order of tied documents,
our cuts or our denominators get wrong shows. To make the committed file, from the repository root:

    python3 -m venv venv
    venv/bin/pip install pytrec-eval-terrier==0.5.11
    venv/bin/python modules/metrics/src/test/python/trec_golden.py --seed 7 --queries 40 \
        modules/metrics/src/test/resources/org/llmrec/metrics/trec_golden.tsv

Written are lines of tab-separated fields: `query ID`; under it `doc ID GRADE SCORE` with `-` for a
document that is not judged or not retrieved; then `figure NAME VALUE PRINTED`, printed as trec_eval
prints it. Without --seed a fresh one is taken; it is printed and stands in the file.
"""

import argparse
import random
import secrets

import pytrec_eval

CUTS = "1,2,3,5,10,20,100"
MEASURES = ["map", "recip_rank", "ndcg", "set_P", "set_recall"] + [
    f"{name}.{CUTS}" for name in ("P", "recall", "map_cut", "ndcg_cut", "success")
]
# String order is not the order of numbers, and that of UTF-8 bytes not that of UTF-16 units.
NAMES = ["{}", "d{}", "doc-{}", "D{}", "\u00e9{}", "\uff5e{}", "\U0001f600{}"]


def scores(rng, many):
    """A way to draw scores: many ties, near ties that single precision does not tell apart, none."""
    kind = rng.randrange(4)
    if kind == 0:
        return lambda: float(rng.randrange(3))
    if kind == 1:
        return lambda: rng.randrange(6) / 7 + rng.randrange(3) * 1e-12
    if kind == 2:
        return lambda: rng.choice([0.0, -0.0, 1e-30, -1e-30, 3.5, -2.25])
    return lambda: round(rng.gauss(0, 5), 1 if many else 6)


def query(rng):
    """Judgements and a run, with at least one relevant document, which may not be retrieved."""
    many = rng.random() < 0.1
    size = rng.randrange(100, 300) if many else rng.randrange(1, 40)
    docs = [rng.choice(NAMES).format(n) for n in rng.sample(range(2000), size)]
    judged = {d: rng.choice([-1, 0, 0, 1, 1, 2, 3, 7]) for d in docs if rng.random() < 0.4}
    judged[rng.choice(docs)] = rng.choice([1, 2])
    if rng.random() < 0.3:
        judged = {d: min(grade, 1) for d, grade in judged.items()}
    draw = scores(rng, many)
    run = {d: draw() for d in docs if rng.random() < 0.7} or {docs[0]: 1.0}
    return judged, run


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--seed", type=int, default=None)
    arguments.add_argument("--queries", type=int, default=40)
    arguments.add_argument("out")
    options = arguments.parse_args()
    seed = secrets.randbelow(10**9) if options.seed is None else options.seed
    print(f"seed {seed}")

    rng = random.Random(seed)
    queries = {f"q{n}": query(rng) for n in range(options.queries)}
    judged = {name: judgements for name, (judgements, _) in queries.items()}
    evaluator = pytrec_eval.RelevanceEvaluator(judged, MEASURES)
    figures = evaluator.evaluate({name: run for name, (_, run) in queries.items()})
    with open(options.out, "w", encoding="utf-8", newline="\n") as out:
        out.write(f"# made by trec_golden.py, seed {seed}\n")
        for name, (judgements, run) in queries.items():
            out.write(f"query\t{name}\n")
            for doc in sorted(judgements.keys() | run.keys()):
                score = repr(run[doc]) if doc in run else "-"
                out.write(f"doc\t{doc}\t{judgements.get(doc, '-')}\t{score}\n")
            for measure, value in sorted(figures[name].items()):
                out.write(f"figure\t{measure}\t{value!r}\t{value:.4f}\n")


if __name__ == "__main__":
    main()
