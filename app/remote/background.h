// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/remote.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

namespace peripheral {

/// Does `work()` in a thread of the pool, which the program waits for before it ends, and calls
/// `hear(result)` in the main thread, where `receiver` lives; not at all where that is gone by then. From the
/// main thread.
template <class Receiver, class Work, class Hear>
void inBackground(Receiver* receiver, Work work, Hear hear) {
    // Asked for now: while the program ends, and waits for the pool, there is an instance no more.
    QObject* const here = QCoreApplication::instance();
    QThreadPool::globalInstance()->start(
        [here, work = std::move(work), receiver = QPointer<Receiver>(receiver), hear = std::move(hear)] {
            // Only carried there: whether the receiver still lives is asked where it lives.
            post(here, [result = work(), receiver, hear] {
                if (receiver)
                    hear(result);
            });
        });
}

} // namespace peripheral
