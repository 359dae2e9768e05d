// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/remote.h"

#include <QTest>

#include <optional>

/// The reply to what is asked of an object in another thread; waits for it, and throws where it does not
/// come.
template <class Reply>
Reply replyTo(peripheral::Asked<Reply> asked) {
    QObject receiver;
    std::optional<Reply> heard;
    std::move(asked).then(&receiver, [&heard](const Reply& reply) { heard = reply; });
    (void)QTest::qWaitFor([&heard] { return heard.has_value(); });
    return heard.value();
}
