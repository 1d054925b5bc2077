"""Tunes a small language model to answer "Yes." or "No." (TALLRec, arXiv 2305.00447), with low-rank adapters.

Reads JSON Lines of {"instruction", "input", "output"}; writes an adapter, what it was made of (tune.json) and, where
there is a file of questions, how probable both answers are with and without the adapter (scores.jsonl). Says on
standard output how it goes, one JSON object a line. Downloads nothing.
"""

import argparse
import hashlib
import importlib.metadata
import json
import math
import os
import random
import sys
import threading
import time
import warnings

PACKAGES = ("torch", "transformers", "peft", "gguf")
ANSWERS = ("Yes.", "No.")
IGNORED = -100
MISSING = 3
STOPPED = 130

os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", HF_HUB_DISABLE_PROGRESS_BARS="1", TQDM_DISABLE="1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
# Threads that spin while they wait take the cores from those that work.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("GOMP_SPINCOUNT", "0")


class Refusal(Exception):
    """What was asked for cannot be; the message is for people."""


def tell(event, **fields):
    print(json.dumps({"event": event, **fields}), flush=True)


def end_with_standard_input():
    """Ends this process when whoever started it is gone, however that happened."""

    def wait():
        # Not by sys.stdin: a thread that holds its lock breaks the end of the interpreter.
        while os.read(0, 1):
            pass
        os._exit(STOPPED)

    threading.Thread(target=wait, daemon=True).start()


def packages():
    found = {}
    for name in PACKAGES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = None
    return found


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="say which packages are there, and end")
    parser.add_argument("--watch-stdin", action="store_true", help="end when standard input does")
    parser.add_argument("--model", help="a folder as transformers saves it, or a GGUF file")
    parser.add_argument("--rec", help="samples of the stage rec")
    parser.add_argument("--alpaca", help="samples of the stage alpaca")
    parser.add_argument("--test", help="questions to score with and without the adapter")
    parser.add_argument("--out", help="folder for what comes of it")
    parser.add_argument("--stages", default="rec", help="in order, such as alpaca,rec")
    parser.add_argument("--template", choices=("alpaca", "chat"), default="alpaca")
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--max-steps", type=int, default=0, help="of each stage; 0 for all of its epochs")
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--micro-batch", type=int, default=8)
    parser.add_argument("--learning-rate", type=float, default=1e-4)
    parser.add_argument("--warmup", type=int, default=20)
    parser.add_argument("--cutoff", type=int, default=512)
    parser.add_argument("--rank", type=int, default=8)
    parser.add_argument("--alpha", type=int, default=16)
    parser.add_argument("--dropout", type=float, default=0.05)
    parser.add_argument("--targets", default="q_proj,v_proj")
    parser.add_argument("--answers-only", action="store_true", help="no loss on the prompt")
    return parser.parse_args()


