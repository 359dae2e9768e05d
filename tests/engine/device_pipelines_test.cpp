// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "executor_named.h"
#include "synthetic_session.h"
#include "temporary_folder.h"

#include <fstream>
#include <iterator>

namespace {

using namespace plm;
using namespace plm::test;

/// What a device's driver made of the shaders, kept in a folder.
class DevicePipelines : public testing::Test {
protected:
    void SetUp() override {
        if (const auto there = executorNamed("vulkan")->check(); !there)
            GTEST_SKIP() << there.error().message;
    }
    [[nodiscard]] std::filesystem::path folder() const { return m_folder / "below" / "pipelines"; }
    [[nodiscard]] std::unique_ptr<Session> open() const {
        return m_models.open({.executor = executorNamed("vulkan"), .pipelineCache = folder()});
    }
    [[nodiscard]] std::vector<std::filesystem::path> files() const {
        std::vector<std::filesystem::path> all;
        for (const auto& entry : std::filesystem::directory_iterator(folder()))
            if (entry.path().extension() == ".pipelines")
                all.push_back(entry.path());
        return all;
    }
    [[nodiscard]] std::string contents() const {
        std::ifstream file(files().front(), std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    void write(const std::string& bytes) const {
        std::ofstream(files().front(), std::ios::binary | std::ios::trunc) << bytes;
    }

private:
    TemporaryFolder m_folder;
    SyntheticSession m_models;
};

TEST_F(DevicePipelines, AreKeptInAFile) {
    ASSERT_TRUE(open());
    ASSERT_EQ(files().size(), 1U);
    EXPECT_TRUE(contents().starts_with("PLMPIPE1"));
    const auto written = std::filesystem::last_write_time(files().front());
    ASSERT_TRUE(open());
    EXPECT_EQ(std::filesystem::last_write_time(files().front()), written) << "nothing is new";
    EXPECT_EQ(files().size(), 1U);
}

TEST_F(DevicePipelines, ThatAreDamagedOrAnotherDevicesAreMadeAnew) {
    ASSERT_TRUE(open());
    const std::string sound = contents();
    for (const std::size_t at : {std::size_t{0}, std::size_t{9}, std::size_t{30}, sound.size() - 1}) {
        std::string damaged = sound;
        damaged[at] = static_cast<char>(damaged[at] ^ 1);
        write(damaged);
        ASSERT_TRUE(open()) << at;
        EXPECT_EQ(contents(), sound) << at;
    }
    for (const std::size_t bytes : {std::size_t{0}, std::size_t{20}, sound.size() / 2}) {
        write(sound.substr(0, bytes));
        ASSERT_TRUE(open()) << bytes;
        EXPECT_EQ(contents(), sound) << bytes;
    }
}

TEST_F(DevicePipelines, CannotBeKeptWhereThereIsAFile) {
    std::filesystem::create_directories(folder().parent_path());
    std::ofstream(folder()) << "no folder";
    const auto session = open();
    ASSERT_TRUE(session) << "only time is lost";
    EXPECT_TRUE(session->evaluate(randomTokens(3), {}));
}

} // namespace
