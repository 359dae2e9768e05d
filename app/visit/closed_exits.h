// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QUrl>
#include <QWindow>

namespace peripheral {

/// Keeps a kiosk's window: full screen, in front, and the only one. Keys that lead out, requests to close,
/// minimise or leave full screen, files that are dropped and addresses that are opened come to nothing;
/// docs/kiosk.md lists them. What happens outside of the program (virtual terminals, the compositor's own
/// keys) is not its to stop. GUI thread, one for an application.
class ClosedExits : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClosedExits)

public:
    explicit ClosedExits(QObject* parent = nullptr);
    ~ClosedExits() override;

    /// Shows the window on its whole screen, and keeps it there.
    void keep(QWindow& window);
    /// From now on nothing is held back: the operator leaves, or the system ends the program.
    void open();
    /// Ends the program with `status`, whatever is closed.
    void leave(int status);

    /// Of the application.
    bool eventFilter(QObject* watched, QEvent* event) override;

public slots:
    /// Where an address would be opened: it is not.
    void refuse(const QUrl& address);

private:
    [[nodiscard]] bool isKept() const;
    void bringBack();
    void lookAgain();
    void place();

    QPointer<QWindow> m_window;
    bool m_open = false;
    int m_unseen = 0;      ///< looks, one after the other
    int m_misplaced = 0;   ///< likewise
    QTimer m_again;        ///< looks whether the window is still where it belongs
    QElapsedTimer m_asked; ///< since it was asked to be in front; not valid before
    QTimer m_soon;         ///< after what happens to the window now
};

} // namespace peripheral
