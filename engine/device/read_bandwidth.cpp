// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <plm/device.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <fmt/format.h>
#include <memory>
#include <new>
#include <span>
#include <system_error>
#include <thread>
#include <vector>

namespace plm {

namespace {

constexpr std::size_t kBytes = 512U << 20; // more than any processor's caches hold
constexpr int kLeastPasses = 3;
constexpr int kMostPasses = 8;
constexpr std::chrono::duration<double> kEnough{0.25}; // of reading; slow memory is not read for long

using Word = std::uint64_t;

/// Several sums at once, so that no addition waits for the one before it.
Word sumOf(std::span<const Word> words) {
    constexpr std::size_t kSums = 32;
    std::array<Word, kSums> sums{};
    for (; words.size() >= kSums; words = words.subspan(kSums))
        for (std::size_t i = 0; i < kSums; ++i)
            sums[i] += words[i];
    Word sum = 0;
    for (const Word part : sums)
        sum += part;
    return sum;
}

/// Calls work(share) on `threads` threads at once, each with its part of `words`.
template <class Words, class Work>
void inParallel(Words words, std::size_t threads, const Work& work) {
    std::vector<std::jthread> pool;
    const std::size_t share = words.size() / threads;
    for (std::size_t i = 1; i < threads; ++i)
        pool.emplace_back([&work, part = words.subspan(i * share, share)] { work(part); });
    work(words.first(share));
}

/// The best of some passes over `words`, in bytes a second.
Result<double> measure(std::span<Word> words, std::size_t threads, const std::stop_token& stop) {
    // Written first, each part by the thread that reads it: pages come into being when they are written.
    inParallel(words, threads, [](std::span<Word> part) { std::fill(part.begin(), part.end(), Word{1}); });
    std::atomic<Word> total = 0; // used, so that the sums are computed
    double best = 0;
    std::chrono::duration<double> spent{};
    for (int pass = 0; pass < kLeastPasses || (pass < kMostPasses && spent < kEnough); ++pass) {
        if (stop.stop_requested())
            return fail(ErrorKind::Cancelled, "Measuring the memory was cancelled.");
        const auto start = std::chrono::steady_clock::now();
        inParallel(words, threads, [&](std::span<const Word> part) { total += sumOf(part); });
        const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
        spent += seconds;
        best = std::max(best, static_cast<double>(words.size_bytes() / threads * threads) / seconds.count());
    }
    return total.load() > 0 ? best : 0;
}

} // namespace

Result<double> readBandwidth(int threads, const std::stop_token& stop) {
    const std::unique_ptr<Word[]> buffer(new (std::nothrow) Word[kBytes / sizeof(Word)]);
    if (buffer == nullptr)
        return fail(ErrorKind::OutOfMemory, "There is no memory for a buffer to measure reading with.");
    try {
        return measure({buffer.get(), kBytes / sizeof(Word)}, static_cast<std::size_t>(std::max(threads, 1)),
                       stop);
    } catch (const std::system_error&) {
        return fail(ErrorKind::OutOfMemory, fmt::format("The system does not give {} threads.", threads));
    }
}

} // namespace plm
