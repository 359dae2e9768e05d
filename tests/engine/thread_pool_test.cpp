// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "threads/thread_count.h"
#include "threads/thread_pool.h"

#include <gtest/gtest.h>
#include <mutex>
#include <set>

namespace {

using plm::ThreadPool;

TEST(ThreadPool, EveryItemOnceWhateverTheShape) {
    for (const int threads : {1, 2, 3, 8}) {
        ThreadPool pool(threads);
        for (const int items : {0, 1, 3, 4, 5, 63, 64, 1000})
            for (const int grain : {1, 4, 16}) {
                std::vector<int> visits(static_cast<std::size_t>(items));
                pool.parallel(items, grain, [&](int begin, int end, int) {
                    EXPECT_TRUE(begin % grain == 0) << "shares begin on a grain";
                    for (int i = begin; i < end; ++i)
                        ++visits[static_cast<std::size_t>(i)];
                });
                for (const int visit : visits)
                    EXPECT_EQ(visit, 1);
            }
    }
}

TEST(ThreadPool, ThreadsHaveTheirOwnNumber) {
    ThreadPool pool(4);
    std::mutex mutex;
    std::set<int> seen;
    pool.parallel(4, 1, [&](int begin, int end, int thread) {
        EXPECT_EQ(end, begin + 1);
        const std::lock_guard lock(mutex);
        EXPECT_TRUE(seen.insert(thread).second);
    });
    EXPECT_EQ(seen, (std::set<int>{0, 1, 2, 3}));
}

TEST(ThreadPool, ManyShortLoopsSeeEachOthersResults) {
    ThreadPool pool(3);
    std::vector<int> values(48, 0);
    for (int round = 0; round < 5000; ++round)
        pool.parallel(48, 1, [&](int begin, int end, int) {
            for (int i = begin; i < end; ++i)
                ++values[static_cast<std::size_t>((i + round) % 48)];
        });
    for (const int value : values)
        EXPECT_EQ(value, 5000);
}

TEST(ThreadPool, CoresAreCounted) {
    EXPECT_GE(plm::physicalCores(), 1);
    EXPECT_LE(plm::physicalCores(), static_cast<int>(std::thread::hardware_concurrency()));
}

} // namespace
