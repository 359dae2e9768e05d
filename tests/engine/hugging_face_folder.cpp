// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hugging_face_folder.h"

#include "small_vocabulary.h"

#include <cstring>
#include <fstream>
#include <numeric>

namespace plm::test {

namespace {

void writeJson(const std::filesystem::path& path, const Json& value) {
    if (!value.is_null())
        writeBytes(path, value.dump(1));
}

/// Bytes of a tensor whose values are small, finite, and not the same, whatever the type.
TensorBytes tensorOf(const std::string& type, std::vector<std::uint64_t> shape, unsigned seed) {
    const auto values = std::accumulate(shape.begin(), shape.end(), std::uint64_t{1}, std::multiplies<>());
    TensorBytes tensor{type, std::move(shape), {}};
    for (std::uint64_t i = 0; i < values; ++i) {
        const auto number = static_cast<std::uint16_t>(0x3000 + (i * 31 + seed * 7) % 0x0800);
        const auto high = static_cast<std::uint32_t>(number) << 16;
        if (type == "F32")
            tensor.bytes.append(reinterpret_cast<const char*>(&high), sizeof high);
        else
            tensor.bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
    }
    return tensor;
}

Json configOf(const HyperParameters& shape) {
    return {{"architectures", {"PLMForCausalLM"}},
            {"model_type", "plm"},
            {"hidden_act", "relu2"},
            {"hidden_size", shape.embedding},
            {"intermediate_size", shape.feedForward},
            {"kv_lora_rank", shape.latentRank},
            {"max_position_embeddings", shape.contextLength},
            {"num_attention_heads", shape.heads},
            {"num_hidden_layers", shape.layers},
            {"num_key_value_heads", shape.heads},
            {"q_lora_rank", nullptr},
            {"qk_nope_head_dim", shape.noPositionWidth},
            {"qk_rope_head_dim", shape.rotaryWidth},
            {"rms_norm_eps", 1e-6},
            {"rope_scaling", nullptr},
            {"rope_theta", 100000.0},
            {"tie_word_embeddings", true},
            {"v_head_dim", shape.valueWidth},
            {"vocab_size", shape.vocabulary}};
}

void addTensors(const HyperParameters& s, const std::string& type,
                std::map<std::string, TensorBytes>& tensors) {
    const auto add = [&](const std::string& name, std::vector<int> shape) {
        const bool isNorm = shape.size() == 1;
        tensors[name + ".weight"] = tensorOf(isNorm ? "BF16" : type, {shape.begin(), shape.end()},
                                             static_cast<unsigned>(tensors.size()));
    };
    add("model.embed_tokens", {s.vocabulary, s.embedding});
    add("model.norm", {s.embedding});
    for (int layer = 0; layer < s.layers; ++layer) {
        const std::string at = "model.layers." + std::to_string(layer) + ".";
        add(at + "input_layernorm", {s.embedding});
        add(at + "self_attn.q_proj", {s.heads * (s.noPositionWidth + s.rotaryWidth), s.embedding});
        add(at + "self_attn.kv_a_proj_with_mqa", {s.latentRank + s.rotaryWidth, s.embedding});
        add(at + "self_attn.kv_a_layernorm", {s.latentRank});
        add(at + "self_attn.kv_b_proj", {s.heads * (s.noPositionWidth + s.valueWidth), s.latentRank});
        add(at + "self_attn.o_proj", {s.embedding, s.heads * s.valueWidth});
        add(at + "post_attention_layernorm", {s.embedding});
        add(at + "mlp.up_proj", {s.feedForward, s.embedding});
        add(at + "mlp.down_proj", {s.embedding, s.feedForward});
    }
}

/// How Qwen2's text is cut and normalised.
Json qwen2Rules() {
    return Json::parse(R"json({
        "normalizer": {"type": "NFC"},
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [
            {"type": "Split", "behavior": "Isolated", "invert": false, "pattern": {"Regex":
                "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"}},
            {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": false, "use_regex": false}]},
        "model": {"type": "BPE", "byte_fallback": false, "continuing_subword_prefix": "", "unk_token": null}
    })json");
}

} // namespace

void HuggingFaceFolder::write(const std::filesystem::path& folder) const {
    std::filesystem::create_directories(folder);
    writeJson(folder / "config.json", config);
    writeJson(folder / "tokenizer.json", tokenizer);
    writeJson(folder / "tokenizer_config.json", tokenizerConfig);
    writeJson(folder / "generation_config.json", generationConfig);
    writeBytes(folder / "model.safetensors", safetensorsOf(tensors));
}

void HuggingFaceFolder::writeShards(const std::filesystem::path& folder, std::size_t count) const {
    write(folder);
    std::filesystem::remove(folder / "model.safetensors");
    std::vector<std::map<std::string, TensorBytes>> shards(count);
    Json map = Json::object();
    std::size_t next = 0;
    for (const auto& [name, tensor] : tensors) {
        const std::size_t shard = next++ % count;
        shards[shard][name] = tensor;
        map[name] = "model-" + std::to_string(shard) + ".safetensors";
    }
    for (std::size_t i = 0; i < count; ++i)
        writeBytes(folder / ("model-" + std::to_string(i) + ".safetensors"), safetensorsOf(shards[i]));
    writeJson(folder / "model.safetensors.index.json", {{"weight_map", map}});
}

HyperParameters smallShape() {
    HyperParameters shape;
    shape.layers = 2;
    shape.embedding = 24;
    shape.feedForward = 40;
    shape.heads = 3;
    shape.latentRank = 16;
    shape.noPositionWidth = 6;
    shape.rotaryWidth = 4;
    shape.valueWidth = 8;
    shape.vocabulary = static_cast<int>(smallVocabulary().tokens.size()) + 2;
    shape.contextLength = 64;
    shape.rotaryBase = 100000;
    shape.normEpsilon = 1e-6F;
    return shape;
}

Json smallTokenizer() {
    const VocabularyKeys keys = smallVocabulary();
    Json tokenizer = qwen2Rules();
    Json& model = tokenizer["model"];
    model["vocab"] = Json::object();
    model["merges"] = keys.merges;
    tokenizer["added_tokens"] = Json::array();
    for (std::size_t id = 0; id < keys.tokens.size(); ++id) {
        if (keys.types[id] == 1)
            model["vocab"][keys.tokens[id]] = id;
        else if (keys.types[id] != 5)
            tokenizer["added_tokens"].push_back(
                {{"id", id}, {"content", keys.tokens[id]}, {"special", keys.types[id] == 3}});
    }
    return tokenizer;
}

HuggingFaceFolder smallFolder(const std::string& type) {
    const HyperParameters shape = smallShape();
    HuggingFaceFolder folder;
    folder.config = configOf(shape);
    folder.tokenizer = smallTokenizer();
    folder.tokenizerConfig = {{"bos_token", nullptr},
                              {"eos_token", "<|endoftext|>"},
                              {"pad_token", {{"content", "<|endoftext|>"}}},
                              {"chat_template", "{{ messages }}"}};
    addTensors(shape, type, folder.tensors);
    return folder;
}

std::string safetensorsOf(const std::map<std::string, TensorBytes>& tensors) {
    Json header = {{"__metadata__", {{"format", "pt"}}}};
    std::string data;
    for (const auto& [name, tensor] : tensors) {
        const std::size_t begin = data.size();
        data += tensor.bytes;
        header[name] = {
            {"dtype", tensor.type}, {"shape", tensor.shape}, {"data_offsets", {begin, data.size()}}};
    }
    const std::string text = header.dump();
    const std::uint64_t length = text.size();
    std::string bytes(sizeof length, '\0');
    std::memcpy(bytes.data(), &length, sizeof length);
    return bytes + text + data;
}

void writeBytes(const std::filesystem::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

} // namespace plm::test
