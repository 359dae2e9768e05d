// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which variant of a product a device computes with: what is chosen of times that were measured, and what is
// kept of it.
#include "model/model_data.h"
#include "shader_test.h"
#include "synthetic_session.h"
#include "temporary_folder.h"
#include "vulkan/kept_choices.h"
#include "vulkan/product_probe.h"
#include "vulkan/sample_product.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <tuple>

namespace {

using namespace plm;
using namespace plm::test;
using namespace plm::vulkan;

constexpr double kNever = std::numeric_limits<double>::infinity();

std::size_t chosenOf(const std::vector<double>& seconds, std::size_t likely) {
    return fastestOf(seconds, likely);
}

TEST(FastestProduct, IsTheFastest) {
    EXPECT_EQ(chosenOf({3, 1, 2}, 0), 1U);
    EXPECT_EQ(chosenOf({3, 1, 2}, 1), 1U);
    EXPECT_EQ(chosenOf({3, 1, 0.5}, 1), 2U);
}

TEST(FastestProduct, IsTheLikelyOneUnlessAnotherIsClearlyFaster) {
    EXPECT_EQ(chosenOf({1.00, 0.97, 1.2}, 0), 0U);
    EXPECT_EQ(chosenOf({1.00, 0.90, 1.2}, 0), 1U);
    EXPECT_EQ(chosenOf({1.00, 0.97, 1.2}, 2), 1U);
}

TEST(FastestProduct, IsNoneThatCouldNotBeMeasured) {
    const double none = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(chosenOf({kNever, 5, kNever}, 0), 1U);
    EXPECT_EQ(chosenOf({4, none, 0, -1}, 0), 0U);
    EXPECT_EQ(chosenOf({none, 4}, 0), 1U);
    EXPECT_EQ(chosenOf({kNever, kNever}, 1), 1U) << "all fail alike";
}

TEST(LikelyProducts, AreTheBaselineWhereADeviceCanNoMore) {
    const ProductVariants least = likelyVariants({});
    EXPECT_EQ(least.few, &fewVariants().front());
    EXPECT_EQ(least.many, &manyVariants().front());
    EXPECT_TRUE(likelyVariants({.subgroupArithmetic = true}).few->shader->subgroups);
}

/// Tokens are never more than a workgroup's by a half, where smaller tiles are to be had.
TEST(ProductTiles, AreSmallerForFewerTokens) {
    for (const ManyVariant& variant : manyVariants()) {
        EXPECT_EQ(tilesFor(variant, 512), variant.tiles) << variant.name;
        for (std::uint32_t tokens = kMostAlike + 1; tokens < 200; ++tokens) {
            const Tiles tiles = tilesFor(variant, tokens);
            EXPECT_TRUE(tokens > tiles.tokens / 2 || tiles.tokens == 16) << variant.name << ", " << tokens;
            EXPECT_LE(tiles.tokens, variant.tiles.tokens);
            EXPECT_GE(tiles.lanes(), 64U) << variant.name << ", " << tokens;
            EXPECT_LE(tiles.sharedBytes(), variant.tiles.sharedBytes()) << variant.name << ", " << tokens;
            EXPECT_EQ(tiles.rows * tiles.tokens % (16 * tiles.rowQuads * tiles.tokenQuads), 0U);
        }
    }
}

constexpr std::array<std::uint8_t, 16> kDriver{1, 2, 3}, kOtherDriver{1, 2, 4};
const std::vector<KeptChoice> kChoices{{{{4, 0, 32, 1, 256}, 8192, 2048}, 5, 1},
                                       {{{8, 0, 0, 0, 32}, 300, 70}, 0, 0}};

TEST(KeptChoices, AreReadBack) {
    EXPECT_EQ(choicesFrom(toBytes(kChoices, kDriver), kDriver), kChoices);
    EXPECT_EQ(choicesFrom(toBytes({}, kDriver), kDriver), std::vector<KeptChoice>());
}

TEST(KeptChoices, OfAnotherDriverAreNone) {
    EXPECT_FALSE(choicesFrom(toBytes(kChoices, kOtherDriver), kDriver));
}

TEST(KeptChoices, OfNoVariantAreNone) {
    auto choices = kChoices;
    choices[1].few = static_cast<std::uint32_t>(fewVariants().size());
    EXPECT_FALSE(choicesFrom(toBytes(choices, kDriver), kDriver));
    choices = kChoices;
    choices[0].many = static_cast<std::uint32_t>(manyVariants().size());
    EXPECT_FALSE(choicesFrom(toBytes(choices, kDriver), kDriver));
}

TEST(KeptChoices, OfOtherVariantsOrCutShortAreNone) {
    const std::vector<std::byte> sound = toBytes(kChoices, kDriver);
    auto bytes = sound;
    bytes[16] ^= std::byte{1}; // the print of the variants
    EXPECT_FALSE(choicesFrom(bytes, kDriver));
    for (std::size_t size = 0; size < sound.size(); ++size) {
        const bool whole = size >= 24 && (size - 24) % 36 == 0;
        EXPECT_EQ(choicesFrom(std::span(sound).first(size), kDriver).has_value(), whole) << size;
    }
}

class ProductProbe : public ShaderTest {
protected:
    [[nodiscard]] std::filesystem::path folder() const { return m_folder / "below" / "pipelines"; }
    [[nodiscard]] static ProductVariants choose(const SyntheticSession& models,
                                                const std::filesystem::path& folder) {
        Computing& c = computing();
        const auto chosen =
            chooseProducts(*c.device, *c.recording, c.pipelines, models.model()->data().weights, folder, {});
        EXPECT_TRUE(chosen) << chosen.error().message;
        return *chosen;
    }
    /// The file that is kept; empty where there is none.
    [[nodiscard]] std::filesystem::path file() const {
        std::error_code none;
        for (const auto& entry : std::filesystem::directory_iterator(folder(), none))
            return entry.path();
        return {};
    }
    [[nodiscard]] std::string contents() const {
        std::ifstream stream(file(), std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    void write(const std::string& bytes) const {
        std::ofstream(file(), std::ios::binary | std::ios::trunc) << bytes;
    }
    /// With a matrix of more than a MiB.
    const SyntheticSession m_large{{.layers = 1, .embedding = 512, .feedForward = 4096}};
    const SyntheticSession m_small;

private:
    TemporaryFolder m_folder;
};

TEST_F(ProductProbe, KeepsWhatItFound) {
    if (computing().device->features().hidden)
        GTEST_SKIP() << "nothing is measured where features are hidden";
    const ProductVariants chosen = choose(m_large, folder());
    EXPECT_TRUE(suits(*chosen.few, computing().device->features()));
    EXPECT_TRUE(suits(*chosen.many, computing().device->features()));
    const std::string written = contents();
    ASSERT_TRUE(written.starts_with("PLMPROD1"));
    const auto time = std::filesystem::last_write_time(file());
    EXPECT_EQ(choose(m_large, folder()), chosen);
    EXPECT_EQ(std::filesystem::last_write_time(file()), time) << "nothing was measured";
    EXPECT_EQ(contents(), written);
}

TEST_F(ProductProbe, MeasuresAgainWhereTheFileIsDamaged) {
    if (computing().device->features().hidden)
        GTEST_SKIP() << "nothing is measured where features are hidden";
    std::ignore = choose(m_large, folder());
    const std::string sound = contents();
    for (const std::size_t at : {std::size_t{9}, std::size_t{30}, sound.size() - 1}) {
        std::string damaged = sound;
        damaged[at] = static_cast<char>(damaged[at] ^ 1);
        write(damaged);
        std::ignore = choose(m_large, folder());
        EXPECT_EQ(contents().size(), sound.size()) << at;
        EXPECT_EQ(contents().substr(0, 24), sound.substr(0, 24)) << at;
    }
}

TEST_F(ProductProbe, MeasuresNothingForSmallModelsOrWithoutAPlace) {
    const ProductVariants likely = likelyVariants(computing().device->features());
    EXPECT_EQ(choose(m_small, folder()), likely);
    EXPECT_EQ(choose(m_large, {}), likely);
    EXPECT_TRUE(file().empty());
}

/// Or a variant that did nothing would be right, and the fastest.
TEST_F(ProductProbe, SeesWhereNothingWasComputed) {
    Computing& c = computing();
    const Matrix& matrix = m_large.model()->data().weights.layers.front().up;
    const auto sample = SampleProduct::create(*c.device, *c.recording, c.pipelines, matrix);
    ASSERT_TRUE(sample);
    const ProductVariants likely = likelyVariants(c.device->features());
    for (const bool ofMany : {true, false}) {
        (*sample)->begin(ofMany);
        ASSERT_TRUE((*sample)->run(likely));
        const auto computed = (*sample)->outputs();
        ASSERT_TRUE(computed);
        EXPECT_TRUE(std::ranges::any_of(*computed, [](float value) { return value != 0; }));
        ASSERT_TRUE((*sample)->forgetOutputs());
        const auto forgotten = (*sample)->outputs();
        ASSERT_TRUE(forgotten);
        EXPECT_TRUE(std::ranges::all_of(*forgotten, [](float value) { return value == 0; }));
    }
}

TEST_F(ProductProbe, StopsWhenAskedTo) {
    if (computing().device->features().hidden)
        GTEST_SKIP() << "nothing is measured where features are hidden";
    std::stop_source stop;
    stop.request_stop();
    Computing& c = computing();
    const auto chosen = chooseProducts(*c.device, *c.recording, c.pipelines, m_large.model()->data().weights,
                                       folder(), stop.get_token());
    ASSERT_FALSE(chosen);
    EXPECT_EQ(chosen.error().kind, ErrorKind::Cancelled);
    EXPECT_TRUE(file().empty());
}

} // namespace