def sha256(path):
    digest = hashlib.sha256()
    if os.path.isdir(path):
        for name in sorted(os.listdir(path)):
            file = os.path.join(path, name)
            if os.path.isfile(file):
                digest.update(f"{name}\0{sha256(file)}\n".encode())
        return digest.hexdigest()
    with open(path, "rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()


def rows(path):
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                row = json.loads(line)
                yield row["instruction"], row.get("input", ""), row["output"]
            except (ValueError, KeyError, TypeError, AttributeError) as e:
                raise Refusal(
                    f"{path}, line {number}: expected an object with instruction, input and output, found {e!r}"
                ) from e


class Text:
    """From samples to the numbers of their tokens."""

    def __init__(self, tokenizer, template, cutoff):
        self.tokenizer = tokenizer
        self.template = template
        self.cutoff = cutoff
        if template == "chat" and not tokenizer.chat_template:
            raise Refusal("expected a model with a chat template, found none; take --template alpaca")

    def prompt(self, instruction, given):
        if self.template == "chat":
            asked = f"{instruction}\n\n{given}" if given else instruction
            turns = [{"role": "user", "content": asked}]
            return self.tokenizer.apply_chat_template(turns, tokenize=False, add_generation_prompt=True)
        if given:
            return (
                "Below is an instruction that describes a task, paired with an input that provides further context. "
                "Write a response that appropriately completes the request.\n\n"
                f"### Instruction:\n{instruction}\n\n### Input:\n{given}\n\n### Response:\n"
            )
        return (
            "Below is an instruction that describes a task. "
            "Write a response that appropriately completes the request.\n\n"
            f"### Instruction:\n{instruction}\n\n### Response:\n"
        )

    def tokens(self, text):
        # A chat template writes the first mark itself.
        return self.tokenizer(text, add_special_tokens=self.template != "chat").input_ids

    def first_tokens(self, prompt):
        """Of both answers after that prompt."""
        known = self.tokens(prompt)
        firsts = []
        for answer in ANSWERS:
            full = self.tokens(prompt + answer)
            if full[: len(known)] != known or len(full) == len(known):
                raise Refusal(f'expected "{answer}" to begin with a token of its own; this tokenizer joins it to the prompt')
            firsts.append(full[len(known)])
        if firsts[0] == firsts[1]:
            raise Refusal('expected "Yes." and "No." to differ in their first token; take another model')
        return firsts

    def sample(self, row, answers_only):
        """Tokens and labels, or None where it is longer than may be."""
        instruction, given, output = row
        prompt = self.prompt(instruction, given)
        tokens = self.tokens(prompt + output) + [self.tokenizer.eos_token_id]
        if len(tokens) > self.cutoff:
            return None
        silent = len(self.tokens(prompt)) if answers_only else 0
        return tokens, [IGNORED] * silent + tokens[silent:]


def padded(torch, lists, filler, device):
    width = max(len(each) for each in lists)
    return torch.tensor([each + [filler] * (width - len(each)) for each in lists], device=device)


def load(torch, path):
    from transformers import AutoModelForCausalLM, AutoTokenizer
    from transformers.utils import logging

    logging.disable_progress_bar()
    logging.set_verbosity_error()
    if os.path.isfile(path):
        folder, gguf = os.path.split(os.path.abspath(path))
        where, extra = folder, {"gguf_file": gguf}
    elif os.path.isdir(path):
        where, extra = path, {}
    else:
        raise Refusal(f"{path}: expected a model's folder or a GGUF file, found neither")
    tokenizer = AutoTokenizer.from_pretrained(where, local_files_only=True, **extra)
    model = AutoModelForCausalLM.from_pretrained(where, local_files_only=True, dtype=torch.float32, **extra)
    model.config.use_cache = False
    return tokenizer, model


def train(torch, model, text, path, stage, options, device):
    kept = []
    too_long = 0
    for row in rows(path):
        sample = text.sample(row, options.answers_only)
        if sample is None:
            too_long += 1
        else:
            kept.append(sample)
    if not kept:
        raise Refusal(f"{path}: expected samples of at most {options.cutoff} tokens, found none")
    per_epoch = math.ceil(len(kept) / options.batch)
    steps = options.epochs * per_epoch
    if options.max_steps:
        steps = min(steps, options.max_steps)
    tell("stage", stage=stage, samples=len(kept), tooLong=too_long, steps=steps)
    weights = [w for w in model.parameters() if w.requires_grad]
    optimizer = torch.optim.AdamW(weights, lr=options.learning_rate)
    warmup = min(options.warmup, steps)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: (s + 1) / (warmup + 1) if s < warmup else max(0.0, (steps - s) / max(1, steps - warmup))
    )
    order = list(range(len(kept)))
    shuffle = random.Random(options.seed)
    losses = []
    model.train()
    while len(losses) < steps:
        shuffle.shuffle(order)
        for start in range(0, len(order), options.batch):
            if len(losses) == steps:
                break
            batch = [kept[i] for i in order[start : start + options.batch]]
            heard = sum(sum(label != IGNORED for label in labels[1:]) for _, labels in batch)
            total = 0.0
            for begin in range(0, len(batch), options.micro_batch):
                part = batch[begin : begin + options.micro_batch]
                inputs = padded(torch, [t for t, _ in part], text.tokenizer.eos_token_id, device)
                labels = padded(torch, [l for _, l in part], IGNORED, device)
                mask = padded(torch, [[1] * len(t) for t, _ in part], 0, device)
                logits = model(input_ids=inputs, attention_mask=mask).logits[:, :-1]
                loss = torch.nn.functional.cross_entropy(
                    logits.flatten(0, 1).float(), labels[:, 1:].flatten(), ignore_index=IGNORED, reduction="sum"
                ) / heard
                loss.backward()
                total += loss.item()
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            losses.append(total)
            tell("step", stage=stage, step=len(losses), of=steps, loss=total)
    return {"stage": stage, "samples": len(kept), "tooLong": too_long, "steps": steps, "losses": losses}


