// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile_exchange.h"

#include "figures.h"
#include "machine_text.h"

#include <plm/output_file.h>
#include <plm/profile_file.h>
#include <plm/shown_text.h>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

namespace peripheral::cli {

namespace {

std::vector<std::filesystem::path> inputsOf(const ProfileExchange& exchange) {
    if (exchange.imported.empty())
        return {};
    return {exchange.imported};
}

std::string formText(const std::optional<plm::ProfileForm>& form) {
    if (!form)
        return "not told";
    return *form == plm::ProfileForm::Quick ? "quick" : "full";
}

std::string orNotTold(const std::string& text) {
    return text.empty() ? "not told" : text;
}

/// The lines of a text below each other, the first beside the name.
void addLines(Facts& facts, std::string_view name, std::string_view text) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        facts.add(name, plm::shownText(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
        name = "";
    }
}

} // namespace

void ProfileExchange::addTo(CLI::App& command) {
    command
        .add_option(
            "--import", imported,
            "Show a profile that was exported, the line of --short, or what llama-bench -o json printed")
        ->type_name("FILE")
        ->excludes("--run");
    command.add_option("--export", exported, "Write the profile that was measured or imported, for others")
        ->type_name("FILE");
    command.add_flag("--short", isShort, "Print the profile as one line that a QR code holds")
        ->excludes("--json");
}

plm::Status ProfileExchange::check() const {
    return exported.empty() ? plm::Status()
                            : plm::checkOutput(exported, plm::OutputKind::Unmarked, inputsOf(*this));
}

plm::Status ProfileExchange::write(const plm::DeviceProfile& profile) const {
    return exported.empty() ? plm::Status() : plm::writeProfile(exported, profile, inputsOf(*this));
}

std::string originText(const plm::DeviceProfile& profile) {
    const std::string abridged = profile.abridged ? ", medians only" : "";
    switch (profile.origin) {
    case plm::ProfileOrigin::Measured:
        return "measured" + abridged;
    case plm::ProfileOrigin::Imported:
        return "from " + profile.source + abridged;
    case plm::ProfileOrigin::Published:
        return "published: " + profile.source + abridged;
    case plm::ProfileOrigin::Simulated:
        break;
    }
    return "simulated" + abridged;
}

std::string provenanceText(const plm::DeviceProfile& profile) {
    Facts facts;
    facts.add("Profile", orNotTold(profile.name));
    addLines(facts, "Notes", profile.notes);
    facts.add("Origin", originText(profile));
    facts.add("Form", formText(profile.form));
    facts.add("Program", orNotTold(profile.program));
    facts.add("Measured at", orNotTold(profile.measuredAt));
    return facts.text();
}

} // namespace peripheral::cli
