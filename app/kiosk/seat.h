// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace peripheral::kiosk {

/// Qt 6.4's text items crash under a Wayland compositor that has no seat, as some have none before the first
/// touchscreen, mouse or keyboard is there. So nothing of Qt is made before there is one.
struct SeatOptions {
    std::string platform;                 ///< as $QT_QPA_PLATFORM or -platform names it; empty: Qt chooses
    std::string display;                  ///< as $WAYLAND_DISPLAY names it: a name or a path
    std::filesystem::path runtimeFolder;  ///< $XDG_RUNTIME_DIR, which names are of
    std::chrono::milliseconds pause{250}; ///< how often `stop` is asked, and a lost compositor looked for
    std::chrono::milliseconds unreachable{
        30'000}; ///< without any compositor for so long: not waited any longer
};

/// The socket of the compositor that Qt will draw by; nothing where Qt takes another platform.
[[nodiscard]] std::optional<std::filesystem::path> compositorSocket(const SeatOptions& options);

/// Waits until the compositor has a seat; true at once where Qt will not use one. False where `stop` says so,
/// or where no compositor could be reached for `unreachable`.
///
/// `log` is told once that it waits, and how that ended. `stop` is asked again and again while it waits, at
/// least every `pause`: there the service manager may be told that the start takes longer. Any bytes may come
/// from the socket. Blocks; to be called before there is a second thread or anything of Qt.
[[nodiscard]] bool waitForSeat(const SeatOptions& options, const std::function<void(const std::string&)>& log,
                               const std::function<bool()>& stop);

/// Reads what a Wayland compositor sends to a client that asked for the registry only, and looks for a seat
/// in it.
class RegistryReader {
public:
    enum class Found : unsigned char { NothingYet, Seat, Nonsense };

    /// What the client has to say first: give me the registry.
    [[nodiscard]] static std::string request();
    /// The next bytes, cut anywhere. After Nonsense there is no more to be said to this compositor.
    [[nodiscard]] Found take(std::string_view bytes);

private:
    [[nodiscard]] std::optional<Found> takeMessage();

    std::string m_rest; ///< of a message that has not come as a whole; never longer than one can be
};

} // namespace peripheral::kiosk
