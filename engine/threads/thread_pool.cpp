// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "threads/thread_pool.h"

#include <algorithm>
#include <limits>
#include <system_error>
#include <utility>

namespace plm {

namespace {

// Ten to a hundred microseconds, by how long the processor pauses: longer than the gap between two loops of
// one token, shorter than anyone notices.
constexpr int kSpins = 4000;

// A free thread takes one in this many parts, times the threads, of what nobody took yet: large pieces first,
// small ones in the end, so that all are done at nearly the same time.
constexpr int kSharesPerThread = 2;
// The smallest piece, as a part of one thread's even share: each costs a little, and breaks a run of reads.
constexpr int kPiecesPerThread = 16;

// Multiply-adds that take about as long as waking another thread does.
constexpr std::size_t kWorthSharing = 32768;

// Set in m_inside while a loop is open; below it, threads are counted.
constexpr std::uint32_t kOpen = std::uint32_t{1} << 31;

void relax() {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    asm volatile("yield");
#endif
}

} // namespace

ThreadPool::ThreadPool(int threads, std::shared_ptr<const ThreadLimit> limit) : m_limit(std::move(limit)) {
    m_working.store(std::max(threads, 1), std::memory_order_relaxed);
    m_threads.reserve(static_cast<std::size_t>(std::max(threads, 1)));
    try {
        for (int i = 1; i < threads; ++i)
            m_threads.emplace_back([this, i] { serve(i); });
    } catch (const std::system_error&) {
        // No more threads to be had: those that are there do the work, with the same results.
    }
}

ThreadPool::~ThreadPool() {
    m_ending.store(true, std::memory_order_relaxed);
    m_started.fetch_add(1, std::memory_order_release);
    m_started.notify_all();
    m_working.store(std::numeric_limits<int>::max(), std::memory_order_release);
    m_working.notify_all();
    for (std::thread& thread : m_threads)
        thread.join();
}

int ThreadPool::grainFor(std::size_t itemWork, int grain) {
    const std::size_t items = kWorthSharing / std::max<std::size_t>(itemWork, 1);
    const auto multiple = static_cast<std::size_t>(grain);
    return static_cast<int>(std::max(multiple, items / multiple * multiple));
}

void ThreadPool::run(Loop& loop) {
    adjust();
    const int working = m_working.load(std::memory_order_relaxed);
    if (working == 1 || loop.items <= loop.grain) {
        loop.call(loop.work, 0, loop.items, 0);
        return;
    }
    loop.leastGrains = std::max(1, loop.items / loop.grain / (kPiecesPerThread * working));
    m_loop = &loop;
    m_next.store(0, std::memory_order_relaxed);
    m_inside.store(kOpen, std::memory_order_release);
    m_started.fetch_add(1, std::memory_order_release);
    m_started.notify_all();
    runPieces(loop, 0);
    close();
}

/// Lets as many threads work from now on as the limit says.
void ThreadPool::adjust() {
    const int working = m_limit ? std::clamp(m_limit->threads(), 1, threads()) : threads();
    if (working == m_working.load(std::memory_order_relaxed))
        return;
    m_working.store(working, std::memory_order_release);
    m_working.notify_all();
}

/// Sleeps for as long as this thread is one too many. It does not spin: a machine that is too warm gains
/// nothing by a thread that waits busily.
void ThreadPool::rest(int thread) const {
    for (int working = m_working.load(std::memory_order_acquire); thread >= working;
         working = m_working.load(std::memory_order_acquire))
        m_working.wait(working, std::memory_order_acquire);
}

/// Whether this thread is inside the loop now: it must leave() it.
bool ThreadPool::enter() {
    std::uint32_t inside = m_inside.load(std::memory_order_relaxed);
    while ((inside & kOpen) != 0)
        if (m_inside.compare_exchange_weak(inside, inside + 1, std::memory_order_acquire,
                                           std::memory_order_relaxed))
            return true;
    return false;
}

void ThreadPool::leave() {
    // The last one out of a loop that is closed wakes the caller.
    if (m_inside.fetch_sub(1, std::memory_order_acq_rel) == 1)
        m_inside.notify_one();
}

/// Lets nobody in any more, and waits for those that are inside; a thread that comes too late stays out.
void ThreadPool::close() {
    for (std::uint32_t inside = m_inside.fetch_and(~kOpen, std::memory_order_acq_rel) & ~kOpen; inside != 0;
         inside = m_inside.load(std::memory_order_acquire))
        await(m_inside, inside);
}

void ThreadPool::runPieces(const Loop& loop, int thread) {
    const int working = m_working.load(std::memory_order_relaxed);
    int begin = m_next.load(std::memory_order_relaxed);
    while (begin < loop.items) {
        const int left = (loop.items - begin) / loop.grain;
        const int grains = std::max(loop.leastGrains, left / (kSharesPerThread * working));
        const int end = std::min(begin + grains * loop.grain, loop.items);
        if (!m_next.compare_exchange_weak(begin, end, std::memory_order_relaxed))
            continue;
        loop.call(loop.work, begin, end, thread);
        begin = m_next.load(std::memory_order_relaxed);
    }
}

void ThreadPool::serve(int thread) {
    for (std::uint32_t seen = 0;;) {
        await(m_started, seen);
        seen = m_started.load(std::memory_order_acquire);
        if (m_ending.load(std::memory_order_relaxed))
            return;
        rest(thread);
        if (!enter())
            continue;
        runPieces(*m_loop, thread);
        leave();
    }
}

void ThreadPool::await(const std::atomic<std::uint32_t>& value, std::uint32_t old) {
    for (int i = 0; i < kSpins; ++i) {
        if (value.load(std::memory_order_acquire) != old)
            return;
        relax();
    }
    value.wait(old, std::memory_order_acquire);
}

} // namespace plm
