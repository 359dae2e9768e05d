// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "program.h"
#include "scripted_model.h"
#include "synthetic_model.h"

#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

namespace peripheral::cli {

/// Models that load at once: one of random weights, one that says what it is told to.
class SmallModels : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(plm::test::writeSyntheticModel(random));
        writeScriptedModel(scripted, "abcdef");
    }

    /// The terminal program's output, of a run that ends well.
    [[nodiscard]] static std::string out(const std::vector<std::string>& arguments,
                                         std::string_view input = {}) {
        const Ended ended = run(arguments, input);
        EXPECT_EQ(ended.status, 0) << ended.err;
        return ended.out;
    }

    const ScratchFolder scratch;
    const std::string random = scratch.path("random.gguf"), scripted = scratch.path("scripted.gguf");
};

} // namespace peripheral::cli
