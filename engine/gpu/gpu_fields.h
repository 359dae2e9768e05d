// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/object_reader.h"

#include <plm/gpu_records.h>

#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace plm::gpu {

// The keys of what is said and kept of GPUs, each named once, for reading and for writing (describe()).

inline constexpr std::size_t kMostText = 4096; ///< bytes; what is written is cut a little before
inline constexpr std::size_t kCutText = kMostText - 64;
inline constexpr std::size_t kMostItems = 256;                            ///< of a list
inline constexpr double kMostNumber = std::numeric_limits<double>::max(); // wrong logits diverge by anything

inline constexpr std::array kKinds{GpuKind::Other, GpuKind::Integrated, GpuKind::Discrete, GpuKind::Virtual,
                                   GpuKind::Cpu};
inline constexpr std::array kOutcomes{GpuOutcome::Found,  GpuOutcome::Crashed,     GpuOutcome::Hung,
                                      GpuOutcome::Failed, GpuOutcome::Disagreed,   GpuOutcome::Slower,
                                      GpuOutcome::Faster, GpuOutcome::EndedProgram};
constexpr const auto& all(GpuKind /*of*/) {
    return kKinds;
}
constexpr const auto& all(GpuOutcome /*of*/) {
    return kOutcomes;
}

template <class Fields>
void describe(Fields& fields, GpuLimits& limits) {
    fields("workgroup_invocations", limits.invocations);
    fields("shared_memory_bytes", limits.sharedMemoryBytes);
    fields("storage_buffers", limits.storageBuffers);
    fields("push_constant_bytes", limits.pushConstantBytes);
    fields("storage_buffer_bytes", limits.storageBufferBytes);
    fields("subgroup_size", limits.subgroupSize);
}

template <class Fields>
void describe(Fields& fields, GpuFeatures& features) {
    fields("storage_8bit", features.storage8);
    fields("storage_16bit", features.storage16);
    fields("float16", features.float16);
    fields("int8", features.int8);
    fields("timeline_semaphore", features.timelineSemaphore);
    fields("integer_dot_product", features.integerDotProduct);
}

template <class Fields>
void describe(Fields& fields, GpuDevice& device) {
    fields("number", device.number);
    fields("name", device.name);
    fields("kind", device.kind);
    fields("driver", device.driver);
    fields("driver_version", device.driverVersion);
    fields("api_version", device.apiVersion);
    fields("memory_bytes", device.memoryBytes);
    fields("unified_memory", device.unified);
    fields("limits", device.limits);
    fields("features", device.features);
}

template <class Fields>
void describe(Fields& fields, GpuTrouble& trouble) {
    fields("outcome", trouble.outcome);
    fields("reason", trouble.reason);
}

template <class Fields>
void describe(Fields& fields, GpuMeasure& measure) {
    fields("outcome", measure.outcome);
    fields("reason", measure.reason);
    fields("model_shape", measure.modelShape);
    fields("threads", measure.threads);
    fields("gpu_tokens_s", measure.gpuSpeed);
    fields("cpu_tokens_s", measure.cpuSpeed);
    fields("divergence", measure.divergence);
    fields("upload_s", measure.uploadSeconds);
}

template <class Fields>
void describe(Fields& fields, KnownGpu& gpu) {
    fields("device", gpu.device);
    fields("trouble", gpu.trouble);
    fields("measures", gpu.measures);
}

template <class Fields>
void describe(Fields& fields, GpuRecords& records) {
    fields("print", records.print);
    fields("trouble", records.trouble);
    fields("gpus", records.gpus);
}

/// Makes JSON of what describe() names.
class FieldWriter {
public:
    template <class Value>
    void operator()(const char* key, Value& value) {
        m_object[key] = jsonOf(value);
    }
    [[nodiscard]] nlohmann::ordered_json take() { return std::move(m_object); }

    template <class Value>
    static nlohmann::ordered_json jsonOf(Value& value) {
        if constexpr (std::is_same_v<Value, double>)
            return std::isfinite(value) ? nlohmann::ordered_json(value) : nlohmann::ordered_json();
        else if constexpr (std::is_same_v<Value, std::string>)
            return value.substr(0, kCutText);
        else if constexpr (std::is_arithmetic_v<Value>)
            return value;
        else if constexpr (std::is_enum_v<Value>)
            return toString(value);
        else
            return jsonOfParts(value);
    }

private:
    template <class Value>
    static nlohmann::ordered_json jsonOfParts(Value& value) {
        FieldWriter fields;
        describe(fields, value);
        return fields.take();
    }
    template <class Value>
    static nlohmann::ordered_json jsonOfParts(std::optional<Value>& value) {
        return value ? jsonOf(*value) : nlohmann::ordered_json();
    }
    template <class Value>
    static nlohmann::ordered_json jsonOfParts(std::vector<Value>& values) {
        auto list = nlohmann::ordered_json::array();
        for (Value& value : values)
            list.push_back(jsonOf(value));
        return list;
    }

    nlohmann::ordered_json m_object = nlohmann::ordered_json::object();
};

/// Takes what describe() names from a JSON object. What is missing stays as it is.
class FieldReader {
public:
    explicit FieldReader(json::ObjectReader& object) : m_object(object) {}

    template <class Value>
    void operator()(const char* key, Value& value) {
        if constexpr (std::is_same_v<Value, bool>)
            value = m_object.boolean(key).value_or(value);
        else if constexpr (std::is_integral_v<Value>)
            value = static_cast<Value>(
                m_object.wholeWithin(key, 0, std::numeric_limits<Value>::max()).value_or(value));
        else if constexpr (std::is_same_v<Value, double>)
            value = m_object.numberWithin(key, 0, kMostNumber).value_or(value);
        else if constexpr (std::is_enum_v<Value>)
            readName(key, value);
        else if (const json::Json* found = m_object.find(key))
            read(key, *found, value);
    }

private:
    template <class Value>
    void readName(const char* key, Value& value) {
        const auto name = m_object.text(key);
        if (!name)
            return;
        for (const Value one : all(value))
            if (toString(one) == *name)
                return void(value = one);
        m_object.refuse(key, "is none of its values");
    }
    void read(const char* key, const json::Json& found, std::string& value) {
        if (!found.is_string() || found.get_ref<const std::string&>().size() > kMostText)
            return m_object.refuse(key, "is no short text");
        value = found.get<std::string>();
    }
    template <class Value>
    void read(const char* key, const json::Json& found, Value& value) {
        json::ObjectReader object(found, m_object.file(), m_object.pathOf(key));
        FieldReader fields(object);
        describe(fields, value);
        m_object.keep(object.status());
    }
    template <class Value>
    void read(const char* key, const json::Json& found, std::optional<Value>& value) {
        read(key, found, value.emplace());
    }
    template <class Value>
    void read(const char* key, const json::Json& found, std::vector<Value>& values) {
        if (!found.is_array() || found.size() > kMostItems)
            return m_object.refuse(key, "is no short list");
        for (const json::Json& one : found)
            read(key, one, values.emplace_back());
    }

    json::ObjectReader& m_object;
};

} // namespace plm::gpu
