// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/sustained_run.h"

#include "measure/power_meter.h"
#include "measure/stopwatch.h"
#include "measure/undisturbed.h"

#include <plm/device.h>

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace plm {

namespace {

class SustainedWriter {
public:
    SustainedWriter(Session& session, std::span<const TokenId> text, double seconds)
        : m_session(session),
          m_text(text),
          m_seconds(seconds),
          m_logits(static_cast<std::size_t>(session.model().info().hyper.vocabulary)) {
        session.rewind(0);
    }

    Status run(const BenchControl& control) {
        while (m_watch.seconds() < m_seconds) {
            control.tell({.step = BenchProgress::Step::Sustaining,
                          .fraction = std::min(m_watch.seconds() / m_seconds, 1.0)});
            if (const Status done = sample(control.stop); !done)
                return done;
        }
        return {};
    }

    SustainedMeasurement result() {
        const auto watts = m_power.watts();
        SustainedMeasurement result{std::move(m_run), std::nullopt};
        if (watts && m_tokens > 0)
            result.joulesPerToken = *watts * m_writing / m_tokens;
        return result;
    }

private:
    Status writeToken(const std::stop_token& stop) {
        const auto at = static_cast<std::size_t>(m_session.position());
        if (at >= m_text.size())
            m_session.rewind(0);
        return m_session.evaluate(m_text.subspan(at % m_text.size(), 1), m_logits, stop);
    }

    /// Writes for a sample's time. What is read of the machine in the end is no part of that.
    Status sample(const std::stop_token& stop) {
        constexpr double kPeriod = 0.5;
        constexpr double kLeastSamples = 4; // of a short run
        const double period = std::min(kPeriod, m_seconds / kLeastSamples);
        const Stopwatch watch;
        int tokens = 0;
        do {
            if (const Status written = writeToken(stop); !written)
                return written;
            ++tokens;
        } while (watch.seconds() < period);
        const double taken = watch.seconds();
        m_tokens += tokens;
        m_writing += taken;
        m_power.sample();
        const Conditions now = conditions();
        m_run.samples.push_back({m_watch.seconds(), tokens / taken, now.temperature, now.megahertz});
        return {};
    }

    Session& m_session;
    std::span<const TokenId> m_text;
    double m_seconds;
    std::vector<float> m_logits;
    PowerMeter m_power;
    const Stopwatch m_watch;
    int m_tokens = 0;
    double m_writing = 0; ///< seconds
    SustainedRun m_run;
};

} // namespace

Result<SustainedMeasurement> measureSustained(Session& session, std::span<const TokenId> text, double seconds,
                                              const BenchControl& control) {
    return undisturbed(control, [&](const BenchControl& inner, bool) -> Result<SustainedMeasurement> {
        SustainedWriter writer(session, text, seconds);
        return writer.run(inner).map([&writer] { return writer.result(); });
    });
}

} // namespace plm
