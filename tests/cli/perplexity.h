// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "program.h"

#include <cstdio>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace peripheral::cli {

/// What the command `perplexity` prints.
struct Perplexity {
    double nats = 0, perplexity = 0, tokens = 0, speed = 0;
};

/// Of a run with these arguments, which has to end well.
inline Perplexity perplexityOf(const std::vector<std::string>& arguments) {
    const Ended ended = run(arguments);
    EXPECT_EQ(ended.status, 0) << ended.err;
    Perplexity found;
    EXPECT_EQ(
        std::sscanf(ended.out.c_str(),
                    "negative log-likelihood %lf nats a token perplexity %lf tokens %lf tokens a second %lf",
                    &found.nats, &found.perplexity, &found.tokens, &found.speed),
        4)
        << ended.out;
    return found;
}

} // namespace peripheral::cli
