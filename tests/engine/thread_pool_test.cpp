// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "threads/thread_count.h"
#include "threads/thread_pool.h"

#include <algorithm>
#include <atomic>
#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

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
    std::map<int, std::set<std::thread::id>> seen;
    for (int round = 0; round < 50; ++round)
        pool.parallel(16, 1, [&](int, int, int thread) {
            const std::lock_guard lock(mutex);
            seen[thread].insert(std::this_thread::get_id());
        });
    for (const auto& [number, threads] : seen) {
        EXPECT_TRUE(number >= 0 && number < 4);
        EXPECT_EQ(threads.size(), 1U);
    }
    EXPECT_TRUE(seen.contains(0));
}

TEST(ThreadPool, FewerWorkWhereALimitSaysSo) {
    const auto limit = std::make_shared<plm::ThreadLimit>();
    ThreadPool pool(4, limit);
    const auto workers = [&] {
        std::mutex mutex;
        std::set<int> seen;
        for (int round = 0; round < 50; ++round)
            pool.parallel(64, 1, [&](int, int, int thread) {
                std::this_thread::yield();
                const std::lock_guard lock(mutex);
                seen.insert(thread);
            });
        return seen;
    };
    for (const int threads : {2, 1, 3, 0, 2}) {
        limit->set(threads);
        pool.parallel(64, 1, [](int, int, int) {}); // whoever was inside is out
        const std::set<int> seen = workers();
        EXPECT_TRUE(seen.contains(0));
        EXPECT_LT(*seen.rbegin(), std::max(threads, 1));
    }
    EXPECT_EQ(pool.threads(), 4) << "they are only asleep";
    limit->set(1000);
    std::set<int> seen;
    for (int round = 0; round < 1000 && seen.size() < 4; ++round)
        seen.merge(workers());
    EXPECT_EQ(seen.size(), 4U) << "and come back";
}

TEST(ThreadPool, LimitMayChangeWhileItWorks) {
    const auto limit = std::make_shared<plm::ThreadLimit>();
    for (int pools = 0; pools < 20; ++pools) {
        ThreadPool pool(4, limit); // which may end with threads that are asleep
        std::atomic<bool> done = false;
        std::thread other([&] {
            for (int threads = 0; !done; threads = (threads + 1) % 6)
                limit->set(threads);
        });
        for (int round = 0; round < 200; ++round) {
            std::atomic<int> items = 0;
            pool.parallel(33, 1, [&](int begin, int end, int) { items += end - begin; });
            EXPECT_EQ(items, 33);
        }
        done = true;
        other.join();
        limit->set(pools % 5);
        pool.parallel(8, 1, [](int, int, int) {});
    }
}

/// A thread that is held up leaves the rest to the others.
TEST(ThreadPool, OneSlowPieceHoldsUpNothingElse) {
    ThreadPool pool(2);
    std::atomic<int> done = 0;
    pool.parallel(64, 1, [&](int begin, int end, int) {
        if (begin == 0)
            while (done < 64 - end) // all that is not in this piece
                std::this_thread::yield();
        done += end - begin;
    });
    EXPECT_EQ(done, 64);
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
