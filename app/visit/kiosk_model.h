// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/loaded_model.h"
#include "visit/kiosk.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>
#include <functional>
#include <string>

namespace peripheral {

/// The model that the operator has chosen. What cannot be opened is tried again while nobody is there, at
/// first soon and then less often: its disk may come later, and memory be free again. Meanwhile the built-in
/// one answers, and a try that a visitor comes upon is broken off. GUI thread.
class KioskModel : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KioskModel)

public:
    struct Parts {
        const Kiosk& kiosk;
        LoadedModel& model;
        QString path{}; ///< as pathFromBytes() has it; empty: the built-in model
        /// Told which is not used, and why; not again as long as that is why. May be empty.
        std::function<void(const std::string& sentence)> tell{};
        /// Until the first try after the one that failed, and at most.
        std::chrono::milliseconds first{60'000}, longest{16 * 60'000};
    };
    explicit KioskModel(Parts parts, QObject* parent = nullptr);
    ~KioskModel() override;

    void open();

private:
    void onError();
    void tryAgain();
    void onStage();

    Parts m_parts;
    QTimer m_again;
    bool m_due = false; ///< as soon as nobody is there
    QString m_told;
};

} // namespace peripheral
