// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <plm/profile_code.h>
#include <plm/profile_comparison.h>
#include <plm/profile_file.h>

#include <cmath>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

void require(bool holds) {
    if (!holds)
        std::abort();
}

/// What was read is written and read again as it is, and nothing that is made of it is no number.
void check(const plm::DeviceProfile& profile) {
    const std::string document = plm::toJson(profile);
    const auto again = plm::profileFromJson(document, "again");
    require(again && plm::toJson(*again) == document);
    const std::string code = plm::shortProfile(profile);
    require(code.size() <= plm::kMostBytesOfCode);
    require(plm::profileFromJson(code, "code").has_value());
    for (const plm::ComparisonRow& row : plm::compare(profile, *again).rows)
        require(!row.percent() || *row.percent() == 0);
    for (const plm::ProfiledTest& test : profile.tests)
        for (const double speed : test.speeds())
            require(std::isfinite(speed));
}

} // namespace

/// Any text is a profile, ours, a short one or llama-bench's, or a sentence that names the file.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto profile = plm::profileFromJson(text, "fuzz.json");
    if (profile)
        check(*profile);
    else
        require(profile.error().message.starts_with("fuzz.json") && profile.error().message.ends_with('.'));
    return 0;
}
