// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QEvent>
#include <QKeyEvent>

namespace peripheral {

/// Where an event stands in what a person does: a touch or a press from its beginning to its end, or
/// something that is over at once, as a movement of the mouse.
enum class Input : unsigned char { None, Begin, Middle, End, Passing };

[[nodiscard]] constexpr Input inputOf(QEvent::Type type) {
    if (type == QEvent::TouchBegin || type == QEvent::MouseButtonPress ||
        type == QEvent::MouseButtonDblClick || type == QEvent::KeyPress || type == QEvent::TabletPress)
        return Input::Begin;
    if (type == QEvent::TouchUpdate || type == QEvent::TabletMove)
        return Input::Middle;
    if (type == QEvent::TouchEnd || type == QEvent::TouchCancel || type == QEvent::MouseButtonRelease ||
        type == QEvent::KeyRelease || type == QEvent::TabletRelease)
        return Input::End;
    return type == QEvent::MouseMove || type == QEvent::Wheel ? Input::Passing : Input::None;
}

/// Whether it is a key that is still held: a person pressed it, but what leans on a keyboard presses no
/// other.
[[nodiscard]] inline bool isRepeat(const QEvent& event) {
    return (event.type() == QEvent::KeyPress || event.type() == QEvent::KeyRelease) &&
           static_cast<const QKeyEvent&>(event).isAutoRepeat();
}

} // namespace peripheral
