// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fit/fit_case.h"

#include <plm/model_outline.h>
#include <plm/sample_statistics.h>

#include <algorithm>

namespace peripheral {

namespace {

/// Window and libraries, roundly: what is not counted from the model's file. With the built-in model and the
/// software renderer 65 MB were resident; a driver for graphics takes more.
constexpr double kProgramBytes = 100e6;

/// Speeds of a device whose memory is all that it waits for; reading is limited by more than that.
plm::PartRates ratesByBandwidth(double bytesPerSecond) {
    plm::PartRates rates;
    rates.writing.fill(bytesPerSecond);
    rates.writingCache = bytesPerSecond;
    return rates;
}

/// Gives the device speeds by part where it has none; true where the bandwidth alone had to do.
bool addRates(plm::FitDevice& device, const plm::DeviceProfile* measured) {
    if (!device.rates && measured != nullptr)
        plm::takeRates(device, plm::fitDevice(*measured));
    if (device.rates || !device.bandwidth)
        return false;
    device.rates = ratesByBandwidth(device.bandwidth->value);
    device.ratesBasis = plm::Basis::Assumed;
    return true;
}

/// Where the profile's own model was this one, what of it was active is known.
plm::Sourced activeShare(const plm::DeviceProfile& profile, const plm::ModelOutline& model) {
    const plm::Sourced assumed{0.1, plm::Basis::Assumed};
    if (!profile.model || profile.model->tensorBytes != model.tensorBytes())
        return assumed;
    for (const plm::ProfiledTest& test : profile.tests)
        if (test.test.kind == plm::BenchTest::Kind::Generation && !test.activeByLayer.empty())
            return {plm::mean(std::vector<double>(test.activeByLayer.begin(), test.activeByLayer.end())),
                    plm::Basis::Measured};
    return assumed;
}

/// Some over the whole context, and those that were measured.
std::vector<int> depthsOf(const plm::FitDevice& device, int mostContext) {
    std::vector<int> depths{0, mostContext / 4, mostContext / 2, mostContext};
    for (const plm::ProfiledTest& test : device.tests)
        if (test.test.depth <= mostContext)
            depths.push_back(test.test.depth);
    std::sort(depths.begin(), depths.end());
    depths.erase(std::unique(depths.begin(), depths.end()), depths.end());
    return depths;
}

} // namespace

plm::Result<FitFindings> findingsOf(const FitCase& asked) {
    const auto outline = plm::ModelOutline::read(asked.model);
    if (!outline)
        return tl::unexpected(outline.error());
    plm::FitQuestion question;
    question.model = asked.model;
    FitFindings findings;
    findings.mostContext = outline->memory(*question.session.executor).contextLength;
    plm::FitDevice device = plm::fitDevice(*asked.device);
    findings.byBandwidthAlone = addRates(device, asked.measured.get());
    findings.memory = device.memory;
    question.activeShare = activeShare(*asked.device, *outline);
    question.context = std::min(asked.context, findings.mostContext);
    question.depths = depthsOf(device, findings.mostContext);
    question.program = plm::Sourced{kProgramBytes, plm::Basis::Assumed};
    auto fit = plm::fit(question, device);
    if (!fit)
        return tl::unexpected(fit.error());
    findings.fit = std::move(*fit);
    return findings;
}

plm::DeviceProfile profileOf(const SimulatedDevice& device) {
    plm::DeviceProfile profile;
    profile.origin = plm::ProfileOrigin::Simulated;
    if (device.memory > 0)
        profile.machine.memoryBytes = static_cast<std::uint64_t>(device.memory);
    if (device.cores > 0)
        profile.machine.physicalCores = profile.machine.logicalCores = device.cores;
    if (device.bandwidth > 0)
        profile.bandwidth = {{std::max(device.cores, 1), {device.bandwidth}}};
    return profile;
}

} // namespace peripheral
