// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/pin_attempts.h"

#include "kiosk/number_line.h"
#include "kiosk/shown.h"
#include "kiosk/small_file.h"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <limits>
#include <utility>

namespace peripheral::kiosk {

using std::chrono::ceil;
using std::chrono::duration_cast;
using std::chrono::seconds;

namespace {

constexpr int kFree = 3;       // the third wrong one is the first that is waited after
constexpr int kMostWrong = 10; // more make no longer wait
constexpr seconds kFirstWait{30};
constexpr seconds kLongestWait{3600};
constexpr std::size_t kLongestFile = 200;
constexpr std::int64_t kMostOrder = std::numeric_limits<std::int64_t>::max() / 2; // never counted up to
constexpr auto kName = "pin-attempts";

bool isThere(const std::filesystem::path& file) {
    std::error_code unknown;
    return std::filesystem::symlink_status(file, unknown).type() != std::filesystem::file_type::not_found;
}

} // namespace

seconds waitAfter(int wrong) {
    if (wrong < kFree)
        return seconds{0};
    return std::min(kLongestWait, kFirstWait * (1 << (std::min(wrong, kMostWrong) - kFree)));
}

std::string writeAttempts(const KeptAttempts& attempts) {
    return fmt::format("wrong {}\nat {}\nwait {}\norder {}\n", attempts.wrong, attempts.at,
                       attempts.wait.count(), attempts.order);
}

std::optional<KeptAttempts> readAttempts(std::string_view text) {
    const auto wrong = takeNumberLine(text, "wrong ");
    const auto at = takeNumberLine(text, "at ");
    const auto wait = takeNumberLine(text, "wait ");
    const auto order = text.empty() ? std::int64_t{0} : takeNumberLine(text, "order ");
    if (!wrong || !at || !wait || !order || !text.empty() || *wrong < 0 || *wrong > kMostWrong || *at < 0 ||
        *wait < 0 || *order < 0 || *order > kMostOrder)
        return std::nullopt;
    const int count = static_cast<int>(*wrong);
    // Whoever wrote a longer one: nobody is locked out for ever.
    return KeptAttempts{
        .wrong = count, .at = *at, .wait = std::min(seconds{*wait}, waitAfter(count)), .order = *order};
}

std::vector<std::filesystem::path> attemptFolders(const std::filesystem::path& operators) {
    std::vector<std::filesystem::path> folders;
    if (!operators.empty())
        folders.push_back(operators);
    if (const char* runtime = std::getenv("XDG_RUNTIME_DIR"); runtime != nullptr && *runtime == '/')
        folders.emplace_back(runtime);
    return folders;
}

PinAttempts::PinAttempts(const std::vector<std::filesystem::path>& folders)
    : PinAttempts(folders, Clocks{}) {}

PinAttempts::PinAttempts(const std::vector<std::filesystem::path>& folders, Clocks clocks)
    : m_clocks(std::move(clocks)),
      m_free(m_clocks.steady()) {
    std::vector<KeptAttempts> found;
    for (const auto& folder : folders) {
        m_files.push_back(folder / kName);
        if (const auto kept = read(m_files.back()))
            found.push_back(*kept);
    }
    for (const KeptAttempts& kept : found)
        m_order = std::max(m_order, kept.order);
    for (const KeptAttempts& kept : found)
        if (kept.order == m_order)
            count(kept);
    // To know now, and not when somebody guesses, whether it can be kept.
    std::string damaged = std::exchange(m_note, {});
    keep();
    if (!damaged.empty())
        m_note = m_note.empty() ? damaged : damaged + " " + m_note;
}

/// A damaged one is counted at once; nothing then, as where there is none.
std::optional<KeptAttempts> PinAttempts::read(const std::filesystem::path& file) {
    if (!isThere(file))
        return std::nullopt;
    const auto text = readSmallFile(file, kLongestFile);
    if (auto kept = text ? readAttempts(*text) : std::nullopt)
        return kept;
    m_note =
        text ? fmt::format("The file {} of wrong PINs is damaged, and counts as three.", nameInQuotes(file))
             : text.error();
    count({.wrong = kFree, .at = std::numeric_limits<std::int64_t>::max(), .wait = kFirstWait});
    return std::nullopt;
}

void PinAttempts::count(const KeptAttempts& kept) {
    const auto now = duration_cast<seconds>(m_clocks.wall().time_since_epoch()).count();
    // A clock that was set back says nothing of how long it was: the whole wait begins again, and no more
    // than that.
    const seconds since{now < kept.at ? 0 : now - kept.at};
    const seconds left = std::max(seconds{0}, kept.wait - since);
    m_wrong = std::max(m_wrong, kept.wrong);
    m_free = std::max(m_free, m_clocks.steady() + left);
}

seconds PinAttempts::wait() const {
    return std::max(seconds{0}, ceil<seconds>(m_free - m_clocks.steady()));
}

bool PinAttempts::begin() {
    if (wait() > seconds{0})
        return false;
    m_wrong = std::min(m_wrong + 1, kMostWrong);
    m_free = m_clocks.steady() + waitAfter(m_wrong);
    keep();
    return true;
}

void PinAttempts::succeed() {
    m_wrong = 0;
    m_free = m_clocks.steady();
    keep();
}

/// In the best place that can be written. What lies in lesser ones is older, and goes. So does what lies in
/// better ones, but only once nothing is counted: a full disk takes no new file, and lets an old one go.
void PinAttempts::keep() {
    const auto now = duration_cast<seconds>(m_clocks.wall().time_since_epoch()).count();
    const std::string text = writeAttempts({.wrong = m_wrong, .at = now, .wait = wait(), .order = ++m_order});
    const auto kept = std::find_if(m_files.begin(), m_files.end(), [&text](const auto& file) {
        return writeSmallFile(file, text).has_value();
    });
    for (auto file = m_files.begin(); file != m_files.end(); ++file) {
        std::error_code unknown;
        if (file > kept || (file < kept && m_wrong == 0))
            std::filesystem::remove(*file, unknown);
    }
    const bool isKept = kept != m_files.end();
    m_note =
        isKept ? std::string()
               : "Wrong PINs are counted in memory only, because no folder can be written: a restart of the "
                 "program forgets them.";
}

} // namespace peripheral::kiosk
