// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shown_kiosk.h"

#include "builtin/builtin_model.h"
#include "models/local_path.h"
#include "qml_folder.h"
#include "visible_items.h"
#include "visit/interface_erasing.h"

#include <QFont>
#include <QQuickStyle>
#include <QSignalSpy>
#include <QTest>

namespace {

constexpr int kLongWait = 20'000; // ms; only a failure waits so long

peripheral::EngineFactory engineFor(bool real, const std::shared_ptr<Script>& script) {
    if (real)
        return [] { return plm::makeEngine({}); };
    return [script] { return makeScriptedEngine(script); };
}

void collectItems(QQuickItem& root, QList<QQuickItem*>& items) {
    items += &root;
    const auto children = root.childItems();
    for (QQuickItem* child : children)
        collectItems(*child, items);
}

} // namespace

KioskApplication::KioskApplication(int& argc, char** argv) : QGuiApplication(argc, argv) {
    setApplicationDisplayName("Peripheral");
    setFont(QFont("DejaVu Sans"));
}

ShownKiosk::ShownKiosk(const Setup& setup)
    : m_objects({.config = setup.config,
                 .engine = engineFor(setup.realEngine, m_script),
                 .builtInModel = peripheral::pathFromBytes(peripheral::builtinModel().native()),
                 .clock = [this] { return m_now; },
                 .startAnew = [this](const QString& why) { m_newStarts << why; },
                 .eraseInterface = [this] { peripheral::eraseInterface(m_qml); },
                 .pace = setup.pace}) {
    if (QQuickStyle::name() != "Basic")
        QQuickStyle::setStyle("Basic");
    QObject::connect(&m_qml, &QQmlEngine::warnings, &m_qml, [](const QList<QQmlError>& warnings) {
        for (const QQmlError& warning : warnings)
            QTest::qFail(qPrintable(warning.toString()), __FILE__, __LINE__);
    });
    m_qml.addImportPath("qrc:/qt/qml");
    readQmlFromFolder(m_qml);
    m_qml.setInitialProperties(m_objects.properties());
    m_qml.load(QUrl("qrc:/qt/qml/Peripheral/Kiosk/KioskWindow.qml"));
    m_window = qobject_cast<QQuickWindow*>(m_qml.rootObjects().value(0));
    if (m_window == nullptr)
        qFatal("KioskWindow.qml gives no window");
    m_window->resize(setup.size);
    m_window->show();
    m_window->requestActivate();
    (void)QTest::qWaitForWindowActive(m_window, kLongWait);
    if (setup.openModel) {
        m_objects.openModel();
        (void)QTest::qWaitFor([this] { return model().ready(); }, kLongWait);
    }
}

ShownKiosk::~ShownKiosk() {
    kiosk().finish();
}

void ShownKiosk::pass(std::chrono::milliseconds time) {
    m_now += time;
    kiosk().advance();
}

void ShownKiosk::beginChat() {
    kiosk().begin();
    kiosk().agree();
    QTRY_COMPARE_WITH_TIMEOUT(kiosk().obstacle(), peripheral::Kiosk::None, kLongWait);
}

void ShownKiosk::ask(const QString& question) {
    kiosk().ask(question);
    const auto& chat = *kiosk().chat();
    QTRY_VERIFY_WITH_TIMEOUT(chat.messages()->count() > 0, kLongWait);
    if (m_script->hold == Script::Hold::Never)
        QTRY_VERIFY_WITH_TIMEOUT(!chat.busy(), kLongWait);
    else
        QTRY_VERIFY_WITH_TIMEOUT(chat.answerState() == peripheral::MessageState::Reading ||
                                     chat.answerState() == peripheral::MessageState::Streaming,
                                 kLongWait);
}

QQuickItem* ShownKiosk::item(const QString& objectName) const {
    const auto items = visibleItems(m_window->contentItem());
    const auto found = std::find_if(items.begin(), items.end(),
                                    [&](const QQuickItem* one) { return one->objectName() == objectName; });
    return found == items.end() ? nullptr : *found;
}

QString ShownKiosk::textOf(const QString& objectName) const {
    const QQuickItem* named = item(objectName);
    return named == nullptr ? QString() : named->property("text").toString();
}

bool ShownKiosk::showsText(const QString& text) const {
    const auto items = visibleItems(m_window->contentItem());
    return std::any_of(items.begin(), items.end(), [&](const QQuickItem* one) {
        return one->property("markdown").toString().contains(text) ||
               one->property("text").toString().contains(text);
    });
}

QRectF ShownKiosk::placeOf(const QQuickItem& one) const {
    return item("kioskRoot")->mapRectFromItem(&one, {0, 0, one.width(), one.height()});
}

QList<QQuickItem*> ShownKiosk::allItems() const {
    QList<QQuickItem*> items;
    collectItems(*m_window->contentItem(), items);
    return items;
}

void ShownKiosk::settle() {
    // What one frame lays out may move what was laid out before it.
    for (int frame = 0; frame < 2; ++frame) {
        QSignalSpy drawn(m_window, &QQuickWindow::frameSwapped);
        m_window->update();
        (void)drawn.wait(kLongWait);
    }
}

QImage ShownKiosk::grab() {
    settle();
    settle();
    return m_window->grabWindow();
}
