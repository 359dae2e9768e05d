// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "visit/visitor.h"

#include <QObject>

#include <functional>
#include <memory>

namespace peripheral {

/// The erasing of one visit after the other. GUI thread.
class Erasure : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Erasure)

public:
    struct Parts {
        EngineThread& engine;
        std::function<void()> eraseInterface;
        std::function<QStringList()> ownTexts;
    };
    explicit Erasure(Parts parts, QObject* parent = nullptr);
    ~Erasure() override;

    /// A text of the visitor, in whatever way it came into the process.
    void note(const QString& text);
    /// Ends what the engine does for the visitor, and erases it all; answered by erased() or remains().
    void begin(std::unique_ptr<Visitor> visitor);

signals:
    /// Nothing is found any more; at the first try, or later.
    void erased(bool atOnce);
    /// Something is: where, without a word of the visitor.
    void remains(const QString& where);

private:
    Parts m_parts;
    std::unique_ptr<Visitor> m_visitor;
};

} // namespace peripheral
