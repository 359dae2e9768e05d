// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shader_test.h"

#include <stdexcept>
#include <utility>

namespace plm::test {

namespace {

constexpr std::size_t kGuard = 64;

std::unique_ptr<Computing> shared;
bool used = false; // a device by any test

/// What is said when the device is let go, as of something that was not destroyed, counts too.
class Closing final : public testing::Environment {
public:
    void TearDown() override {
        shared.reset();
        if (used) {
            EXPECT_EQ(Validation::on().takeMessages(), "");
        }
    }
};

[[maybe_unused]] const testing::Environment* const kClosing =
    testing::AddGlobalTestEnvironment(new Closing); // GoogleTest's from here on

/// What a test cannot go on without.
template <class T>
T need(Result<T> made) {
    if (!made)
        throw std::runtime_error(made.error().message);
    return std::move(*made);
}

} // namespace

void ValidatedTest::SetUp() {
    used = true;
    const std::string& missing = Validation::on().missing();
    if (!missing.empty())
        GTEST_SKIP() << missing;
}

void ValidatedTest::TearDown() {
    EXPECT_EQ(Validation::on().takeMessages(), "");
}

Computing::Computing()
    : device(need(vulkan::Device::open(0))),
      recording(need(vulkan::Recording::create(*device))),
      pipelines(*device) {}

Computing& ShaderTest::computing() {
    if (!shared)
        shared = std::make_unique<Computing>();
    return *shared;
}

Numbers::Numbers(const Computing& computing, std::size_t count)
    : m_buffer(
          need(vulkan::Buffer::create(*computing.device, (count + kGuard) * 4, vulkan::BufferUse::Readback))),
      m_count(count) {
    std::ranges::fill(m_buffer.as<std::uint32_t>(), kUnwritten);
}

bool Numbers::guardIsWhole() const {
    return std::ranges::all_of(m_buffer.as<const std::uint32_t>().subspan(m_count),
                               [](std::uint32_t word) { return word == kUnwritten; });
}

} // namespace plm::test
