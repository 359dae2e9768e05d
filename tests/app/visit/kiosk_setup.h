// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "told_engine.h"
#include "visit/kiosk_objects.h"

#include <QTemporaryDir>

#include <memory>

namespace peripheral {

/// Whether a search with these would find all of the text that can be found.
[[nodiscard]] bool looksFor(const kiosk::Traces& traces, const QString& text);
[[nodiscard]] bool looksForTokens(const kiosk::Traces& traces, const std::vector<plm::TokenId>& tokens);

/// A kiosk without a window, on an engine that gives what it is told to, and a clock of its own.
class KioskSetup {
public:
    explicit KioskSetup(const kiosk::Config& config = {},
                        std::shared_ptr<Told> told = std::make_shared<Told>(),
                        const Erasure::Search& search = Erasure::standardSearch());
    /// The stack of an engine's thread that has ended stays in the process for threads to come: wiped, so
    /// that a later test does not find what this one's visitor said.
    ~KioskSetup();
    Q_DISABLE_COPY_MOVE(KioskSetup)

    [[nodiscard]] Kiosk& kiosk() { return m_objects->kiosk; }
    [[nodiscard]] KioskFace& face() { return m_objects->face; }
    [[nodiscard]] KioskObjects& objects() { return *m_objects; }
    [[nodiscard]] Told& told() { return *m_told; }
    /// Why the kiosk wanted to start anew; empty: it did not.
    [[nodiscard]] const QStringList& newStarts() const { return m_newStarts; }

    /// Opens the model and waits for it.
    [[nodiscard]] bool open();
    /// A visitor comes, and agrees; true where something can be asked.
    [[nodiscard]] bool receive();
    /// Asks and waits for the end of the answer.
    [[nodiscard]] bool ask(const QString& question);
    /// Waits until the visit is erased, or the kiosk wants to start anew.
    [[nodiscard]] bool waitForErasing();
    [[nodiscard]] bool waitFor(KioskStage::Value stage);
    /// Lets so much time go by at once.
    void pass(kiosk::Visit::Time time);

private:
    QTemporaryDir m_folder;
    std::shared_ptr<Told> m_told;
    kiosk::Visit::Time m_now{0};
    QStringList m_newStarts;
    std::unique_ptr<KioskObjects> m_objects;
};

} // namespace peripheral
