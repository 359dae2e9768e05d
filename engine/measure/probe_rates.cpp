// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/probe_model.h"

#include <plm/benchmark.h>
#include <plm/model_outline.h>
#include <plm/part_rates.h>
#include <plm/sample_statistics.h>

#include <algorithm>
#include <fmt/format.h>
#include <memory>
#include <numeric>
#include <utility>
#include <vector>

namespace plm {

namespace {

constexpr int kWritten = 16; ///< tokens a repetition
constexpr std::uint64_t kProbeSeed = 1;

/// A number of each of `costs`, in the middle.
template <class Number>
double middle(const std::vector<PartCost>& costs, const Number& number) {
    std::vector<double> values;
    values.reserve(costs.size());
    for (const PartCost& cost : costs)
        values.push_back(number(cost));
    return median(std::move(values));
}

/// By part, so that what disturbed one part of one repetition spoils nothing else.
PartCost middleOf(const std::vector<PartCost>& costs) {
    PartCost result;
    for (std::size_t part = 0; part < kParts; ++part) {
        result.seconds[part] = middle(costs, [part](const PartCost& cost) { return cost.seconds[part]; });
        result.weightBytes[part] =
            middle(costs, [part](const PartCost& cost) { return cost.weightBytes[part]; });
    }
    result.cacheBytes = middle(costs, [](const PartCost& cost) { return cost.cacheBytes; });
    // What no part has is measured within a repetition, or one part's noise would be in it.
    const double outside = middle(costs, [](const PartCost& cost) {
        return cost.wallSeconds - std::accumulate(cost.seconds.begin(), cost.seconds.end(), 0.0);
    });
    result.wallSeconds = std::accumulate(result.seconds.begin(), result.seconds.end(), outside);
    return result;
}

/// Measures a session on the file to measure with.
class Prober {
public:
    Prober(Session& session, const RateProbe& probe, const BenchControl& control)
        : m_session(session),
          m_probe(probe),
          m_runner(session,
                   randomTokens(probe.depth + std::max(probe.session.pieceTokens, kWritten),
                                session.model().info().hyper.vocabulary, kProbeSeed),
                   control) {}

    /// `work` is the file's.
    Result<PartRates> measure(const PartWork& work) {
        const int piece = m_probe.session.pieceTokens;
        std::vector<PartCost> costs;
        using Kind = BenchTest::Kind;
        for (const BenchTest& test :
             {BenchTest{Kind::Generation, kWritten, 0}, BenchTest{Kind::Prompt, piece, 0},
              BenchTest{Kind::Generation, kWritten, m_probe.depth},
              BenchTest{Kind::Prompt, piece, m_probe.depth}}) {
            auto cost = costOf(test);
            if (!cost)
                return tl::unexpected(cost.error());
            costs.push_back(*cost);
        }
        PartRates rates = writingRates(costs[0], costs[2]);
        addReading(rates, work, costs[1], costs[3]);
        rates.pieceTokens = piece;
        rates.threads = m_session.threads();
        rates.activeShare = m_activeShare;
        return rates;
    }

private:
    Result<PartCost> costOf(const BenchTest& test) {
        std::vector<PartCost> costs;
        for (int i = 0; i < repetitionsOf(test); ++i) {
            const auto result = m_runner.measure(test, 1);
            if (!result)
                return tl::unexpected(result.error());
            costs.push_back(costByToken(result->cost, result->seconds.front()));
            m_activeShare = 1 - result->sparsity(m_session.model().info().hyper.feedForward);
        }
        return middleOf(costs);
    }

    /// Prompts take longer and differ less.
    [[nodiscard]] int repetitionsOf(const BenchTest& test) const {
        return test.kind == BenchTest::Kind::Prompt ? (m_probe.repetitions + 1) / 2 : m_probe.repetitions;
    }

    /// From a piece behind nothing, and one behind probe.depth tokens.
    void addReading(PartRates& rates, const PartWork& work, const PartCost& first,
                    const PartCost& later) const {
        for (const Part part : kAllParts) {
            const auto at = static_cast<std::size_t>(part);
            const double seconds = (first.seconds[at] + later.seconds[at]) / 2;
            // A token's share of the head, which was computed once for all.
            const double work1 =
                part == Part::Head ? work.dense[at] / m_probe.session.pieceTokens : work.dense[at];
            rates.reading[at] = seconds > 0 ? work1 / seconds : 0;
        }
        const auto attention = static_cast<std::size_t>(Part::Attention);
        const double seen = work.cachePerToken * m_probe.depth;
        if (first.seconds[attention] > 0)
            rates.reading[attention] = work.dense[attention] / first.seconds[attention];
        const double longer = later.seconds[attention] - first.seconds[attention];
        rates.readingCache = longer > 0 ? seen / longer : 0;
    }

    Session& m_session;
    const RateProbe& m_probe;
    BenchRunner m_runner;
    double m_activeShare = 0;
};

} // namespace

Result<PartRates> probeRates(const RateProbe& probe, const BenchControl& control) {
    if (probe.depth < 1 || probe.repetitions < 1)
        return fail(ErrorKind::BadArgument,
                    "Rates are measured at a depth and a number of repetitions of 1 or more.");
    const auto model = ProbeModel::write(probe, control);
    if (!model)
        return tl::unexpected(model.error());
    const auto outline = ModelOutline::read(model->path());
    if (!outline)
        return tl::unexpected(outline.error());
    auto session = model->open(probe, control);
    if (!session)
        return tl::unexpected(session.error());
    PartWork work;
    work.dense = outline->pass(*probe.session.executor, {.sparse = false}).weights;
    work.cachePerToken =
        static_cast<double>(outline->memory(*probe.session.executor).cachePerToken(probe.session.cache));
    return Prober(**session, probe, control).measure(work);
}

} // namespace plm
