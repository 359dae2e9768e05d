// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>

namespace peripheral::kiosk {

/// Tells the service manager how the program is, by the protocol of sd_notify: a datagram to the socket that
/// $NOTIFY_SOCKET names. Everything it sends is the program's own words: nothing of a visitor may be given.
///
/// Threads: any, at the same time; it holds nothing but the name of the socket. Nothing blocks, and nothing
/// is lost where a message is: whether each was taken is the result.
class Notifier {
public:
    /// To nobody.
    Notifier() = default;
    /// `socket` as the variable has it: a path, or "@name" of an abstract one. Anything else: to nobody.
    explicit Notifier(std::string socket);
    /// To whom $NOTIFY_SOCKET names.
    [[nodiscard]] static Notifier ofEnvironment();

    /// Whether there is somebody to tell.
    [[nodiscard]] bool listens() const { return !m_socket.empty(); }

    /// The invitation is on the screen.
    bool ready() const;
    /// One line for `systemctl status`.
    bool status(std::string_view line) const;
    /// All is well for another watchdog interval.
    bool feed() const;
    /// Something hangs for good: start the program anew at once, and not when the interval has passed.
    bool demandRestart() const;
    /// The program ends by itself.
    bool stopping() const;
    /// Starting (or stopping) takes that much longer from now on.
    bool extendTimeout(std::chrono::microseconds time) const;

private:
    [[nodiscard]] bool send(std::string_view message) const;

    std::string m_socket;
};

/// How often the service manager wants to be fed at least: $WATCHDOG_USEC, if it is meant for the process
/// `self`
/// ($WATCHDOG_PID; where that is missing, for whoever reads it). Nothing where it is not asked for, or is no
/// number of microseconds that makes sense. Null: the variable is not there.
[[nodiscard]] std::optional<std::chrono::microseconds> watchdogInterval(const char* usec, const char* pid,
                                                                        pid_t self);
/// The same of this process's environment.
[[nodiscard]] std::optional<std::chrono::microseconds> watchdogInterval();

} // namespace peripheral::kiosk