def score(torch, model, text, prompts, firsts, micro_batch, what, device):
    """Natural log-probabilities of the first tokens of both answers, over the whole vocabulary."""
    model.eval()
    tokens = [text.tokens(prompt) for prompt in prompts]
    order = sorted(range(len(tokens)), key=lambda i: len(tokens[i]))
    found = [None] * len(tokens)
    with torch.no_grad():
        for start in range(0, len(order), micro_batch):
            part = order[start : start + micro_batch]
            lists = [tokens[i] for i in part]
            inputs = padded(torch, lists, text.tokenizer.eos_token_id, device)
            mask = padded(torch, [[1] * len(each) for each in lists], 0, device)
            hidden = model.get_base_model().model if hasattr(model, "get_base_model") else model.model
            last = hidden(input_ids=inputs, attention_mask=mask).last_hidden_state
            ends = torch.tensor([len(each) - 1 for each in lists], device=device)
            at = last[torch.arange(len(part), device=device), ends]
            logs = torch.log_softmax(model.get_output_embeddings()(at).float(), dim=-1)[:, firsts].tolist()
            for i, pair in zip(part, logs):
                found[i] = pair
            tell("scored", what=what, done=min(start + micro_batch, len(order)), of=len(order))
    return found


def write_json(path, value):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(value, file, indent=2)
        file.write("\n")


def write_scores(path, questions, before, after):
    with open(path, "w", encoding="utf-8") as file:
        for (_, _, output), with_none, with_adapter in zip(questions, before, after):
            file.write(json.dumps({"output": output, "before": with_none, "after": with_adapter}) + "\n")


def run(options):
    import peft
    import torch

    begun = time.monotonic()
    warnings.simplefilter("ignore")
    for name in ("model", "out"):
        if not getattr(options, name):
            raise Refusal(f"expected --{name}")
    stages = options.stages.split(",")
    for stage in stages:
        if stage not in ("alpaca", "rec") or not getattr(options, stage):
            raise Refusal(f"stage {stage}: expected alpaca or rec, with --{stage} FILE")
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    tokenizer, model = load(torch, options.model)
    model.to(device)
    text = Text(tokenizer, options.template, options.cutoff)
    tell("model", parameters=model.num_parameters(), device=device, threads=torch.get_num_threads())
    questions = list(rows(options.test)) if options.test else []
    prompts = [text.prompt(instruction, given) for instruction, given, _ in questions]
    firsts = text.first_tokens(prompts[0]) if prompts else None
    before = score(torch, model, text, prompts, firsts, options.micro_batch, "without", device) if prompts else []
    targets = options.targets.split(",")
    model = peft.get_peft_model(
        model,
        peft.LoraConfig(
            r=options.rank, lora_alpha=options.alpha, lora_dropout=options.dropout, target_modules=targets,
            bias="none", task_type="CAUSAL_LM",
        ),
    )
    trainable = sum(w.numel() for w in model.parameters() if w.requires_grad)
    tell("adapter", trainable=trainable)
    told = [train(torch, model, text, getattr(options, stage), stage, options, device) for stage in stages]
    adapter = os.path.join(options.out, "adapter")
    model.save_pretrained(adapter)
    tokenizer.save_pretrained(adapter)
    after = score(torch, model, text, prompts, firsts, options.micro_batch, "with", device) if prompts else []
    if prompts:
        write_scores(os.path.join(options.out, "scores.jsonl"), questions, before, after)
    settings = {k: v for k, v in vars(options).items() if k not in ("check", "watch_stdin", "out")}
    files = {stage: getattr(options, stage) for stage in stages} | ({"test": options.test} if options.test else {})
    write_json(
        os.path.join(options.out, "tune.json"),
        {
            "method": "TALLRec",
            "settings": settings,
            "python": sys.version.split()[0],
            "packages": packages(),
            "sha256": {
                "script": sha256(os.path.abspath(__file__)),
                "model": sha256(options.model),
                **{name: sha256(path) for name, path in files.items()},
            },
            "parameters": {"trainable": trainable},
            "device": device,
            "stages": told,
            "seconds": round(time.monotonic() - begun, 1),
        },
    )
    tell("done", seconds=round(time.monotonic() - begun, 1))


def main():
    options = arguments()
    if options.check:
        tell("packages", python=sys.version.split()[0], found=packages())
        return 0
    if options.watch_stdin:
        end_with_standard_input()
    missing = [name for name, version in packages().items() if version is None]
    if missing:
        print(f"missing: {', '.join(missing)}", file=sys.stderr)
        return MISSING
    try:
        run(options)
    except Refusal as e:
        print(e, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return STOPPED
    return 0


if __name__ == "__main__":
    sys.exit(main())
