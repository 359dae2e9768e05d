// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/product_probe.h"

#include "vulkan/device_plan.h"
#include "vulkan/host/device_file.h"
#include "vulkan/kept_choices.h"
#include "vulkan/sample_product.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <tuple>
#include <type_traits>
#include <vector>

namespace plm::vulkan {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kLeastBytes = std::size_t{1} << 20;   ///< of a matrix: less is no work to speak of
constexpr std::size_t kMostKept = 256;                      ///< choices, the newest
constexpr auto kMostTime = std::chrono::milliseconds(1000); ///< after that each is measured only once
constexpr int kMostRounds = 5;
constexpr double kLongEnough = 1e-3; ///< seconds that what is measured takes, if it can be made to

/// The largest matrix of a layer that lies by rows.
const Matrix& largestOf(const Weights& weights) {
    const Matrix* largest = &weights.head;
    std::size_t most = 0;
    for (const PlannedMatrix& planned : deviceMatrices(weights))
        if (planned.order == LineOrder::Rows && planned.matrix != &weights.head &&
            planned.matrix->bytes() > most) {
            largest = planned.matrix;
            most = largest->bytes();
        }
    return *largest;
}

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

/// Whether it is the same but for the order of sums: some drivers compute nonsense without saying so.
bool agree(std::span<const float> found, std::span<const float> expected) {
    constexpr float kLargestDifference = 1e-3F; // of the largest number
    float largest = 0, off = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const float difference = std::fabs(found[i] - expected[i]);
        largest = std::max(largest, std::fabs(expected[i]));
        off = difference >= 0 ? std::max(off, difference) : std::numeric_limits<float>::infinity();
    }
    return off <= kLargestDifference * largest;
}

/// Whatever else fails only shows that something is not to be had.
bool isFatal(const Error& error) {
    return error.kind == ErrorKind::DeviceLost || error.kind == ErrorKind::Cancelled;
}

/// Measures variants of products with a matrix, those for few tokens or those for many.
class Measuring {
public:
    Measuring(SampleProduct& sample, const DeviceFeatures& features, const std::stop_token& stop)
        : m_sample(sample),
          m_features(features),
          m_stop(stop),
          m_likely(likelyVariants(features)) {}

    /// The place of the fastest, found until `end` or soon after.
    Result<std::uint32_t> few(Clock::time_point end) { return fastest(fewVariants(), m_likely.few, end); }
    Result<std::uint32_t> many(Clock::time_point end) { return fastest(manyVariants(), m_likely.many, end); }

private:
    template <class Variant>
    Result<std::uint32_t> fastest(std::span<const Variant> all, const Variant* likely,
                                  Clock::time_point end) {
        m_sample.begin(std::is_same_v<Variant, ManyVariant>);
        std::vector<double> seconds(all.size(), std::numeric_limits<double>::infinity());
        const auto likelyAt = static_cast<std::size_t>(likely - all.data());
        Status done = findWork(all.front());
        if (done)
            done = time(all, seconds, end);
        if (!done && isFatal(done.error()))
            return tl::unexpected(done.error());
        return static_cast<std::uint32_t>(fastestOf(seconds, likelyAt));
    }

    /// Enough of it, and what comes out.
    template <class Variant>
    Status findWork(const Variant& baseline) {
        Result<double> seconds = run(baseline); // whose driver may still be at it
        do
            seconds = run(baseline);
        while (seconds && *seconds < kLongEnough && m_sample.grow());
        if (!seconds)
            return tl::unexpected(seconds.error());
        auto outputs = m_sample.outputs();
        if (!outputs)
            return tl::unexpected(outputs.error());
        m_expected = std::move(*outputs);
        return {};
    }

