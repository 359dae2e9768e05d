// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/threads.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <thread>
#include <vector>

namespace plm {

/// A fixed set of threads that all work on one loop at a time; the calling thread is one of them. Between
/// loops the others spin for a moment, then sleep, so that a run of short loops costs no wake-ups and idling
/// costs nothing. One caller at a time.
class ThreadPool {
public:
    /// `threads` in all, the caller included; fewer where the system gives no more. `limit` says how many of
    /// them work, and is asked before each loop; null: all.
    explicit ThreadPool(int threads, std::shared_ptr<const ThreadLimit> limit = {});
    ~ThreadPool();
    ThreadPool(const ThreadPool&) = delete;
    ThreadPool& operator=(const ThreadPool&) = delete;

    [[nodiscard]] int threads() const { return static_cast<int>(m_threads.size()) + 1; }

    /// Items that one thread must get at least, `itemWork` multiply-adds each, for sharing them to be worth
    /// its cost; a multiple of `grain`.
    static int grainFor(std::size_t itemWork, int grain);

    /// Calls work(begin, end, thread) for pieces of [0, items), each on whichever thread is free, and returns
    /// when all are done. Pieces are multiples of `grain`, a few for each thread: one that is held up holds
    /// up no other but for the piece that it has begun, and none at all where it did not get to begin.
    /// `work` must not throw.
    template <class Work>
    void parallel(int items, int grain, const Work& work) {
        Loop loop{[](const void* context, int begin, int end, int thread) {
                      (*static_cast<const Work*>(context))(begin, end, thread);
                  },
                  &work, items, grain};
        run(loop);
    }

private:
    struct Loop {
        void (*call)(const void* work, int begin, int end, int thread);
        const void* work;
        int items;
        int grain;
        int leastGrains = 0; ///< that a thread takes at a time
    };
    void run(Loop& loop);
    bool enter();
    void leave();
    void close();
    void adjust();
    void rest(int thread) const;
    void runPieces(const Loop& loop, int thread);
    void serve(int thread);
    /// Waits until `value` is no longer `old`.
    static void await(const std::atomic<std::uint32_t>& value, std::uint32_t old);

    const std::shared_ptr<const ThreadLimit> m_limit;
    std::vector<std::thread> m_threads;
    const Loop* m_loop = nullptr;                        ///< while it is open, or a thread is inside
    std::atomic<bool> m_ending{false};                   ///< the threads shall end
    std::atomic<int> m_working{1};                       ///< threads that take part; the others sleep
    alignas(64) std::atomic<std::uint32_t> m_started{0}; ///< loops begun
    alignas(64) std::atomic<int> m_next{0};              ///< the first item that nobody took
    /// kOpen while threads may enter the loop, plus how many of them are inside.
    alignas(64) std::atomic<std::uint32_t> m_inside{0};
};

} // namespace plm
