// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "visit/closed_exits.h"

#include "visit/ways_out.h"

#include <QDesktopServices>
#include <QEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QScreen>

namespace peripheral {

namespace {

// So often the window looks whether it is in front, and asks for it: window managers and other programs are
// not to be fought a hundred times a second.
constexpr int kAgainMs = 1000;
// Looks at a window that cannot be seen, until it is shown anew.
constexpr int kMostUnseen = 2;
// Looks at a window that does not fill the screen, until it is placed by hand: what a window manager is asked
// for takes its time.
constexpr int kMostMisplaced = 2;

constexpr const char* kSchemes[] = {"http", "https", "file", "ftp", "mailto", "tel"};

bool isKey(const QEvent& event) {
    return event.type() == QEvent::KeyPress || event.type() == QEvent::KeyRelease ||
           event.type() == QEvent::ShortcutOverride;
}

/// What brings things into the program, or opens something that is not the kiosk's.
bool isRequest(const QEvent& event) {
    switch (static_cast<int>(event.type())) {
    case QEvent::Close:
    case QEvent::Quit:
    case QEvent::FileOpen:
    case QEvent::ContextMenu:
    case QEvent::DragEnter:
    case QEvent::DragMove:
    case QEvent::Drop:
    case QEvent::WhatsThisClicked:
        return true;
    }
    return false;
}

bool changesWindow(const QEvent& event) {
    switch (static_cast<int>(event.type())) {
    case QEvent::WindowStateChange:
    case QEvent::Hide:
    case QEvent::Expose:
    case QEvent::FocusOut:
    case QEvent::Move:
    case QEvent::Resize:
        return true;
    }
    return false;
}

} // namespace

ClosedExits::ClosedExits(QObject* parent) : QObject(parent) {
    QGuiApplication::setQuitOnLastWindowClosed(false);
    for (const char* scheme : kSchemes)
        QDesktopServices::setUrlHandler(scheme, this, "refuse");
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    m_again.setInterval(kAgainMs);
    connect(&m_soon, &QTimer::timeout, this, &ClosedExits::bringBack);
    connect(&m_again, &QTimer::timeout, this, &ClosedExits::lookAgain);
    QCoreApplication::instance()->installEventFilter(this);
}

ClosedExits::~ClosedExits() {
    for (const char* scheme : kSchemes)
        QDesktopServices::unsetUrlHandler(scheme);
}

void ClosedExits::keep(QWindow& window) {
    m_window = &window;
    window.setFlag(Qt::FramelessWindowHint);
    const auto follow = [this](QScreen* screen) {
        if (screen != nullptr)
            connect(screen, &QScreen::geometryChanged, &m_soon, qOverload<>(&QTimer::start));
        m_soon.start();
    };
    connect(&window, &QWindow::screenChanged, this, follow);
    follow(window.screen());
    if (window.screen() != nullptr)
        window.setGeometry(window.screen()->geometry()); // where no window manager makes it so large
    window.showFullScreen();
    m_again.start();
}

void ClosedExits::open() {
    m_open = true;
    m_again.stop();
    m_soon.stop();
}

void ClosedExits::leave(int status) {
    open();
    QCoreApplication::exit(status);
}

void ClosedExits::refuse(const QUrl& /*address*/) {}

bool ClosedExits::eventFilter(QObject* watched, QEvent* event) {
    if (m_open)
        return false;
    if (isKey(*event)) {
        const auto& key = static_cast<const QKeyEvent&>(*event);
        if (!isWayOut(key.key(), key.modifiers()))
            return false;
        event->accept(); // of ShortcutOverride: so that it is no shortcut of anything either
        return true;
    }
    if (isRequest(*event)) {
        event->ignore();
        return true;
    }
    if (watched == m_window && changesWindow(*event))
        m_soon.start(); // when all of it has happened
    return false;
}

bool ClosedExits::isKept() const {
    return m_window->isVisible() && m_window->windowStates() == Qt::WindowFullScreen &&
           m_window->geometry() == m_window->screen()->geometry();
}

/// The window is full screen again, at once; in front as soon as it may ask for it.
void ClosedExits::bringBack() {
    if (m_open || m_window.isNull())
        return;
    if (!isKept())
        m_window->showFullScreen();
    if (!m_asked.isValid() || m_asked.hasExpired(kAgainMs))
        lookAgain();
}

/// Where full screen has not become the whole screen for a while. On X11 Qt takes the state of full screen
/// back from a window whose geometry is set, and does not say so: it is asked for anew, last.
void ClosedExits::place() {
    const QRect whole = m_window->screen()->geometry();
    m_misplaced = m_window->geometry() == whole ? 0 : m_misplaced + 1;
    if (m_misplaced < kMostMisplaced)
        return;
    m_misplaced = 0;
    m_window->setGeometry(whole);
    m_window->showFullScreen();
}

void ClosedExits::lookAgain() {
    if (m_open || m_window.isNull())
        return;
    m_asked.start();
    m_unseen = m_window->isExposed() ? 0 : m_unseen + 1;
    if (m_unseen >= kMostUnseen && QGuiApplication::platformName() == "xcb") {
        // On a desktop that is not shown, where asking for being in front is not heard of: a window that
        // comes anew comes to the one that is.
        m_unseen = 0;
        m_window->hide();
        m_window->showFullScreen();
    }
    place();
    if (!isKept())
        m_soon.start();
    else if (!m_window->isActive() || !m_window->isExposed()) {
        m_window->raise();
        m_window->requestActivate();
    }
}

} // namespace peripheral

#include "moc_closed_exits.cpp"
