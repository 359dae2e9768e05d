// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/stream_trace.h"

#include "chat/message_list_model.h"

#include <cstdio>
#include <ctime>

namespace peripheral {

namespace {

void say(const QString& text) {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    std::printf("%lld %lld\n", static_cast<long long>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000,
                static_cast<long long>(text.toUcs4().size()));
    std::fflush(stdout);
}

} // namespace

StreamTrace::StreamTrace(const MessageListModel& messages, QObject* parent) : QObject(parent) {
    connect(&messages, &MessageListModel::dataChanged, this,
            [&messages](const QModelIndex& index, const QModelIndex&, const QList<int>& roles) {
                if (roles.contains(MessageListModel::TextRole))
                    say(messages.at(index.row()).text);
            });
}

} // namespace peripheral

#include "moc_stream_trace.cpp"
