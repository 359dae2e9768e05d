// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/device_profile.h>

#include <array>
#include <cstdint>
#include <string_view>

namespace plm::profiles {

// What a document has of each part of a profile: keys, in their order, and what their values may be. A
// FieldWriter goes over it, and a FieldReader, so that what one writes the other reads. A value that is
// optional, and a text that is empty, is null where there is none; all others must be there.

/// An enumeration's values by their names.
template <class Value, std::size_t count>
using Names = std::array<std::pair<Value, std::string_view>, count>;

inline constexpr Names<ProfileOrigin, 4> kOrigins{{{ProfileOrigin::Measured, "measured"},
                                                   {ProfileOrigin::Imported, "imported"},
                                                   {ProfileOrigin::Published, "published"},
                                                   {ProfileOrigin::Simulated, "simulated"}}};
inline constexpr Names<ProfileForm, 2> kForms{{{ProfileForm::Quick, "quick"}, {ProfileForm::Full, "full"}}};
inline constexpr Names<BenchTest::Kind, 2> kKinds{
    {{BenchTest::Kind::Prompt, "prompt"}, {BenchTest::Kind::Generation, "generation"}}};

/// The numbers from the first to the second one.
template <class Number>
struct Within {
    Number least, most;
};
using Numbers = Within<double>;
using Wholes = Within<std::uint64_t>;

inline constexpr Wholes kBytes{0, std::uint64_t{1} << 53}; // what a reader of JSON with doubles holds
inline constexpr Wholes kTokens{0, 1 << 24};
inline constexpr Wholes kCores{1, 1 << 20};
inline constexpr Wholes kCount{0, 1 << 30};
inline constexpr Numbers kSeconds{0, 1e9};
inline constexpr Numbers kTimed{1e-9, 1e9}; // something was divided by it
inline constexpr Numbers kRate{0, 1e18};
inline constexpr Numbers kCelsius{-273.15, 1000};
inline constexpr Numbers kMegahertz{0, 1e6};
inline constexpr Numbers kPower{0, 1e9};

template <class Fields>
void describe(Fields& fields, typename Fields::template Of<ProcessorCache>& cache) {
    fields.whole("level", cache.level, Wholes{0, 16});
    fields.text("type", cache.type);
    fields.whole("bytes", cache.bytes, kBytes);
    fields.whole("count", cache.count, kCount);
}

template <class Fields>
void describe(Fields& fields, typename Fields::template Of<Gpu>& gpu) {
    fields.text("name", gpu.name);
    fields.text("driver", gpu.driver);
}

template <class Fields>
void describe(Fields& fields, typename Fields::template Of<Machine>& machine) {
    fields.text("processor", machine.processor);
    fields.text("architecture", machine.architecture);
    fields.whole("cores_physical", machine.physicalCores, kCores);
    fields.whole("cores_logical", machine.logicalCores, kCores);
    fields.texts("instruction_sets", machine.instructionSets);
    fields.objects("caches", machine.caches);
    fields.whole("memory_bytes", machine.memoryBytes, kBytes);
    fields.objects("gpus", machine.gpus);
    fields.number("highest_clock_mhz", machine.highestMegahertz, kMegahertz);
    fields.flag("throttled_ever", machine.throttledEver);
}

template <class Fields>
void describe(Fields& fields, typename Fields::template Of<KernelChoice>& kernels) {
    fields.text("name", kernels.name);
    fields.texts("instruction_sets", kernels.instructionSets);
}

template <class Fields>
void describe(Fields& fields, typename Fields::template Of<RateByThreads>& rate) {
    fields.whole("threads", rate.threads, kCores);
    fields.numbers("per_second", rate.rates, kRate);
}

template <class Fields>
void describe(Fields& fields, typename Fields::template Of<Conditions>& conditions) {
    fields.number("temperature_c", conditions.temperature, kCelsius);
    fields.text("governor", conditions.governor);
    fields.flag("throttled_now", conditions.throttledNow);
    fields.whole("throttle_events", conditions.throttleEvents, kBytes);
    fields.number("clock_mhz", conditions.megahertz, kMegahertz);
}

template <class Fields>
void describe(Fields& fields, typename Fields::template Of<ProfiledModel>& model) {
    fields.text("name", model.name);
    fields.text("type", model.type);
    fields.hash("sha256", model.sha256);
    fields.whole("tensor_bytes", model.tensorBytes, kBytes);
    fields.whole("parameters", model.parameters, kBytes);
    fields.flag("synthetic", model.synthetic);
    fields.whole("layers", model.layers, kCount);
    fields.whole("feed_forward", model.feedForward, kCount);
    fields.whole("cache_bytes_per_token", model.cacheBytesPerToken, kBytes);
    fields.whole("expanded_bytes_per_token", model.expandedBytesPerToken, kBytes);
}

template <class Fields>
void describe(Fields& fields, typename Fields::template Of<ProfiledSettings>& settings) {
    fields.text("executor", settings.executor);
    fields.whole("threads", settings.threads, Wholes{0, kCores.most});
    fields.text("cache_type", settings.cacheType);
    fields.flag("sparse", settings.sparse);
}

template <class Fields>
void describe(Fields& fields, typename Fields::template Of<ProfiledStart>& start) {
    fields.number("load_s", start.load, kSeconds);
    fields.number("first_token_s", start.firstToken, kSeconds);
}

template <class Fields>
void describe(Fields& fields, typename Fields::template Of<ProfiledMemory>& memory) {
    fields.whole("peak_resident_bytes", memory.peakResident, kBytes);
    fields.whole("file_backed_bytes", memory.fileBacked, kBytes);
    fields.whole("anonymous_bytes", memory.anonymous, kBytes);
    fields.whole("weights_in_file_bytes", memory.weightsInFile, kBytes);
    fields.whole("laid_out_weights_bytes", memory.laidOutWeights, kBytes);
    fields.whole("kept_weights_bytes", memory.keptWeights, kBytes);
    fields.whole("cache_reserved_bytes", memory.cacheReserved, kBytes);
}

template <class Fields>
void describe(Fields& fields, typename Fields::template Of<ProfiledCost>& cost) {
    fields.byPart("seconds", cost.seconds, kSeconds);
    fields.byPart("weight_bytes", cost.weightBytes, kRate);
    fields.number("cache_bytes", cost.cacheBytes, kRate);
}

template <class Fields>
void describe(Fields& fields, typename Fields::template Of<ProfiledTest>& test) {
    fields.choice("kind", test.test.kind, kKinds);
    fields.whole("tokens", test.test.tokens, Wholes{1, kTokens.most});
    fields.whole("depth", test.test.depth, kTokens);
    fields.numbers("seconds", test.seconds, kTimed);
    fields.whole("median_of", test.medianOf, kCount);
    fields.object("cost_per_token", test.cost);
    fields.shares("active_by_layer", test.activeByLayer);
    fields.hash("output_hash", test.outputHash);
}

template <class Fields>
void describe(Fields& fields, typename Fields::template Of<SustainedRun::Sample>& sample) {
    fields.number("second", sample.second, kSeconds);
    fields.number("tokens_s", sample.tokensPerSecond, kRate);
    fields.number("temperature_c", sample.temperature, kCelsius);
    fields.number("clock_mhz", sample.megahertz, kMegahertz);
}

template <class Fields>
void describe(Fields& fields, typename Fields::template Of<SustainedRun>& run) {
    fields.objects("samples", run.samples);
}

template <class Fields>
void describe(Fields& fields, typename Fields::template Of<Quality>& quality) {
    fields.text("text", quality.text);
    fields.whole("tokens", quality.tokens, kTokens);
    fields.number("negative_log_likelihood", quality.negativeLogLikelihood, Numbers{0, 100});
}

template <class Fields>
void describe(Fields& fields, typename Fields::template Of<DeviceProfile>& profile) {
    fields.choice("origin", profile.origin, kOrigins);
    fields.choice("form", profile.form, kForms);
    fields.flag("abridged", profile.abridged);
    fields.text("name", profile.name);
    fields.lines("notes", profile.notes);
    fields.text("source", profile.source);
    fields.text("program", profile.program);
    fields.text("measured_at", profile.measuredAt);
    fields.object("machine", profile.machine);
    fields.object("kernels", profile.kernels);
    fields.objects("read_bandwidth", profile.bandwidth);
    fields.objects("compute", profile.compute);
    fields.object("conditions_before", profile.before);
    fields.object("conditions_after", profile.after);
    fields.flag("throttled", profile.throttled);
    fields.number("power_w", profile.watts, kPower);
    fields.number("joules_per_token", profile.joulesPerToken, kPower);
    fields.object("model", profile.model);
    fields.object("settings", profile.settings);
    fields.object("start_cold", profile.cold);
    fields.object("start_warm", profile.warm);
    fields.object("start_kept", profile.kept);
    fields.object("memory", profile.memory);
    fields.objects("tests", profile.tests);
    fields.object("sustained", profile.sustained);
    fields.object("quality", profile.quality);
}

} // namespace plm::profiles
