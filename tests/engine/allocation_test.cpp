// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Counts what the whole program asks of the heap, so it is a program of its own.
#include "synthetic_session.h"

#include <array>
#include <atomic>
#include <cstdlib>
#include <gtest/gtest.h>
#include <new>

namespace {

std::atomic<std::size_t> allocations = 0;

void* counted(std::size_t bytes) {
    ++allocations;
    void* memory = std::malloc(bytes == 0 ? 1 : bytes);
    if (memory == nullptr)
        throw std::bad_alloc();
    return memory;
}

} // namespace

void* operator new(std::size_t bytes) {
    return counted(bytes);
}
void* operator new[](std::size_t bytes) {
    return counted(bytes);
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete[](void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
    std::free(memory);
}

namespace {

using namespace plm;

/// Tokens one at a time, past several segments of attention.
TEST(Allocation, NoneForATokenAfterTheFirst) {
    test::SyntheticShape shape;
    shape.contextLength = 600;
    const test::SyntheticSession models(shape);
    for (const CacheType cache : {CacheType::F16, CacheType::Q8}) {
        const auto session = models.open({.cache = cache, .threads = 2});
        std::vector<float> logits(test::kSyntheticVocabulary);
        TokenId token = 65;
        ASSERT_TRUE(session->evaluate({&token, 1}, logits));
        const std::size_t before = allocations;
        for (int i = 0; i < 500; ++i) {
            token = 65 + i % 20;
            ASSERT_TRUE(session->evaluate({&token, 1}, logits));
        }
        EXPECT_EQ(allocations - before, 0U);
    }
}

} // namespace
