// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "validation.h"
#include "vulkan/host/recording.h"
#include "vulkan/pipelines.h"
#include "vulkan/shaders.h"

#include <algorithm>
#include <bit>
#include <concepts>
#include <cstdint>
#include <gtest/gtest.h>
#include <memory>
#include <span>
#include <vector>

namespace plm::test {

/// Tests on a device: skipped where there is none, and failed by any message of the validation layer.
class ValidatedTest : public testing::Test {
protected:
    void SetUp() override;
    void TearDown() override;
};

/// A device with what it needs to compute; its instance, too, is its own.
struct Computing {
    Computing();

    std::unique_ptr<const vulkan::Device> device;
    std::unique_ptr<vulkan::Recording> recording;
    vulkan::Pipelines pipelines;
};

/// Numbers that a shader is given or writes, with a guard behind them: as floats not numbers, so that reading
/// them spoils a result, and writing them is seen. Lies where the program sees it.
class Numbers {
public:
    /// Of 32 bits each.
    template <class T>
    Numbers(const Computing& computing, std::span<const T> values) : Numbers(computing, values.size()) {
        static_assert(sizeof(T) == 4);
        std::transform(values.begin(), values.end(), words().begin(),
                       [](T value) { return std::bit_cast<std::uint32_t>(value); });
    }
    template <class T>
    Numbers(const Computing& computing, const std::vector<T>& values)
        : Numbers(computing, std::span<const T>(values)) {}
    /// Nothing is written yet: all as the guard.
    Numbers(const Computing& computing, std::size_t count);

    [[nodiscard]] const vulkan::Buffer& buffer() const { return m_buffer; }
    [[nodiscard]] std::span<std::uint32_t> words() const { return as<std::uint32_t>(); }
    [[nodiscard]] std::span<float> floats() const { return as<float>(); }
    [[nodiscard]] bool guardIsWhole() const;

    static constexpr std::uint32_t kUnwritten = 0x7FC0BEEF; ///< no number

private:
    template <class T>
    [[nodiscard]] std::span<T> as() const {
        return m_buffer.as<T>().first(m_count);
    }

    vulkan::Buffer m_buffer;
    std::size_t m_count;
};

/// A shader by itself.
class ShaderTest : public ValidatedTest {
protected:
    /// Of the whole process: what devices make of shaders is kept.
    [[nodiscard]] static Computing& computing();

    template <class... Values>
    [[nodiscard]] static Numbers numbers(const Values&... values) {
        return Numbers(computing(), values...);
    }
    /// Runs it with `bound` as its bindings and waits.
    template <class Arguments, class... Bound>
    static void run(const vulkan::Shader& shader, std::span<const std::uint32_t> constants,
                    const Arguments& arguments, const vulkan::Groups& groups, const Bound&... bound) {
        ASSERT_EQ(sizeof(Arguments), shader.argumentBytes) << shader.name;
        ASSERT_EQ(sizeof...(Bound), shader.bindings) << shader.name;
        const auto pipeline = computing().pipelines.find(shader, constants);
        ASSERT_TRUE(pipeline) << pipeline.error().message;
        computing().recording->dispatch(**pipeline, {&bound.buffer()...}, arguments, groups);
        const Status done = computing().recording->finish();
        ASSERT_TRUE(done) << done.error().message;
        EXPECT_TRUE((bound.guardIsWhole() && ...)) << shader.name << " wrote behind the end of a buffer";
    }
};

/// Workgroups for so many.
constexpr std::uint32_t groupsFor(std::size_t count, std::uint32_t byGroup) {
    return (static_cast<std::uint32_t>(count) + byGroup - 1) / byGroup;
}

} // namespace plm::test
