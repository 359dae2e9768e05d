// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk_setup.h"

#include "kiosk/freed_memory.h"

#include <QFile>
#include <QTest>

namespace peripheral {

bool looksFor(const kiosk::Traces& traces, const QString& text) {
    kiosk::Traces more = traces; // with the same key
    more.addText(text.toStdString());
    return traces.isComplete() && more.needles().size() == traces.needles().size();
}

bool looksForTokens(const kiosk::Traces& traces, const std::vector<plm::TokenId>& tokens) {
    kiosk::Traces more = traces;
    more.addTokens(tokens);
    return more.needles().size() == traces.needles().size();
}

KioskSetup::KioskSetup(const kiosk::Config& config, std::shared_ptr<Told> told, const Erasure::Search& search)
    : m_told(std::move(told)) {
    const QString model = m_folder.filePath("good.gguf");
    QFile file(model);
    if (file.open(QIODevice::WriteOnly))
        file.write("a model");
    m_objects = std::make_unique<KioskObjects>(
        KioskObjects::Setup{.config = config,
                            .engine = toldEngine(m_told),
                            .builtInModel = model,
                            .clock = [this] { return m_now; },
                            .startAnew = [this](const QString& why) { m_newStarts << why; },
                            .search = search});
}

KioskSetup::~KioskSetup() {
    QMetaObject::invokeMethod(
        m_objects->engine.object(), [] { kiosk::wipeStackBelow(256UL * 1024); }, Qt::QueuedConnection);
}

bool KioskSetup::open() {
    m_objects->openModel();
    return QTest::qWaitFor([this] { return kiosk().obstacle() == Kiosk::None; });
}

bool KioskSetup::receive() {
    kiosk().begin();
    kiosk().agree();
    return QTest::qWaitFor([this] { return kiosk().chat() != nullptr && kiosk().obstacle() == Kiosk::None; });
}

bool KioskSetup::ask(const QString& question) {
    kiosk().ask(question);
    return QTest::qWaitFor([this] { return !kiosk().chat()->busy(); }, 20'000);
}

bool KioskSetup::waitForErasing() {
    return QTest::qWaitFor([this] { return kiosk().stage() == KioskStage::Erased || !m_newStarts.isEmpty(); },
                           60'000);
}

bool KioskSetup::waitFor(KioskStage::Value stage) {
    return QTest::qWaitFor([this, stage] { return kiosk().stage() == stage; }, 60'000);
}

void KioskSetup::pass(kiosk::Visit::Time time) {
    m_now += time;
    kiosk().advance();
}

} // namespace peripheral
