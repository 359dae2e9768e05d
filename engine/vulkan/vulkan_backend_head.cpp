// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The end of a batch: the head, the candidates among its logits, and what comes back of them.
#include "vulkan/vulkan_backend.h"

#include <algorithm>
#include <cstring>

namespace plm::vulkan {

std::uint32_t VulkanBackend::rowsTogether(const HyperParameters& hyper) {
    constexpr std::size_t kMostLogits = std::size_t{16} << 20;
    return static_cast<std::uint32_t>(
        std::max<std::size_t>(kMostLogits / static_cast<std::size_t>(hyper.vocabulary), 1));
}

void VulkanBackend::recordHead(std::uint32_t first, std::uint32_t count, std::uint32_t candidates) {
    normalise(normAt(m_hyper.layers, 0), first, count);
    multiply(Part::Head, m_source->head, m_activations.normalised,
             candidates > 0 ? m_activations.scores : m_activations.logits, count, false);
    if (candidates > 0)
        recordCandidates(count, candidates);
    m_dispatch.mark(Part::Head);
}

void VulkanBackend::recordCandidates(std::uint32_t rows, std::uint32_t each) {
    const std::uint32_t vocabulary = unsignedOf(m_hyper.vocabulary), strands = strandsOf(m_hyper.vocabulary);
    Activations& a = m_activations;
    m_dispatch(kFirstOfStrands, {}, {&a.scores, &a.strands}, StrandArguments{vocabulary, strands},
               {dividedUp(strands, kStrandsByGroup), rows, 1});
    m_dispatch(kCandidates, {}, {&a.scores, &a.strands, &a.candidates},
               CandidateArguments{vocabulary, strands, each}, {rows, 1, 1});
}

void VulkanBackend::head(const WantedLogits& wanted, std::span<float> logits) {
    head(wanted, HeadRows{logits});
}

void VulkanBackend::headCandidates(const WantedLogits& wanted, std::span<Candidate> candidates) {
    const auto each = static_cast<std::uint32_t>(candidates.size()) / unsignedOf(wanted.count);
    head(wanted, {.logits = {}, .candidates = candidates, .each = each});
}

void VulkanBackend::head(const WantedLogits& wanted, const HeadRows& rows) {
    endLayers();
    const std::uint32_t all = unsignedOf(wanted.count), first = unsignedOf(wanted.first);
    if (!isShort() || all > rowsTogether(m_hyper))
        return headOfMany(first, all, rows);
    const KeptSteps::Key key{.first = first, .count = all, .candidates = rows.each};
    const Commands* kept = m_kept.find(key);
    m_dispatch.setRecorded(kept != nullptr);
    recordHead(first, all, rows.each);
    m_dispatch.setRecorded(false);
    if (kept != nullptr)
        m_submitted.push_back(kept);
    else
        keepRecorded(key);
    m_wanted = rows;
}

VulkanBackend::HeadRows VulkanBackend::someOf(const HeadRows& rows, std::uint32_t first,
                                              std::uint32_t count) const {
    const auto vocabulary = static_cast<std::size_t>(m_hyper.vocabulary);
    if (rows.each > 0)
        return {{},
                rows.candidates.subspan(std::size_t{first} * rows.each, std::size_t{count} * rows.each),
                rows.each};
    return {rows.logits.subspan(first * vocabulary, count * vocabulary)};
}

/// In pieces where all logits were too many for one buffer.
void VulkanBackend::headOfMany(std::uint32_t first, std::uint32_t all, const HeadRows& rows) {
    if (isShort())
        m_dispatch.keep(doWork()); // the layers, which are kept
    const std::uint32_t shares = m_pendingShares;
    const std::uint32_t together = std::min(rowsTogether(m_hyper), all);
    ensure(rows.each > 0 ? Activations::Room{.scored = together} : Activations::Room{.logits = together});
    for (std::uint32_t done = 0; done < all; done += together) {
        if (done > 0)
            takeLogits();
        const std::uint32_t count = std::min(together, all - done);
        m_pendingShares = shares;
        recordHead(first + done, count, rows.each);
        m_wanted = someOf(rows, done, count);
    }
}

/// What is recorded, of this batch or of one before.
Status VulkanBackend::doWork() {
    if (!m_dispatch.status())
        return m_dispatch.status();
    if (m_submitted.empty())
        return m_recording->finish();
    const Status done = m_recording->finish(m_submitted);
    m_submitted.clear();
    return done;
}

void VulkanBackend::takeLogits() {
    m_dispatch.keep(doWork());
    if (!m_dispatch.status())
        return;
    const std::size_t row = m_wanted.each * sizeof(Candidate);
    takeRows(m_activations.candidates, row, std::as_writable_bytes(m_wanted.candidates), row);
    takeRows(m_activations.logits, strideOf(m_hyper.vocabulary) * sizeof(float),
             std::as_writable_bytes(m_wanted.logits),
             static_cast<std::size_t>(m_hyper.vocabulary) * sizeof(float));
}

/// Rows of `width` bytes, of which one begins `stride` bytes behind the other.
void VulkanBackend::takeRows(const Buffer& from, std::size_t stride, std::span<std::byte> to,
                             std::size_t width) {
    const std::span<const std::byte> rows = from.as<const std::byte>();
    for (std::size_t at = 0, row = 0; at < to.size(); at += width, ++row)
        std::memcpy(to.data() + at, rows.data() + row * stride, width);
    m_bytesBack += to.size();
}

} // namespace plm::vulkan
