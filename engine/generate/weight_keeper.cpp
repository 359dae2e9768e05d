// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "generate/weight_keeper.h"

#include "files/folder_lock.h"
#include "hash/xxh64.h"

#include <plm/cache_folder.h>

#include <algorithm>
#include <fmt/format.h>
#include <new>
#include <system_error>
#include <utility>

namespace plm {

namespace fs = std::filesystem;

namespace {

/// What people see in the folder, and what makes it this path's: another model in the same place replaces it.
std::string keyOf(const fs::path& model) {
    constexpr std::size_t kLongestName = 40;
    std::error_code unknown;
    fs::path whole = fs::weakly_canonical(model, unknown);
    if (unknown)
        whole = model;
    std::string name = model.stem().string().substr(0, kLongestName);
    std::replace_if(
        name.begin(), name.end(),
        [](char c) {
            return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-');
        },
        '_');
    Xxh64 sum;
    sum.add(std::as_bytes(std::span(whole.native())));
    return fmt::format("{}-{:016x}", name, sum.value());
}

bool wanted(const KeptWeights& options) {
    return !options.folder.empty() && options.budgetBytes > 0;
}

} // namespace

fs::path keptWeightsFile(const KeptWeights& options, const Model& model) {
    if (!wanted(options))
        return {};
    return CacheFolder::fileIn(options.folder, keyOf(model.info().path)).value_or(fs::path());
}

WeightKeeper::WeightKeeper(KeptWeights options, const Model& model, const Executor& executor)
    : m_options(std::move(options)),
      m_key(keyOf(model.info().path)),
      m_weights(executor.keepsWeights()) {}

/// Models that are laid out in no time are not worth a file; without a budget, what there was goes.
bool WeightKeeper::hasWork() const {
    if (m_options.folder.empty())
        return false;
    if (!wanted(m_options)) {
        std::error_code unknown;
        return fs::is_directory(m_options.folder, unknown);
    }
    return m_weights != nullptr && m_weights->keptBytes() > 0 &&
           m_weights->keptBytes() >= m_options.leastBytes;
}

void WeightKeeper::begin() {
    if (m_begun || !hasWork())
        return;
    m_begun = true;
    try {
        m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
    } catch (const std::system_error&) {
        // No thread to be had: the weights are laid out once more the next time.
    }
}

void WeightKeeper::wait(const std::stop_token& stop) {
    const std::stop_callback giveUp(stop, [this] { m_thread.request_stop(); });
    if (m_thread.joinable())
        m_thread.join();
}

void WeightKeeper::run(const std::stop_token& stop) {
    try {
        const Status kept = keep(stop);
        if (!kept && kept.error().kind != ErrorKind::Cancelled && m_options.log)
            m_options.log(kept.error().message);
    } catch (const std::bad_alloc&) {
        // There are more urgent needs for memory.
    }
}

Status WeightKeeper::keep(const std::stop_token& stop) {
    if (auto made = files::makeFolder(m_options.folder); !made)
        return made;
    const auto lock = files::FolderLock::tryLock(m_options.folder);
    if (!lock)
        return {}; // another process is at it
    auto folder = CacheFolder::open(m_options.folder, m_options.budgetBytes);
    if (!folder)
        return tl::unexpected(folder.error());
    const bool areKept = m_weights != nullptr && m_weights->areKept();
    if (areKept)
        folder->touch(m_key);
    if (auto shrunk = folder->setBudget(m_options.budgetBytes); !shrunk)
        return shrunk;
    if (areKept || m_weights == nullptr || !wanted(m_options))
        return {};
    if (auto room = folder->makeRoom(m_key, m_weights->keptBytes()); !room)
        return room;
    const Status kept =
        folder->fileOf(m_key).and_then([&](const fs::path& file) { return m_weights->keep(file, stop); });
    if (kept)
        folder->touch(m_key); // the system dates the file by the clock, which may have been set back
    return kept;
}

} // namespace plm
