// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/seat.h"

#include <array>
#include <cerrno>
#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace peripheral::kiosk {
namespace {

using Clock = std::chrono::steady_clock;

/// A connection to the compositor, and what it has said so far.
class Compositor {
public:
    enum class State : unsigned char { Waiting, Seat, Gone };

    explicit Compositor(const std::filesystem::path& socket);
    Compositor(const Compositor&) = delete;
    Compositor& operator=(const Compositor&) = delete;
    ~Compositor() {
        if (m_socket >= 0)
            ::close(m_socket);
    }

    /// Waits for `pause` at most.
    [[nodiscard]] State listen(std::chrono::milliseconds pause);

private:
    int m_socket;
    bool m_connected = false;
    RegistryReader m_reader;
};

Compositor::Compositor(const std::filesystem::path& socket)
    : m_socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string& path = socket.native();
    if (m_socket < 0 || path.size() >= sizeof(address.sun_path))
        return;
    path.copy(address.sun_path, path.size());
    if (::connect(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0)
        return;
    const std::string request = RegistryReader::request();
    m_connected = ::send(m_socket, request.data(), request.size(), MSG_NOSIGNAL) ==
                  static_cast<ssize_t>(request.size());
}

Compositor::State Compositor::listen(std::chrono::milliseconds pause) {
    if (!m_connected)
        return State::Gone;
    pollfd ready{.fd = m_socket, .events = POLLIN, .revents = 0};
    if (::poll(&ready, 1, static_cast<int>(pause.count())) <= 0)
        return State::Waiting;
    std::array<char, 4096> bytes{};
    const ssize_t count = ::recv(m_socket, bytes.data(), bytes.size(), 0);
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return State::Waiting;
    if (count <= 0)
        return State::Gone;
    switch (m_reader.take({bytes.data(), static_cast<std::size_t>(count)})) {
    case RegistryReader::Found::NothingYet:
        return State::Waiting;
    case RegistryReader::Found::Seat:
        return State::Seat;
    case RegistryReader::Found::Nonsense:
        break;
    }
    return State::Gone;
}

/// The course of the waiting: a compositor after the other, until one has a seat.
class Wait {
public:
    Wait(const SeatOptions& options, std::filesystem::path socket,
         const std::function<void(const std::string&)>& log)
        : m_options(options),
          m_socket(std::move(socket)),
          m_log(log) {}

    [[nodiscard]] bool run(const std::function<bool()>& stop);

private:
    [[nodiscard]] Compositor::State step();
    [[nodiscard]] bool gaveUp() const { return Clock::now() - m_reached > m_options.unreachable; }
    void sayOnce();

    const SeatOptions& m_options;
    std::filesystem::path m_socket;
    const std::function<void(const std::string&)>& m_log;
    std::optional<Compositor> m_compositor;
    Clock::time_point m_reached =
        Clock::now(); ///< when a compositor last was there, and said what makes sense
    Clock::time_point m_begin = m_reached;
    bool m_said = false;
};

/// Compositors say what they have at once: what is not there after one pause is worth a line.
void Wait::sayOnce() {
    if (m_said || Clock::now() - m_begin < m_options.pause)
        return;
    m_said = true;
    m_log("waiting for a seat: the compositor has no touchscreen, mouse or keyboard yet");
}

Compositor::State Wait::step() {
    if (!m_compositor)
        m_compositor.emplace(m_socket);
    const auto state = m_compositor->listen(m_options.pause);
    switch (state) {
    case Compositor::State::Waiting:
        m_reached = Clock::now();
        sayOnce();
        break;
    case Compositor::State::Gone:
        m_compositor.reset();
        std::this_thread::sleep_for(m_options.pause);
        break;
    case Compositor::State::Seat:
        break;
    }
    return state;
}

bool Wait::run(const std::function<bool()>& stop) {
    while (!stop()) {
        if (step() == Compositor::State::Seat) {
            if (m_said)
                m_log("the compositor has a seat now");
            return true;
        }
        if (gaveUp()) {
            m_log(fmt::format("no compositor answers at {}", m_socket.string()));
            return false;
        }
    }
    return false;
}

} // namespace

std::optional<std::filesystem::path> compositorSocket(const SeatOptions& options) {
    // "wayland", "wayland-egl", "wayland;xcb": Qt takes the first that works.
    const bool named = options.platform.starts_with("wayland");
    if (!named && !(options.platform.empty() && !options.display.empty()))
        return std::nullopt;
    // Joined with an absolute path it is that one.
    return options.runtimeFolder / (options.display.empty() ? "wayland-0" : options.display);
}

bool waitForSeat(const SeatOptions& options, const std::function<void(const std::string&)>& log,
                 const std::function<bool()>& stop) {
    auto socket = compositorSocket(options);
    return !socket || Wait(options, *std::move(socket), log).run(stop);
}

} // namespace peripheral::kiosk
