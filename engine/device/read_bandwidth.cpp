// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <plm/device.h>
#include <plm/machine.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <fmt/format.h>
#include <memory>
#include <new>
#include <span>
#include <sys/mman.h>
#include <system_error>
#include <thread>
#include <vector>

namespace plm {

namespace {

constexpr std::size_t kLeastBytes = std::size_t{64} << 20;
constexpr std::size_t kHugePage = std::size_t{2} << 20;
constexpr int kLeastPasses = 5;
constexpr int kMostPasses = 8;
constexpr std::chrono::duration<double> kEnough{0.25}; // of reading; slow memory is not read for long

using Word = std::uint64_t;

/// Memory that begins on a huge page. Reading through small pages waits for the table of pages besides.
class Buffer {
public:
    explicit Buffer(std::size_t bytes)
        : m_bytes(bytes),
          m_memory(::operator new (bytes, std::align_val_t{kHugePage}, std::nothrow)) {
        if (m_memory != nullptr)
            (void)::madvise(m_memory, bytes, MADV_HUGEPAGE); // before the first page is there
    }
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;
    ~Buffer() { ::operator delete (m_memory, std::align_val_t{kHugePage}, std::nothrow); }
    [[nodiscard]] bool isThere() const { return m_memory != nullptr; }
    [[nodiscard]] std::span<Word> words() const {
        return {static_cast<Word*>(m_memory), m_bytes / sizeof(Word)};
    }

private:
    std::size_t m_bytes;
    void* m_memory;
};

/// All words, joined by "or" in several chains at once, so that no load waits for what is done with another:
/// as many as fit half of any processor's vector registers, two cache lines of them.
Word joined(std::span<const Word> words) {
    constexpr std::size_t kChains = 16;
    std::array<Word, kChains> chains{};
    for (; words.size() >= kChains; words = words.subspan(kChains))
        for (std::size_t i = 0; i < kChains; ++i)
            chains[i] |= words[i];
    Word all = 0;
    for (const Word chain : chains)
        all |= chain;
    return all;
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

/// Some passes over `words`, each in bytes a second.
Result<std::vector<double>> measurePasses(std::span<Word> words, std::size_t threads,
                                          const std::stop_token& stop) {
    // Written first, each part by the thread that reads it: pages come into being when they are written.
    inParallel(words, threads, [](std::span<Word> part) { std::fill(part.begin(), part.end(), Word{1}); });
    const std::size_t bytes = words.size_bytes() / threads * threads;
    std::atomic<Word> used = 0; // so that the words are joined
    std::vector<double> rates;
    std::chrono::duration<double> spent{};
    for (int pass = 0; pass < kLeastPasses || (pass < kMostPasses && spent < kEnough); ++pass) {
        if (stop.stop_requested())
            return fail(ErrorKind::Cancelled, "Measuring the memory was cancelled.");
        const auto start = std::chrono::steady_clock::now();
        inParallel(words, threads, [&](std::span<const Word> part) { used |= joined(part); });
        const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
        spent += seconds;
        rates.push_back(static_cast<double>(bytes) / seconds.count());
    }
    return used.load() > 0 ? rates : std::vector<double>();
}

/// `bytes`, or less where the machine has little memory to spare.
std::size_t affordable(std::size_t bytes) {
    const std::uint64_t available = availableMemory().value_or(~std::uint64_t{0});
    return std::min<std::uint64_t>(bytes, std::max<std::uint64_t>(available / 4, kLeastBytes)) / kHugePage *
           kHugePage;
}

} // namespace

Result<std::vector<double>> readRates(int threads, std::size_t bytes, const std::stop_token& stop) {
    const Buffer buffer(affordable(std::max(bytes, kHugePage)));
    if (!buffer.isThere())
        return fail(ErrorKind::OutOfMemory, "There is no memory for a buffer to measure reading with.");
    try {
        return measurePasses(buffer.words(), static_cast<std::size_t>(std::max(threads, 1)), stop);
    } catch (const std::system_error&) {
        return fail(ErrorKind::OutOfMemory, fmt::format("The system does not give {} threads.", threads));
    }
}

Result<double> readBandwidth(int threads, const std::stop_token& stop) {
    return readRates(threads, kReadBytes, stop).map([](const std::vector<double>& rates) {
        return *std::max_element(rates.begin(), rates.end());
    });
}

} // namespace plm