    /// Medians, of those that are to be had and right.
    template <class Variant>
    Status time(std::span<const Variant> all, std::vector<double>& medians, Clock::time_point end) {
        std::vector<std::size_t> right;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const auto is = isRight(all[i]);
            if (!is)
                return tl::unexpected(is.error());
            if (*is)
                right.push_back(i);
        }
        std::vector<std::vector<double>> times(all.size());
        for (int round = 0; round == 0 || (round < kMostRounds && Clock::now() < end); ++round)
            for (const std::size_t i : right) {
                const auto seconds = run(all[i]);
                if (!seconds)
                    return tl::unexpected(seconds.error());
                times[i].push_back(*seconds);
            }
        for (const std::size_t i : right)
            medians[i] = median(times[i]);
        return {};
    }

    template <class Variant>
    Result<bool> isRight(const Variant& variant) {
        if (!suits(variant, m_features))
            return false;
        if (Status forgotten = m_sample.forgetOutputs(); !forgotten) // or it might do nothing, and be right
            return tl::unexpected(forgotten.error());
        const auto seconds = run(variant);
        if (!seconds)
            return isFatal(seconds.error()) ? Result<bool>(tl::unexpected(seconds.error())) : false;
        const auto outputs = m_sample.outputs();
        if (!outputs)
            return tl::unexpected(outputs.error());
        return agree(*outputs, m_expected);
    }

    Result<double> run(const FewVariant& variant) { return run({&variant, m_likely.many}); }
    Result<double> run(const ManyVariant& variant) { return run({m_likely.few, &variant}); }
    Result<double> run(const ProductVariants& variants) {
        if (m_stop.stop_requested())
            return fail(ErrorKind::Cancelled, "Making the device ready was cancelled.");
        return m_sample.run(variants);
    }

    SampleProduct& m_sample;
    const DeviceFeatures& m_features;
    const std::stop_token& m_stop;
    ProductVariants m_likely;
    std::vector<float> m_expected;
};

MeasuredMatrix measuredOf(const Matrix& matrix) {
    const auto [bits, offset, scaleValues, minima, block, tile] =
        DeviceLayout(matrix, LineOrder::Rows).constants();
    return {.form = {bits, offset, scaleValues, minima, block},
            .rows = static_cast<std::uint32_t>(matrix.rows),
            .columns = static_cast<std::uint32_t>(matrix.columns)};
}

Result<KeptChoice> measure(SampleProduct& sample, const Matrix& matrix, const DeviceFeatures& features,
                           const std::stop_token& stop) {
    Measuring measuring(sample, features, stop);
    const auto many = measuring.many(Clock::now() + kMostTime / 2);
    if (!many)
        return tl::unexpected(many.error());
    const auto few = measuring.few(Clock::now() + kMostTime / 2);
    if (!few)
        return tl::unexpected(few.error());
    return KeptChoice{measuredOf(matrix), *few, *many};
}

ProductVariants variantsOf(const KeptChoice& choice) {
    return {&fewVariants()[choice.few], &manyVariants()[choice.many]};
}

/// What was measured before with such a matrix, if the device can still have it.
const KeptChoice* findKept(std::span<const KeptChoice> kept, const Matrix& matrix,
                           const DeviceFeatures& features) {
    const auto found = std::ranges::find(kept, measuredOf(matrix), &KeptChoice::matrix);
    const bool isThere = found != kept.end() && suits(*variantsOf(*found).few, features) &&
                         suits(*variantsOf(*found).many, features);
    return isThere ? &*found : nullptr;
}

/// The last one is new.
void keep(const DeviceFile& file, std::vector<KeptChoice> choices, DriverId driver) {
    if (choices.size() > kMostKept)
        choices.erase(choices.begin(), choices.end() - kMostKept);
    std::ignore = file.write(toBytes(choices, driver)); // nothing but time is lost
}

} // namespace

Result<ProductVariants> chooseProducts(const Device& device, Recording& recording, Pipelines& pipelines,
                                       const Weights& weights, const std::filesystem::path& folder,
                                       const std::stop_token& stop) {
    const DeviceFeatures& features = device.features();
    const DeviceFile file(device, folder, "products", "PLMPROD1");
    const Matrix& matrix = largestOf(weights);
    if (!file.isKept() || features.hidden || matrix.bytes() < kLeastBytes)
        return likelyVariants(features);
    const DriverId driver(device.properties().pipelineCacheUUID);
    std::vector<KeptChoice> kept = choicesFrom(file.read(), driver).value_or(std::vector<KeptChoice>());
    if (const KeptChoice* found = findKept(kept, matrix, features))
        return variantsOf(*found);
    const auto sample = SampleProduct::create(device, recording, pipelines, matrix);
    const auto measured = sample ? measure(**sample, matrix, features, stop)
                                 : Result<KeptChoice>(tl::unexpected(sample.error()));
    if (!measured)
        return isFatal(measured.error()) ? Result<ProductVariants>(tl::unexpected(measured.error()))
                                         : likelyVariants(features);
    std::erase_if(kept, [&](const KeptChoice& one) { return one.matrix == measured->matrix; });
    kept.push_back(*measured);
    keep(file, std::move(kept), driver);
    return variantsOf(*measured);
}

} // namespace plm::vulkan
