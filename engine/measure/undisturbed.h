// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/benchmark.h>
#include <plm/result.h>

#include <stop_token>

namespace plm {

/// Calls work(control, disturbed), whose control stops it when something waits that goes first
/// (BenchControl::first); that is done then, and the work anew, until it was left alone. `disturbed`: whether
/// something went before it, so that caches hold something else. Returns what `work` does, a Result.
template <class Work>
auto undisturbed(const BenchControl& control, const Work& work) {
    if (!control.first.waiting)
        return work(control, false);
    for (bool disturbed = false;; disturbed = true) {
        const std::stop_token waiting = control.first.waiting();
        std::stop_source either;
        const auto stopEither = [&either] { either.request_stop(); };
        const std::stop_callback stopped(control.stop, stopEither), asked(waiting, stopEither);
        const BenchControl inner{control.progress, either.get_token()};
        auto done = work(inner, disturbed);
        if (done || done.error().kind != ErrorKind::Cancelled || control.stop.stop_requested())
            return done;
        control.first.serve();
    }
}

} // namespace plm
