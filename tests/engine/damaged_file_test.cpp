// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "damage.h"
#include "golden.h"
#include "synthetic_model.h"
#include "temporary_folder.h"

#include <plm/model.h>
#include <plm/model_file.h>
#include <plm/tokenizer.h>

#include <fstream>
#include <gtest/gtest.h>

using namespace plm;

namespace {

constexpr std::size_t kCopies = 200;

/// Opens `path` as far as it goes. An error must be a sentence about the file; a crash ends the test.
template <class Open>
bool opens(const std::filesystem::path& path, const std::string& damage, Open open) {
    const auto opened = open(path);
    if (!opened) {
        EXPECT_NE(opened.error().message.find(path.filename().string()), std::string::npos)
            << damage << ": " << opened.error().message;
        EXPECT_TRUE(opened.error().message.ends_with(".")) << damage << ": " << opened.error().message;
    }
    return opened.has_value();
}

void expectErrorsOrLoads(const std::string& sound) {
    const test::TemporaryFolder folder;
    const auto path = folder / "damaged.gguf";
    std::size_t loads = 0;
    for (const test::Damaged& copy : test::damagedCopies(sound, kCopies, 7)) {
        std::ofstream(path, std::ios::binary) << copy.bytes;
        loads += opens(path, copy.what, ModelFile::read) ? 1 : 0;
        opens(path, copy.what, Tokenizer::open);
        opens(path, copy.what, [](const auto& file) { return Model::open(file); });
    }
    EXPECT_GT(loads, 0U) << "damage to weights alone leaves a file that loads";
    EXPECT_LT(loads, kCopies) << "damage to the header must be noticed";
}

} // namespace

TEST(DamagedFile, OfASyntheticModel) {
    const test::TemporaryFolder folder;
    ASSERT_TRUE(test::writeSyntheticModel(folder / "sound.gguf"));
    expectErrorsOrLoads(test::readBytes(folder / "sound.gguf"));
}

TEST(DamagedFile, OfAGoldenModel) {
    const auto golden = test::goldenFolder("golden");
    if (!golden)
        GTEST_SKIP() << "no golden data: set PERIPHERAL_SHARED";
    expectErrorsOrLoads(test::readBytes(*golden / "tiny-Q4_K_M.gguf"));
}
