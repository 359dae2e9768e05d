// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/mapping_watch.h"

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace plm::files {

/// Where one mapping lies. Places are never freed but used again, so that the handler may walk over all of
/// them at any moment; it reads nothing else, and takes no lock.
struct MappingWatch::Place {
    std::atomic<std::uintptr_t> begin = 0, end = 0; // both 0: nothing is here
    std::atomic<bool> isTaken = true;
    std::atomic<bool> isCut = false;
    Place* next = nullptr;
};

namespace {

using Place = MappingWatch::Place;

static_assert(std::atomic<std::uintptr_t>::is_always_lock_free && std::atomic<Place*>::is_always_lock_free &&
              std::atomic<bool>::is_always_lock_free);

std::atomic<Place*> firstPlace = nullptr;
struct sigaction handlerBefore = {};

Place* takePlace() {
    for (Place* place = firstPlace; place != nullptr; place = place->next)
        if (bool isTaken = false; place->isTaken.compare_exchange_strong(isTaken, true))
            return place;
    auto* place = new Place;
    place->next = firstPlace;
    while (!firstPlace.compare_exchange_weak(place->next, place)) {
    }
    return place;
}

/// The part of `place` from the page of `address` on; empty where the address is not there.
std::span<std::byte> restFrom(const Place& place, std::uintptr_t address, std::uintptr_t pageSize) {
    const std::uintptr_t begin = place.begin;
    const std::uintptr_t end = place.end;
    if (address < begin || address >= end || place.begin != begin) // the place is being given to another
        return {};
    const std::uintptr_t page = address / pageSize * pageSize;
    return {reinterpret_cast<std::byte*>(page), end - page};
}

/// Zeros in place of what cannot be read. The system is asked directly: a library between it and us need not
/// be prepared to be called here.
bool putZeros(std::span<std::byte> memory) {
    constexpr int kFlags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE;
#ifdef SYS_mmap
    return ::syscall(SYS_mmap, memory.data(), memory.size(), PROT_READ, kFlags, -1, 0) != -1;
#else
    return ::mmap(memory.data(), memory.size(), PROT_READ, kFlags, -1, 0) != MAP_FAILED;
#endif
}

bool mend(const void* at) {
    const auto address = reinterpret_cast<std::uintptr_t>(at);
    const auto pageSize = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    for (Place* place = firstPlace; place != nullptr; place = place->next) {
        const std::span<std::byte> rest = restFrom(*place, address, pageSize);
        if (rest.empty())
            continue;
        place->isCut = true;
        return putZeros(rest);
    }
    return false;
}

/// To the handler that was there before; where there was none, the signal is as deadly as it was.
void passOn(int signal, siginfo_t* info, void* context) {
    if ((handlerBefore.sa_flags & SA_SIGINFO) != 0)
        return handlerBefore.sa_sigaction(signal, info, context);
    if (handlerBefore.sa_handler != SIG_DFL && handlerBefore.sa_handler != SIG_IGN)
        return handlerBefore.sa_handler(signal);
    std::signal(signal, SIG_DFL);
    if (info->si_code <= 0) // sent by a process: it does not come again by itself
        std::raise(signal);
}

void onBusError(int signal, siginfo_t* info, void* context) {
    const int error = errno;
    const bool mended = info->si_code == BUS_ADRERR && mend(info->si_addr);
    errno = error;
    if (!mended)
        passOn(signal, info, context);
}

bool installHandler() {
    struct sigaction action = {};
    action.sa_sigaction = onBusError;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART;
    sigemptyset(&action.sa_mask);
    return ::sigaction(SIGBUS, nullptr, &handlerBefore) == 0 && ::sigaction(SIGBUS, &action, nullptr) == 0;
}

} // namespace

MappingWatch::MappingWatch(std::span<const std::byte> mapped) : m_place(takePlace()) {
    [[maybe_unused]] static const bool kInstalled = installHandler();
    const auto begin = reinterpret_cast<std::uintptr_t>(mapped.data());
    m_place->isCut = false;
    m_place->begin = begin;
    m_place->end = begin + mapped.size();
}

MappingWatch::~MappingWatch() {
    if (m_place == nullptr)
        return;
    m_place->end = 0;
    m_place->begin = 0;
    m_place->isTaken = false;
}

bool MappingWatch::wasCut() const {
    return m_place != nullptr && m_place->isCut;
}

void MappingWatch::markAsCut() const {
    if (m_place != nullptr)
        m_place->isCut = true;
}

} // namespace plm::files
