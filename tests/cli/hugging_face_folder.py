#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""hugging_face_folder.py MODEL.gguf FOLDER [--shards N] [--pairs]: writes a PLM file (F32, F16, BF16) as the folder of
Hugging Face that it could have come from. Knows nothing of Peripheral's code and needs only Python: it is what
`peripheral-cli convert` is checked against. With --pairs merges are arrays of two, as newer files have them."""

import argparse
import json
import pathlib
import struct

SCALARS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
TYPES = {0: ("F32", 4), 1: ("F16", 2), 30: ("BF16", 2)}
CONTROL, USER_DEFINED, UNUSED = 3, 4, 5

CONFIG_KEYS = {
    "hidden_size": "embedding_length",
    "intermediate_size": "feed_forward_length",
    "num_hidden_layers": "block_count",
    "num_attention_heads": "attention.head_count",
    "num_key_value_heads": "attention.head_count_kv",
    "kv_lora_rank": "attention.kv_lora_rank",
    "qk_rope_head_dim": "rope.dimension_count",
    "v_head_dim": "attention.value_length",
    "rope_theta": "rope.freq_base",
    "rms_norm_eps": "attention.layer_norm_rms_epsilon",
    "max_position_embeddings": "context_length",
}
TENSORS = {
    "attn_norm": "input_layernorm",
    "attn_q": "self_attn.q_proj",
    "attn_kv_a_mqa": "self_attn.kv_a_proj_with_mqa",
    "attn_kv_a_norm": "self_attn.kv_a_layernorm",
    "attn_kv_b": "self_attn.kv_b_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_norm": "post_attention_layernorm",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}
QWEN2_WORDS = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*"
               r"|\s*[\r\n]+|\s+(?!\S)|\s+")


class Gguf:
    """A GGUF file: `keys`, and `tensors` as name → (type, rows × columns, bytes)."""

    def __init__(self, path):
        self.data = pathlib.Path(path).read_bytes()
        self.position = 0
        magic, version, tensors, keys = self.take("4sIQQ")
        assert magic == b"GGUF" and version == 3, f"{path} is no GGUF file of version 3"
        self.keys = {}
        for _ in range(keys):
            name = self.text()
            self.keys[name] = self.value(self.take("I")[0])
        descriptions = [self.description() for _ in range(tensors)]
        alignment = self.keys.get("general.alignment", 32)
        base = -(-self.position // alignment) * alignment
        self.tensors = {}
        for name, shape, number, offset in descriptions:
            kind, size = TYPES[number]
            for dimension in shape:
                size *= dimension
            self.tensors[name] = (kind, shape, self.data[base + offset:base + offset + size])

    def take(self, form):
        values = struct.unpack_from("<" + form, self.data, self.position)
        self.position += struct.calcsize("<" + form)
        return values

    def text(self):
        (length,) = self.take("Q")
        self.position += length
        return self.data[self.position - length:self.position].decode()

    def value(self, kind):
        if kind == 8:
            return self.text()
        if kind != 9:
            return self.take(SCALARS[kind])[0]
        element, count = self.take("IQ")
        if element == 8:
            return [self.text() for _ in range(count)]
        return list(self.take(f"{count}{SCALARS[element]}"))

    def description(self):
        name = self.text()
        (count,) = self.take("I")
        shape = list(self.take(f"{count}Q"))[::-1]
        return (name, shape, *self.take("IQ"))


def source_name(name):
    """What a tensor of a GGUF file is called in safetensors."""
    fixed = {"token_embd.weight": "model.embed_tokens.weight", "output_norm.weight": "model.norm.weight",
             "output.weight": "lm_head.weight"}
    if name in fixed:
        return fixed[name]
    _, layer, part, _ = name.split(".")
    return f"model.layers.{layer}.{TENSORS[part]}.weight"


def config_of(gguf):
    config = {ours: gguf.keys["plm." + theirs] for ours, theirs in CONFIG_KEYS.items()}
    return {
        "architectures": ["PLMForCausalLM"],
        "model_type": "plm",
        **config,
        "qk_nope_head_dim": gguf.keys["plm.attention.key_length"] - config["qk_rope_head_dim"],
        "vocab_size": gguf.keys["plm.vocab_size"],
        "q_lora_rank": None,
        "rope_scaling": None,
        "hidden_act": "relu2",
        "tie_word_embeddings": "output.weight" not in gguf.tensors,
        "bos_token_id": gguf.keys.get("tokenizer.ggml.bos_token_id"),
        "eos_token_id": gguf.keys["tokenizer.ggml.eos_token_id"],
        "torch_dtype": "bfloat16",
    }


def merges_of(gguf):
    """The merges that Hugging Face's library would take: those of tokens."""
    tokens = set(gguf.keys["tokenizer.ggml.tokens"])
    pairs = [merge.split(" ") for merge in gguf.keys["tokenizer.ggml.merges"]]
    return [pair for pair in pairs if {*pair, "".join(pair)} <= tokens]


