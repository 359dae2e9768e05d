// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/x11_activation.h"

#include <QGuiApplication>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string_view>
#include <xcb/xcb.h>

namespace peripheral {

namespace {

class Desktop {
public:
    Desktop(xcb_connection_t* connection, xcb_window_t window)
        : m_connection(connection),
          m_window(window),
          m_root(xcb_setup_roots_iterator(xcb_get_setup(connection)).data->root) {}
    Desktop(const Desktop&) = delete;
    Desktop& operator=(const Desktop&) = delete;
    ~Desktop() { xcb_flush(m_connection); }

    /// Extended Window Manager Hints: _NET_WM_USER_TIME and _NET_ACTIVE_WINDOW.
    void activate(quint32 time) const {
        xcb_change_property(m_connection, XCB_PROP_MODE_REPLACE, m_window, atom("_NET_WM_USER_TIME"),
                            XCB_ATOM_CARDINAL, 32, 1, &time);
        xcb_client_message_event_t event = message("_NET_ACTIVE_WINDOW", 32);
        event.data.data32[0] = 1; // an application asks, not a pager
        event.data.data32[1] = time;
        send(event, XCB_EVENT_MASK_SUBSTRUCTURE_REDIRECT | XCB_EVENT_MASK_SUBSTRUCTURE_NOTIFY);
    }

    /// Startup Notification Protocol: text in pieces, with the zero at its end.
    void broadcast(std::string_view text) const {
        const char* type = "_NET_STARTUP_INFO_BEGIN";
        for (std::size_t begin = 0; begin <= text.size(); begin += kPiece) {
            xcb_client_message_event_t event = message(type, 8);
            const std::string_view piece = text.substr(begin, kPiece);
            std::copy(piece.begin(), piece.end(), std::begin(event.data.data8));
            send(event, XCB_EVENT_MASK_PROPERTY_CHANGE);
            type = "_NET_STARTUP_INFO";
        }
    }

private:
    static constexpr std::size_t kPiece = 20;
    struct Freed {
        void operator()(void* reply) const { std::free(reply); }
    };

    [[nodiscard]] xcb_atom_t atom(std::string_view name) const {
        const auto question =
            xcb_intern_atom(m_connection, 0, static_cast<std::uint16_t>(name.size()), name.data());
        const std::unique_ptr<xcb_intern_atom_reply_t, Freed> reply(
            xcb_intern_atom_reply(m_connection, question, nullptr));
        return reply == nullptr ? 0 : reply->atom;
    }
    [[nodiscard]] xcb_client_message_event_t message(const char* type, std::uint8_t format) const {
        xcb_client_message_event_t event{};
        event.response_type = XCB_CLIENT_MESSAGE;
        event.format = format;
        event.window = m_window;
        event.type = atom(type);
        return event;
    }
    void send(const xcb_client_message_event_t& event, std::uint32_t mask) const {
        xcb_send_event(m_connection, 0, m_root, mask, reinterpret_cast<const char*>(&event));
    }

    xcb_connection_t* m_connection;
    xcb_window_t m_window;
    xcb_window_t m_root;
};

} // namespace

quint32 startupTime(const QByteArray& startupId) {
    const qsizetype mark = startupId.lastIndexOf("_TIME");
    return mark < 0 ? 0 : startupId.mid(mark + 5).toUInt();
}

bool activateOnX11(QWindow& window, const QByteArray& startupId) {
    // By its name, because the platform without a display says that it is X11, too, and has no connection.
    if (QGuiApplication::platformName() != "xcb" || startupId.isEmpty())
        return false;
    const auto* x11 = qGuiApp->nativeInterface<QNativeInterface::QX11Application>();
    const Desktop desktop(x11->connection(), static_cast<xcb_window_t>(window.winId()));
    const quint32 time = startupTime(startupId);
    if (time != 0)
        desktop.activate(time);
    QByteArray quoted = startupId;
    quoted.replace('\\', "\\\\").replace('"', "\\\"");
    desktop.broadcast(("remove: ID=\"" + quoted + '"').toStdString());
    return time != 0;
}

} // namespace peripheral
