// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/freed_memory.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fmt/format.h>
#include <malloc.h>
#include <pthread.h>
#include <string_view>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <system_error>
#include <unistd.h>

namespace peripheral::kiosk {
namespace {

constexpr const char* kTunables = "GLIBC_TUNABLES";
constexpr const char* kStartedAnew = "PERIPHERAL_KIOSK_STARTED_ANEW"; ///< guards against doing so forever

struct Tunable {
    std::string_view name, value;
};
/// Blocks that wait in a thread's cache to be used again are not overwritten: hence no such caches.
constexpr std::array<Tunable, 2> kWanted{
    {{"glibc.malloc.perturb", "165"}, {"glibc.malloc.tcache_count", "0"}}};
static_assert(kFreedFill == 165);

/// Calls `take` with each "name=value" of the list.
template <class Take>
void forEach(std::string_view list, const Take& take) {
    while (!list.empty()) {
        const std::string_view item = list.substr(0, list.find(':'));
        take(item);
        list.remove_prefix(std::min(item.size() + 1, list.size()));
    }
}

bool isWanted(std::string_view item) {
    return std::any_of(kWanted.begin(), kWanted.end(), [item](const Tunable& tunable) {
        return item == fmt::format("{}={}", tunable.name, tunable.value);
    });
}

bool haveAll(std::string_view list) {
    std::size_t count = 0;
    forEach(list, [&count](std::string_view item) { count += isWanted(item) ? 1U : 0U; });
    return count >= kWanted.size();
}

/// The list with what is wanted, in place of other values for the same.
std::string withAll(std::string_view list) {
    std::string all;
    const auto add = [&all](std::string_view item) {
        all += all.empty() ? "" : ":";
        all += item;
    };
    forEach(list, [&](std::string_view item) {
        const std::string_view name = item.substr(0, item.find('='));
        if (std::none_of(kWanted.begin(), kWanted.end(),
                         [name](const Tunable& tunable) { return tunable.name == name; }))
            add(item);
    });
    for (const Tunable& tunable : kWanted)
        add(fmt::format("{}={}", tunable.name, tunable.value));
    return all;
}

/// In place of this process; comes back with errno only where that fails.
void startAnew(char** arguments) {
    constexpr const char* kSelf = "/proc/self/exe";
    std::array<char, 4096> path{}; // by its name, which is what tools show; else by the kernel's link
    const ssize_t length = ::readlink(kSelf, path.data(), path.size() - 1);
    if (length > 0)
        ::execv(path.data(), arguments);
    ::execv(kSelf, arguments);
}

std::string because(std::string_view what) {
    return fmt::format("{}: {}.", what, std::error_code(errno, std::generic_category()).message());
}

/// How much stack lies below `here`, of the calling thread; 0 where that cannot be told.
std::size_t stackBelow(const void* here) {
    pthread_attr_t attributes;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0)
        return 0;
    void* lowest = nullptr;
    std::size_t size = 0;
    const bool known = pthread_attr_getstack(&attributes, &lowest, &size) == 0;
    pthread_attr_destroy(&attributes);
    const auto address = reinterpret_cast<std::uintptr_t>(here);
    const auto begin = reinterpret_cast<std::uintptr_t>(lowest);
    return known && address > begin ? address - begin : 0;
}

} // namespace

tl::expected<void, std::string> overwriteFreedMemory(char** arguments) {
    if (kIsSanitized)
        return {};
    const char* const set = std::getenv(kTunables);
    const bool startedAnew = std::getenv(kStartedAnew) != nullptr;
    ::unsetenv(kStartedAnew); // not for programs that this one starts
    const std::string_view list = set == nullptr ? "" : set;
    if (haveAll(list))
        return {};
    if (startedAnew)
        return tl::unexpected<std::string>("The C library was not told to overwrite freed memory: the "
                                           "environment was not passed on to the program.");
    ::setenv(kTunables, withAll(list).c_str(), 1);
    ::setenv(kStartedAnew, "1", 1);
    // Functions that are looked up when they are first called have all registers saved on the stack, with
    // what was copied last.
    ::setenv("LD_BIND_NOW", "1", 1);
    startAnew(arguments);
    const std::string reason = because("The program could not be started anew to overwrite freed memory");
    ::unsetenv(kStartedAnew);
    return tl::unexpected(reason);
}

void giveBackFreedMemory() {
    ::malloc_trim(0);
}

[[gnu::noinline]] void wipeStackBelow(std::size_t bytes) {
    constexpr std::size_t kLeft = std::size_t{64} * 1024; // for signals, and for what wipes
    const char here = 0;
    const std::size_t there = stackBelow(&here);
    if (there <= kLeft)
        return;
    const std::size_t wiped = std::min(bytes, there - kLeft);
    explicit_bzero(__builtin_alloca(wiped), wiped);
}

tl::expected<void, std::string> forbidCoreDumps() {
    const rlimit none{.rlim_cur = 0, .rlim_max = 0};
    if (::setrlimit(RLIMIT_CORE, &none) != 0)
        return tl::unexpected(because("Core dumps could not be forbidden"));
    if (::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
        return tl::unexpected(because("The process could not be kept from being dumped and debugged"));
    return {};
}

} // namespace peripheral::kiosk
