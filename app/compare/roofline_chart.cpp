// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/roofline.h"
#include "compare/comparison_charts.h"
#include "compare/profile_tests.h"

#include <plm/sample_statistics.h>

#include <algorithm>
#include <numeric>

namespace peripheral {

namespace {

struct RooflineText {
    Q_DECLARE_TR_FUNCTIONS(ComparisonCharts)
};

/// What a token takes, in operations and in bytes from memory.
struct TokenWork {
    double operations;
    double bytes;
};

/// A parameter is multiplied and added: two operations. What was left out of writing, because neurons were
/// zero, is not counted: parameters are taken to be read as the bytes are that hold them. Tokens of a prompt
/// share what is read, so that each of them is taken to use every parameter.
std::optional<TokenWork> workOf(const plm::ProfiledModel& model, const plm::ProfiledTest& test) {
    if (!test.cost || model.parameters == 0 || model.tensorBytes == 0)
        return std::nullopt;
    const auto& bytes = test.cost->weightBytes;
    const double weights = std::accumulate(bytes.begin(), bytes.end(), 0.0);
    const double dense = 2.0 * double(model.parameters);
    const double share = test.test.kind == plm::BenchTest::Kind::Generation
                             ? std::min(weights / double(model.tensorBytes), 1.0)
                             : 1.0;
    const TokenWork work{.operations = dense * share, .bytes = weights + test.cost->cacheBytes};
    return work.operations > 0 && work.bytes > 0 ? std::optional(work) : std::nullopt;
}

/// What memory and arithmetic allow at most, in operations a second.
std::optional<double> roofAt(const RooflineDevice& device, double operationsPerByte) {
    if (!device.bytesPerSecond || !device.operationsPerSecond)
        return std::nullopt;
    return std::min(*device.bytesPerSecond * operationsPerByte, *device.operationsPerSecond);
}

RooflinePoint pointOf(const RooflineDevice& device, const plm::ProfiledTest& test, const TokenWork& work) {
    const double speed = plm::median(test.speeds());
    RooflinePoint point{
        .label = {}, .operationsPerByte = work.operations / work.bytes, .measured = speed * work.operations};
    point.predicted = roofAt(device, point.operationsPerByte);
    const QLocale locale;
    const QString measured = written(speed, NumberForm::Plain, locale);
    point.label = point.predicted
                      ? RooflineText::tr("%1: %2 of at most %3 tokens a second")
                            .arg(nameOf(test.test), measured,
                                 written(*point.predicted / work.operations, NumberForm::Plain, locale))
                      : RooflineText::tr("%1: %2 tokens a second").arg(nameOf(test.test), measured);
    return point;
}

RooflineDevice deviceOf(const ComparedProfile& one) {
    const plm::DeviceProfile& profile = *one.profile;
    RooflineDevice device{.name = one.name,
                          .bytesPerSecond = bestRate(profile.bandwidth),
                          .operationsPerSecond = bestRate(profile.compute)};
    if (!profile.model)
        return device;
    for (const plm::ProfiledTest& test : profile.tests)
        if (const auto work = workOf(*profile.model, test); work && !test.seconds.empty())
            device.points.push_back(pointOf(device, test, *work));
    return device;
}

bool isMeasured(const RooflineDevice& device) {
    return device.bytesPerSecond || device.operationsPerSecond || !device.points.empty();
}

} // namespace

Chart rooflineChart(std::span<const ComparedProfile> profiles) {
    std::vector<RooflineDevice> devices;
    for (const ComparedProfile& one : profiles)
        devices.push_back(deviceOf(one));
    if (std::none_of(devices.begin(), devices.end(), isMeasured))
        return {};
    return {RooflineText::tr("What memory and processor allow"),
            std::make_shared<Roofline>(std::move(devices))};
}

} // namespace peripheral