def tokenizer_of(gguf, pairs):
    tokens = list(zip(gguf.keys["tokenizer.ggml.tokens"], gguf.keys["tokenizer.ggml.token_type"]))
    bytes_only = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": False, "use_regex": False}
    words = {"type": "Split", "pattern": {"Regex": QWEN2_WORDS}, "behavior": "Isolated", "invert": False}
    merges = merges_of(gguf)
    added = [{"id": i, "content": token, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False,
              "special": kind == CONTROL} for i, (token, kind) in enumerate(tokens) if kind in (CONTROL, USER_DEFINED)]
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": added,
        "normalizer": {"type": "NFC"},
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [words, bytes_only]},
        "post_processor": bytes_only,
        "decoder": bytes_only,
        "model": {
            "type": "BPE",
            "dropout": None,
            "unk_token": None,
            "continuing_subword_prefix": "",
            "end_of_word_suffix": "",
            "fuse_unk": False,
            "byte_fallback": False,
            "vocab": {token: i for i, (token, kind) in enumerate(tokens) if kind not in (CONTROL, USER_DEFINED, UNUSED)},
            "merges": merges if pairs else [" ".join(pair) for pair in merges],
        },
    }


def tokenizer_config_of(gguf):
    def spelled(key):
        number = gguf.keys.get(f"tokenizer.ggml.{key}_token_id")
        return None if number is None else gguf.keys["tokenizer.ggml.tokens"][number]

    config = {"add_bos_token": gguf.keys.get("tokenizer.ggml.add_bos_token", False), "bos_token": spelled("bos"),
              "eos_token": spelled("eos"), "pad_token": {"content": spelled("padding"), "special": True}}
    if "tokenizer.chat_template" in gguf.keys:
        config["chat_template"] = gguf.keys["tokenizer.chat_template"]
    return config


def write_safetensors(path, tensors):
    """`tensors`: name → (type, shape, bytes)."""
    header, offset = {"__metadata__": {"format": "pt"}}, 0
    for name, (kind, shape, data) in tensors.items():
        header[name] = {"dtype": kind, "shape": shape, "data_offsets": [offset, offset + len(data)]}
        offset += len(data)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for _, _, data in tensors.values():
            file.write(data)


def write_weights(folder, tensors, shards):
    """In one file, or in `shards` of about as many tensors each, and their index."""
    if shards == 1:
        return write_safetensors(folder / "model.safetensors", tensors)
    names = sorted(tensors)
    weight_map = {}
    for shard in range(shards):
        part = names[len(names) * shard // shards:len(names) * (shard + 1) // shards]
        file = f"model-{shard + 1:05}-of-{shards:05}.safetensors"
        write_safetensors(folder / file, {name: tensors[name] for name in part})
        weight_map.update({name: file for name in part})
    total = sum(len(data) for _, _, data in tensors.values())
    index = {"metadata": {"total_size": total}, "weight_map": weight_map}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index, indent=2))


def write_folder(gguf, folder, shards=2, pairs=False):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    texts = {
        "config.json": config_of(gguf),
        "tokenizer.json": tokenizer_of(gguf, pairs),
        "tokenizer_config.json": tokenizer_config_of(gguf),
        "generation_config.json": {"eos_token_id": [gguf.keys["tokenizer.ggml.eos_token_id"]]},
    }
    for name, content in texts.items():
        (folder / name).write_text(json.dumps(content, ensure_ascii=False, indent=2), encoding="utf-8")
    write_weights(folder, {source_name(name): tensor for name, tensor in gguf.tensors.items()}, shards)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model")
    parser.add_argument("folder")
    parser.add_argument("--shards", type=int, default=2)
    parser.add_argument("--pairs", action="store_true")
    arguments = parser.parse_args()
    write_folder(Gguf(arguments.model), arguments.folder, arguments.shards, arguments.pairs)


if __name__ == "__main__":
    main()
