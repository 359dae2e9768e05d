// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gguf/file.h"
#include "golden.h"
#include "temporary_folder.h"

#include <plm/quantise.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <gtest/gtest.h>

namespace plm {
namespace {

/// The most that our error may be, with llama.cpp's as the unit.
constexpr double kMostRatio = 1.02;

std::vector<float> decoded(const gguf::Tensor& tensor) {
    std::vector<float> values(tensor.bytes / tensor.format->blockBytes * tensor.format->blockValues);
    tensor.format->decode(tensor.data.data(), values.data(), values.size());
    return values;
}

double squaredError(const gguf::Tensor& tensor, const std::vector<float>& exact) {
    const std::vector<float> values = decoded(tensor);
    EXPECT_EQ(values.size(), exact.size()) << tensor.name;
    double sum = 0;
    for (std::size_t i = 0; i < std::min(values.size(), exact.size()); ++i)
        sum += std::pow(static_cast<double>(values[i]) - exact[i], 2);
    return sum;
}

/// llama-quantize made the golden files "NAME-TYPE.gguf" of "NAME-F32.gguf".
class GoldenQuantisation : public testing::TestWithParam<const char*> {
protected:
    void SetUp() override {
        m_folder = test::goldenFolder("golden");
        if (!m_folder)
            GTEST_SKIP() << "no golden data: set PERIPHERAL_SHARED to the folder that holds golden/";
    }
    static std::string type() {
        return std::string(GetParam()).substr(std::string(GetParam()).find('-') + 1);
    }
    [[nodiscard]] std::filesystem::path source() const {
        const std::string name = GetParam();
        return *m_folder / (name.substr(0, name.find('-')) + "-F32.gguf");
    }
    [[nodiscard]] Status quantise(const std::filesystem::path& to) const {
        auto quantisation = Quantisation::prepare(source(), {.type = type(), .threads = 1});
        return quantisation ? quantisation->write(to) : tl::unexpected(quantisation.error());
    }

    std::optional<std::filesystem::path> m_folder;
    test::TemporaryFolder m_scratch;
};

TEST_P(GoldenQuantisation, ErrsNoMoreThanLlamaCpp) {
    const auto done = quantise(m_scratch / "ours.gguf");
    ASSERT_TRUE(done) << done.error().message;
    const auto exact = gguf::File::open(source());
    const auto ours = gguf::File::open(m_scratch / "ours.gguf");
    const auto theirs = gguf::File::open(*m_folder / (std::string(GetParam()) + ".gguf"));
    ASSERT_TRUE(exact && ours && theirs);
    ASSERT_EQ(ours->tensors().size(), theirs->tensors().size());
    double ourSum = 0;
    double theirSum = 0;
    double worst = 0;
    for (const gguf::Tensor& their : theirs->tensors()) {
        const gguf::Tensor* our = ours->tensor(their.name);
        ASSERT_NE(our, nullptr) << their.name;
        ASSERT_EQ(our->format, their.format) << their.name;
        const auto values = decoded(*exact->tensor(their.name));
        const double ourError = squaredError(*our, values);
        const double theirError = squaredError(their, values);
        EXPECT_LE(std::sqrt(ourError), kMostRatio * std::sqrt(theirError))
            << their.name << " " << their.format->name;
        worst = theirError > 0 ? std::max(worst, std::sqrt(ourError / theirError)) : worst;
        ourSum += ourError;
        theirSum += theirError;
    }
    ASSERT_GT(theirSum, 0);
    EXPECT_LE(std::sqrt(ourSum), kMostRatio * std::sqrt(theirSum));
    std::printf("%s: error %.4f of llama.cpp's, %.4f in the worst tensor\n", GetParam(),
                std::sqrt(ourSum / theirSum), worst);
}

TEST_P(GoldenQuantisation, SaysTheSameOfTheFile) {
    const auto done = quantise(m_scratch / "ours.gguf");
    ASSERT_TRUE(done) << done.error().message;
    const auto ours = gguf::File::open(m_scratch / "ours.gguf");
    const auto theirs = gguf::File::open(*m_folder / (std::string(GetParam()) + ".gguf"));
    ASSERT_TRUE(ours && theirs);
    EXPECT_EQ(ours->metadata().size(), theirs->metadata().size());
    for (const char* key : {"general.file_type", "general.quantization_version"})
        EXPECT_EQ(*ours->unsignedInteger(key), *theirs->unsignedInteger(key)) << key;
    EXPECT_EQ(ours->bytes().size(), theirs->bytes().size());
}

INSTANTIATE_TEST_SUITE_P(Files, GoldenQuantisation,
                         testing::Values("tiny-Q8_0", "tiny-Q4_0", "tiny-Q4_1", "tiny-Q5_0", "tiny-Q5_1",
                                         "tiny-Q4_K_S", "tiny-Q4_K_M", "tiny-Q5_K_M", "tiny-Q6_K", "tiny-F16",
                                         "tiny-BF16", "odd-Q8_0", "odd-Q4_0", "odd-Q5_1", "odd-Q4_K_M",
                                         "odd-F16"),
                         [](const auto& test) {
                             std::string name = test.param;
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name;
                         });

} // namespace
} // namespace plm
