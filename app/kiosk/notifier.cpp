// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/notifier.h"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <utility>

namespace peripheral::kiosk {
namespace {

constexpr std::size_t kMostOfStatus = 200; ///< bytes

bool isAddress(std::string_view socket) {
    return socket.size() >= 2 && socket.size() < sizeof(sockaddr_un::sun_path) &&
           (socket.front() == '/' || socket.front() == '@');
}

/// A whole number and nothing beside it.
std::optional<std::int64_t> wholeNumber(const char* text) {
    if (!text)
        return std::nullopt;
    const std::string_view digits = text;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc() || end != digits.data() + digits.size())
        return std::nullopt;
    return number;
}

} // namespace

Notifier::Notifier(std::string socket) {
    if (isAddress(socket))
        m_socket = std::move(socket);
}

Notifier Notifier::ofEnvironment() {
    const char* const socket = std::getenv("NOTIFY_SOCKET");
    return socket ? Notifier(socket) : Notifier();
}

bool Notifier::ready() const {
    return send("READY=1");
}

bool Notifier::status(std::string_view line) const {
    std::string message = "STATUS=";
    // A second line would be another message: it could say anything. What is no ASCII could be cut in two,
    // and a status with half a letter is refused.
    for (const char letter : line.substr(0, kMostOfStatus))
        message += letter >= 0x20 && letter < 0x7F ? letter : ' ';
    return send(message);
}

bool Notifier::feed() const {
    return send("WATCHDOG=1");
}

bool Notifier::demandRestart() const {
    return send("WATCHDOG=trigger");
}

bool Notifier::stopping() const {
    return send("STOPPING=1");
}

bool Notifier::extendTimeout(std::chrono::microseconds time) const {
    return send(fmt::format("EXTEND_TIMEOUT_USEC={}", time.count()));
}

bool Notifier::send(std::string_view message) const {
    if (m_socket.empty())
        return false;
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    m_socket.copy(address.sun_path, sizeof(address.sun_path) - 1);
    auto length = offsetof(sockaddr_un, sun_path) + m_socket.size();
    if (m_socket.front() == '@')
        address.sun_path[0] = '\0'; // an abstract name has no end but its length
    else
        ++length;
    // A socket each time: it is a few microseconds, and the manager may have made another one under the name.
    const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (socket < 0)
        return false;
    const auto sent = ::sendto(socket, message.data(), message.size(), MSG_NOSIGNAL,
                               reinterpret_cast<const sockaddr*>(&address), static_cast<socklen_t>(length));
    ::close(socket);
    return sent == static_cast<ssize_t>(message.size());
}

std::optional<std::chrono::microseconds> watchdogInterval(const char* usec, const char* pid, pid_t self) {
    const auto interval = wholeNumber(usec);
    if (!interval || *interval <= 0)
        return std::nullopt;
    if (pid && wholeNumber(pid) != self)
        return std::nullopt;
    return std::chrono::microseconds(*interval);
}

std::optional<std::chrono::microseconds> watchdogInterval() {
    return watchdogInterval(std::getenv("WATCHDOG_USEC"), std::getenv("WATCHDOG_PID"), ::getpid());
}

} // namespace peripheral::kiosk
