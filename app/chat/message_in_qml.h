// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/message_state.h"

#include <QtQml/qqmlregistration.h>

/// What QML calls Message: the enums of a message, as Message.User and Message.Stopped.
namespace peripheral::message_in_qml {

Q_NAMESPACE
QML_NAMED_ELEMENT(Message)
QML_FOREIGN_NAMESPACE(peripheral::message_enums)

} // namespace peripheral::message_in_qml
