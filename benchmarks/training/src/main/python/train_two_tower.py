"""The two-tower ranker of LLM-Rec in plain PyTorch: the same model, loss, batches and optimiser as
org.llmrec.train.TwoTowerTrainer, for its seconds per epoch.

Reads a folder that the Java side wrote: options.json, pairs.i32 [P, 2], vectors.f32 [N, W]. Prints a
JSON line with the seconds and the mean loss of each epoch.
"""

import json
import math
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

folder = Path(sys.argv[1])
o = json.loads((folder / "options.json").read_text())
torch.set_num_threads(o["threads"])
torch.manual_seed(o["seed"])
rng = np.random.default_rng(o["seed"])
N, U, W, D, H = o["items"], o["users"], o["width"], o["dims"], o["hidden"]
K, B = o["negatives"], o["batch"]
pairs = np.fromfile(folder / "pairs.i32", dtype="<i4").reshape(-1, 2).astype(np.int64)
raw = np.fromfile(folder / "vectors.f32", dtype="<f4").reshape(N, W)
centred = raw - raw.mean(0)
vectors = torch.from_numpy(centred * (2.5 / np.sqrt((centred.astype(np.float64) ** 2).sum(1).mean()))).float()

user, item = pairs[:, 0], pairs[:, 1]
P = len(pairs)
known = np.zeros((U, N), dtype=bool)
known[user, item] = True
share = np.bincount(item, minlength=N) / P
importance = ((1 / N) / (0.5 / N + 0.5 * share)).astype(np.float32)

users = torch.nn.Parameter(0.03 * torch.randn(U, D))
users.data[:, 0] += 1
weight0 = torch.nn.Parameter(torch.randn(H, W) * math.sqrt(2 / W))
bias0 = torch.nn.Parameter(torch.zeros(H))
weight1 = torch.nn.Parameter(torch.randn(D, H) * math.sqrt(1 / H))
bias1 = torch.nn.Parameter(torch.zeros(D))
bias1.data[0] = -math.log(o["negatives-per-positive"])
adam = torch.optim.Adam(
    [
        {"params": [weight0, weight1], "weight_decay": o["l2"]},
        {"params": [bias0, bias1], "weight_decay": 0},
        {"params": [users], "weight_decay": o["user-l2"]},
    ],
    lr=o["learning-rate"],
)


def step(chosen):
    u, i = user[chosen], item[chosen]
    size = len(chosen)
    drawn = np.where(rng.random(K) < 0.5, rng.integers(0, N, K), item[rng.integers(0, P, K)])
    here, user_place, positives = np.unique(u, return_inverse=True, return_counts=True)
    rows, place = np.unique(np.concatenate([i, drawn]), return_inverse=True)
    weights = (positives * (o["negatives-per-positive"] / K / size)).astype(np.float32)[:, None] * importance[drawn]
    weights[known[here][:, drawn]] = 0
    place = torch.from_numpy(place)
    hidden = F.relu(F.linear(F.embedding(torch.from_numpy(rows), vectors), weight0, bias0))
    items = F.linear(F.dropout(hidden, o["dropout"], True), weight1, bias1)
    batch_users = F.embedding(torch.from_numpy(here), users)
    positive = (F.embedding(torch.from_numpy(user_place), batch_users) * F.embedding(place[:size], items)).sum(1)
    negative = batch_users @ F.embedding(place[size:], items).T
    loss = F.softplus(-positive).mean() + (F.softplus(negative) * torch.from_numpy(weights)).sum()
    adam.zero_grad()
    loss.backward()
    adam.step()
    return loss.item()


seconds, losses = [], []
for epoch in range(o["epochs"]):
    began = time.perf_counter()
    order = rng.permutation(P)
    total = 0.0
    for start in range(0, P, B):
        chosen = order[start : start + B]
        total += step(chosen) * len(chosen)
    seconds.append(time.perf_counter() - began)
    losses.append(total / P)
print(json.dumps({"version": torch.__version__, "seconds": seconds, "losses": losses}))
