// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "visit/ways_out.h"

#include <algorithm>
#include <array>

namespace peripheral {

namespace {

/// What Control is for while one writes: copy, cut, paste, select, undo, redo, and going and deleting by
/// words.
constexpr std::array<int, 17> kForWriting{
    Qt::Key_C,      Qt::Key_X,      Qt::Key_V,         Qt::Key_A,       Qt::Key_Z,    Qt::Key_Y,
    Qt::Key_Left,   Qt::Key_Right,  Qt::Key_Up,        Qt::Key_Down,    Qt::Key_Home, Qt::Key_End,
    Qt::Key_Insert, Qt::Key_Delete, Qt::Key_Backspace, Qt::Key_Control, Qt::Key_Shift};

constexpr std::array<int, 15> kSingle{
    Qt::Key_Alt,     Qt::Key_Meta,  Qt::Key_Super_L,    Qt::Key_Super_R,     Qt::Key_Hyper_L,
    Qt::Key_Hyper_R, Qt::Key_Menu,  Qt::Key_Help,       Qt::Key_Print,       Qt::Key_SysReq,
    Qt::Key_Pause,   Qt::Key_Clear, Qt::Key_ScrollLock, Qt::Key_Direction_L, Qt::Key_Direction_R};

struct Range {
    int first;
    int last;
};

/// Of the numbers that Qt gives to keys: function keys; keys of browsers, media and programs; those of remote
/// controls ("Exit", "Sleep", "Zoom"); those of telephones.
constexpr std::array<Range, 4> kRanges{{{Qt::Key_F1, Qt::Key_F35},
                                        {Qt::Key_Back, 0x01000fff},
                                        {0x01020000, 0x0102ffff},
                                        {0x01100000, 0x01ffffff - 1}}};

template <class List>
bool holds(const List& list, int key) {
    return std::find(list.begin(), list.end(), key) != list.end();
}

} // namespace

bool isWayOut(int key, Qt::KeyboardModifiers modifiers) {
    if ((modifiers & (Qt::AltModifier | Qt::MetaModifier)) != 0)
        return true;
    if ((modifiers & Qt::ControlModifier) != 0 && !holds(kForWriting, key))
        return true;
    return holds(kSingle, key) || std::any_of(kRanges.begin(), kRanges.end(), [key](const Range& range) {
               return key >= range.first && key <= range.last;
           });
}

} // namespace peripheral
