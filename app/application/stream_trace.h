// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace peripheral {

class MessageListModel;

/// Writes a line to standard output for each part of an answer that reached the model of messages:
/// "<CLOCK_MONOTONIC in ms> <characters of the message so far>", as Unicode code points. For tests.
class StreamTrace : public QObject {
    Q_OBJECT

public:
    explicit StreamTrace(const MessageListModel& messages, QObject* parent = nullptr);
};

} // namespace peripheral
