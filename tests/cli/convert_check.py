#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""convert_check.py SHARED --cli PROGRAM: writes golden models of $PERIPHERAL_SHARED, else of SHARED, as Hugging Face folders
(hugging_face_folder.py), converts them, and compares: every tensor and key with the golden file's, the logits with the
golden ones, and the tokens of texts that the Qwen2 vocabulary gives after conversion. Needs only Python; ends with 77
where there is no golden data."""

import argparse
import array
import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile

from hugging_face_folder import Gguf, merges_of, write_folder, write_weights

LARGEST_DIFFERENCE = 2e-6
# What a folder does not say, or the file says by another name.
OTHERWISE = ("general.", "tokenizer.ggml.merges")


def run(*command, text=None):
    done = subprocess.run([str(part) for part in command], input=text, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          encoding="utf-8", check=False)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command[:2]))} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def require(condition, problem):
    if not condition:
        sys.exit(f"FAILED: {problem}")


def log_softmax(row):
    most = max(row)
    total = most + math.log(sum(math.exp(value - most) for value in row))
    return [value - total for value in row]


def divergence(want, got):
    """Kullback and Leibler's, of one token's logits."""
    return sum(math.exp(w) * (w - g) for w, g in zip(log_softmax(want), log_softmax(got)))


def compare_logits(name, golden, model, cli, scratch):
    tokens = golden / f"{name.split('-')[0]}.tokens.txt"
    count = len(tokens.read_text().split())
    want = array.array("f", (golden / f"{name}.logits.f32").read_bytes())
    for executor in ("reference", "cpu"):
        out = scratch / "logits.f32"
        evaluate = (cli, "logits", "--tokens", tokens, "--out", out, "--executor", executor, "--kv", "f32", "--model")
        run(*evaluate, model)
        got = array.array("f", out.read_bytes())
        require(len(got) == len(want), f"{name}: {len(got)} logits for {len(want)}")
        rows = [slice(i, i + len(want) // count) for i in range(0, len(want), len(want) // count)]
        mean = sum(divergence(want[row], got[row]) for row in rows) / count
        largest = max(abs(w - g) for w, g in zip(want, got))
        run(*evaluate, golden / f"{name}.gguf")
        require(out.read_bytes() == got.tobytes(), f"{name}: {executor} gives other logits for the golden file")
        print(f"{name} {executor}: mean KL {mean:.3g}, largest difference of a logit {largest:.3g}")
        require(mean <= LARGEST_DIFFERENCE, f"{name}: the logits are not the golden ones")


def check_model(name, golden, cli, scratch, shards, pairs):
    """The golden model through a folder and back: nothing may change."""
    want = Gguf(golden / f"{name}.gguf")
    folder, model = scratch / name, scratch / f"{name}.gguf"
    write_folder(want, folder, shards, pairs)
    run(cli, "convert", "--in", folder, "--out", model)
    got = Gguf(model)
    require(sorted(got.tensors) == sorted(want.tensors), f"{name}: other tensors: {list(got.tensors)}")
    for tensor, content in want.tensors.items():
        require(got.tensors[tensor] == content, f"{name}: {tensor} changed")
    for key, value in want.keys.items():
        require(key.startswith(OTHERWISE) or got.keys.get(key) == value, f"{name}: {key} is {got.keys.get(key)}")
    require(got.keys["tokenizer.ggml.merges"] == [" ".join(pair) for pair in merges_of(want)], f"{name}: other merges")
    require(got.keys["general.architecture"] == "plm" and got.keys["general.name"] == name, f"{name}: other name")
    require(got.keys["general.file_type"] == want.keys["general.file_type"], f"{name}: another file type")
    compare_logits(name, golden, model, cli, scratch)


def check_vocabulary(vocabulary, texts, cli, scratch):
    """Qwen2's vocabulary, in a folder of a model that is narrow, and has no weights other than 0."""
    gguf = Gguf(vocabulary)
    size = len(gguf.keys["tokenizer.ggml.tokens"])
    shape = {"embedding_length": 2, "feed_forward_length": 1, "block_count": 1, "attention.head_count": 1,
             "attention.head_count_kv": 1, "attention.kv_lora_rank": 1, "rope.dimension_count": 2,
             "attention.value_length": 1, "attention.key_length": 3, "rope.freq_base": 1e5,
             "attention.layer_norm_rms_epsilon": 1e-6, "context_length": 8, "vocab_size": size}
    gguf.keys.update({"plm." + key: value for key, value in shape.items()})
    folder, model = scratch / "qwen2", scratch / "qwen2.gguf"
    write_folder(gguf, folder)
    shapes = {"embed_tokens": [size, 2], "norm": [2], "layers.0.input_layernorm": [2], "layers.0.self_attn.q_proj": [3, 2],
              "layers.0.self_attn.kv_a_proj_with_mqa": [3, 2], "layers.0.self_attn.kv_a_layernorm": [1],
              "layers.0.self_attn.kv_b_proj": [2, 1], "layers.0.self_attn.o_proj": [2, 1],
              "layers.0.post_attention_layernorm": [2], "layers.0.mlp.up_proj": [1, 2], "layers.0.mlp.down_proj": [2, 1]}
    write_weights(folder, {f"model.{name}.weight": ("BF16", shape, bytes(2 * math.prod(shape)))
                           for name, shape in shapes.items()}, 1)
    (folder / "model.safetensors.index.json").write_text("not looked at where there is model.safetensors")
    run(cli, "convert", "--in", folder, "--out", model)
    got = Gguf(model)
    for key, value in gguf.keys.items():
        if key.startswith("tokenizer."):
            require(got.keys.get(key) == value, f"{key} is not that of {vocabulary}")
    rows = [json.loads(line) for line in texts.read_text(encoding="utf-8").splitlines()]
    answers = run(cli, "tokenize", "--model", model, text="".join(json.dumps(row["text"]) + "\n" for row in rows))
    for row, answer in zip(rows, answers.splitlines(), strict=True):
        require(json.loads(answer) == row["ids"], f"other tokens for {row['text'][:60]!r}")
    print(f"Qwen2's vocabulary: {size} tokens, {len(got.keys['tokenizer.ggml.merges'])} merges, {len(rows)} texts agree")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=pathlib.Path)
    parser.add_argument("--cli", required=True)
    arguments = parser.parse_args()
    arguments.shared = pathlib.Path(os.environ.get("PERIPHERAL_SHARED", arguments.shared))
    golden, tokenizer = arguments.shared / "golden", arguments.shared / "tokenizer"
    if not golden.is_dir() or not tokenizer.is_dir():
        print(f"Skipped: there is no golden data in {arguments.shared}.")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        for name, shards, pairs in (("tiny-F32", 2, False), ("odd-F32", 2, True), ("tiny-BF16", 3, True), ("odd-F16", 1, False)):
            check_model(name, golden, arguments.cli, scratch, shards, pairs)
        check_vocabulary(tokenizer / "ggml-vocab-qwen2.gguf", tokenizer / "qwen2-plain.jsonl", arguments.cli, scratch)


if __name__ == "__main__":
    main()
