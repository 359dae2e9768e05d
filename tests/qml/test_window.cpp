// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "test_window.h"

#include "application/built_in_dialog.h"
#include "application/window_place.h"
#include "made_up_profiles.h"
#include "measuring/measuring_line.h"
#include "qml_folder.h"

#include <plm/profile_file.h>

#include <QDropEvent>
#include <QMimeData>
#include <QPointingDevice>
#include <QQuickStyle>
#include <QScreen>
#include <QSignalSpy>
#include <QStyleHints>
#include <QTest>

using peripheral::Chat;
using peripheral::ConversationListModel;
using peripheral::MessageState;

namespace {

constexpr int kPatience = 10'000; // ms; only a failure waits so long

QPointingDevice* touchscreen() {
    static QPointingDevice* const device = QTest::createTouchDevice();
    return device;
}

void openOn(QQuickWindow& window, const QString& name) {
    const auto screens = QGuiApplication::screens();
    for (QScreen* screen : screens) {
        // Without a display, a window is on the screen that its place is on.
        if (screen->name() == name) {
            window.setScreen(screen);
            window.setPosition(screen->geometry().topLeft());
        }
    }
    peripheral::openOnItsScreen(window);
}

/// A shell that says an estimate and, where it is to measure, how far it is, and goes on until it is stopped.
peripheral::ProfileRun::Program measuringForEver() {
    const plm::BenchProgress now{.step = plm::BenchProgress::Step::Testing,
                                 .test = {plm::BenchTest::Kind::Prompt, 128, 0},
                                 .repetition = 2,
                                 .repetitions = 5,
                                 .secondsLeft = 84};
    const plm::BenchProgress before{.step = plm::BenchProgress::Step::Loading, .secondsLeft = 120};
    QByteArray lines;
    for (const peripheral::MeasuringLine& line :
         {peripheral::MeasuringLine(before), peripheral::MeasuringLine(now)})
        lines += QByteArray::fromStdString(toText(line)) + '\n';
    const QByteArray script = "echo '" +
                              QByteArray::fromStdString(toText(peripheral::MeasuringEstimate{120})) +
                              "'; [ $1 = run ] || exit 0; printf '%s' '" + lines +
                              "'; trap 'exit 1' TERM; while :; do sleep 0.05; done";
    return {.path = "/bin/sh", .arguments = {"-c", QString::fromUtf8(script), "measure"}};
}

} // namespace

TestWindow::TestWindow(const QString& dataDir, const std::shared_ptr<Script>& script, const QString& screen,
                       const peripheral::Permitted& permitted)
    : TestWindow(dataDir,
                 {.settingsFile = {},
                  .engine = [script](const peripheral::Settings&) -> peripheral::EngineFactory {
                      return [script] { return makeScriptedEngine(script); };
                  },
                  .builtInModel = "/plm-nano.gguf",
                  .permitted = permitted},
                 script, screen) {}

TestWindow::TestWindow(const QString& dataDir, const peripheral::EngineFactory& engine, const QString& model)
    : TestWindow(dataDir,
                 {.settingsFile = {},
                  .engine = [engine](const peripheral::Settings&) { return engine; },
                  .builtInModel = model},
                 std::make_shared<Script>(), {}) {}

TestWindow::TestWindow(const QString& dataDir, peripheral::ChatObjects::Setup setup,
                       std::shared_ptr<Script> script, const QString& screen)
    : m_dataDir(dataDir),
      m_script(std::move(script)),
      m_objects([&] {
          setup.settingsFile = dataDir + "/settings.ini";
          setup.device = sampleMachine(dataDir + "/machine");
          setup.gpus = sampleGpus();
          setup.measuring = measuringForEver();
          return std::move(setup);
      }()) {
    QObject::connect(&m_objects.engine, &peripheral::EngineThread::memoryChanged, &m_qml,
                     [this](const peripheral::EngineMemory& memory) {
                         if (memory.device.layers == 0)
                             m_memory = memory;
                     });
    m_objects.storage.open(dataDir);
    if (QQuickStyle::name() != "Basic")
        QQuickStyle::setStyle("Basic");
    QGuiApplication::styleHints()->setUseHoverEffects(true); // as on real platforms
    QObject::connect(&m_qml, &QQmlEngine::warnings, &m_qml, [](const QList<QQmlError>& warnings) {
        for (const QQmlError& warning : warnings)
            QTest::qFail(qPrintable(warning.toString()), __FILE__, __LINE__);
    });
    m_qml.addImportPath("qrc:/qt/qml");
    peripheral::dressFileDialogs(m_qml);
    readQmlFromFolder(m_qml);
    m_qml.setInitialProperties(m_objects.properties());
    m_qml.load(QUrl("qrc:/qt/qml/Peripheral/Desktop/Main.qml"));
    m_window = qobject_cast<QQuickWindow*>(m_qml.rootObjects().value(0));
    if (m_window == nullptr)
        qFatal("Main.qml gives no window");
    openOn(*m_window, screen);
    m_window->requestActivate();
    (void)QTest::qWaitForWindowActive(m_window, kPatience);
}

TestWindow::~TestWindow() = default;

void TestWindow::open() {
    m_objects.model.openBuiltIn();
    QVERIFY(
        QTest::qWaitFor([&] { return m_objects.model.builtIn() && m_objects.chat.canSend(); }, kPatience));
}

void TestWindow::ask(const QString& question) {
    QVERIFY(QTest::qWaitFor([&] { return m_objects.chat.canSend(); }, kPatience));
    m_objects.chat.send(question);
    const MessageState end = m_script->hold == Script::Hold::WhileReading ? MessageState::Reading
                             : m_script->hold == Script::Hold::AtTheEnd   ? MessageState::Streaming
                                                                          : MessageState::Complete;
    QVERIFY(QTest::qWaitFor(
        [&] { return m_objects.chat.messages()->count() > 0 && m_objects.chat.answerState() == end; },
        kPatience));
}

QQuickItem* TestWindow::item(const QString& objectName) const {
    const auto items = visibleItems(m_window->contentItem());
    for (QQuickItem* candidate : items) {
        if (candidate->objectName() == objectName)
            return candidate;
    }
    return nullptr;
}

void TestWindow::click(const QString& objectName) {
    QTest::qWait(50); // what has just come has its place after the next frame
    QQuickItem* target = item(objectName);
    QVERIFY2(target != nullptr, qPrintable(objectName));
    const QPointF centre = target->mapToScene({target->width() / 2, target->height() / 2});
    QTest::mouseClick(m_window, Qt::LeftButton, Qt::NoModifier, centre.toPoint());
}

QString TestWindow::textOf(const QString& objectName) const {
    const QQuickItem* named = item(objectName);
    return named == nullptr ? QString() : named->property("text").toString();
}

void TestWindow::type(const QString& text) {
    for (const QChar c : text)
        QTest::sendKeyEvent(QTest::Click, m_window, Qt::Key_unknown, QString(c), Qt::NoModifier);
}

void TestWindow::key(Qt::Key pressed, Qt::KeyboardModifiers modifiers) {
    QTest::keyClick(m_window, pressed, modifiers);
}

void TestWindow::drag(const QString& objectName, QPoint way) {
    QQuickItem* target = item(objectName);
    QVERIFY2(target != nullptr, qPrintable(objectName));
    const QPoint from = target->mapToScene({target->width() / 2, target->height() / 2}).toPoint();
    QTest::touchEvent(m_window, touchscreen()).press(0, from, m_window);
    constexpr int kSteps = 8; // what is dragged follows from the second on
    for (int step = 1; step <= kSteps; ++step) {
        QTest::qWait(16);
        m_finger = from + way * step / kSteps;
        QTest::touchEvent(m_window, touchscreen()).move(0, m_finger, m_window);
    }
    QTest::qWait(16);
}

void TestWindow::letGo() {
    QTest::qWait(100); // held still, so that nothing is flicked
    QTest::touchEvent(m_window, touchscreen()).move(0, m_finger, m_window);
    QTest::touchEvent(m_window, touchscreen()).release(0, m_finger, m_window);
}

bool TestWindow::drop(const QString& file) {
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file)});
    const QPoint place(600, 400);
    QDragEnterEvent enter(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_window, &enter);
    const bool welcome = shows("dropHint");
    QDropEvent dropped(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_window, &dropped);
    return welcome;
}

void TestWindow::endAnswers() {
    const QAbstractListModel& list = *m_objects.chat.conversations();
    for (int row = 0; row < list.rowCount(); ++row) {
        const QModelIndex index = list.index(row);
        if (!index.data(ConversationListModel::AnsweringRole).toBool())
            continue;
        m_objects.chat.open(index.data(ConversationListModel::ConversationIdRole).toInt());
        QVERIFY(QTest::qWaitFor([&] { return m_objects.chat.busy(); }, kPatience));
        m_objects.chat.stop();
        QVERIFY(QTest::qWaitFor([&] { return !m_objects.chat.busy(); }, kPatience));
    }
}

void TestWindow::forgetConversations() {
    while (m_objects.chat.conversations()->count() > 0)
        m_objects.chat.remove(
            m_objects.chat.conversations()->index(0).data(ConversationListModel::ConversationIdRole).toInt());
    m_objects.chat.dismissUndo();
}

qint64 TestWindow::addProfile(const std::string& name, double times) {
    plm::DeviceProfile profile = plm::test::slower(plm::test::fullProfile(), times);
    profile.name = name;
    return add(profile);
}

qint64 TestWindow::addPublishedProfile() {
    const auto read = plm::readProfile(PERIPHERAL_REFERENCE_PROFILES "/radxa-dragon-q8b-tinyllama-1.1b.json");
    return read ? add(*read) : 0;
}

qint64 TestWindow::add(const plm::DeviceProfile& profile) {
    QSignalSpy added(&m_objects.profiles, &peripheral::Profiles::added);
    m_objects.profiles.add(profile);
    (void)QTest::qWaitFor([&] { return !added.isEmpty(); }, kPatience);
    return added.value(0).value(0).toLongLong();
}

void TestWindow::forgetProfiles() {
    m_objects.profileRun.cancel();
    QVERIFY(QTest::qWaitFor([&] { return m_objects.profileRun.state() != peripheral::ProfileRun::Running; },
                            kPatience));
    m_objects.profileRun.dismiss();
    const peripheral::ProfileListModel& list = *m_objects.profiles.list();
    while (list.count() > 0)
        m_objects.profiles.remove(
            list.index(0).data(peripheral::ProfileListModel::ProfileIdRole).toLongLong());
    m_objects.profiles.dismissUndo();
    m_objects.profiles.dismissProblem();
    m_objects.profiles.dismissNotice();
}

void TestWindow::closePopups() {
    const auto items = visibleItems(m_window->contentItem());
    for (const QQuickItem* item : items) {
        if (!item->inherits("QQuickPopupItem"))
            continue;
        QMetaObject::invokeMethod(item->parent(), "close");
        QTest::qWait(50); // Qt still polishes it, and must not find it destroyed
    }
}

void TestWindow::reset() {
    closePopups();
    m_objects.model.cancelLoading();
    QVERIFY(QTest::qWaitFor([&] { return !m_objects.model.loading(); }, kPatience));
    m_objects.chat.stop();
    endAnswers();
    *m_script = Script();
    if (!m_objects.model.builtIn())
        open();
    forgetConversations();
    forgetProfiles();
    m_objects.chat.cancelEdit();
    m_objects.chat.dismissProblem();
    m_objects.model.dismissError();
    m_objects.settings.setExecutor("auto");
    m_objects.gpus.begin({}); // nothing is known of any
    m_objects.gpus.dismissNews();
    emit m_objects.engine.executorChanged({.name = "CPU", .reason = {}});
    emit m_objects.engine.memoryChanged(m_memory);
    m_objects.model.dismissNotice();
    m_objects.settings.setSidebarOpen(true);
    m_objects.settings.setPanelOpen(false);
    m_objects.settings.setFoldedSections({});
    emit m_objects.engine.modelOpened(); // nothing is known of its answers
    m_objects.settings.setTextScale(1);
    m_objects.settings.setScheme(peripheral::Settings::Light);
    m_objects.settings.setReducedMotion(false);
    resize(1200, 800);
    QMetaObject::invokeMethod(m_window, "newChat");
    m_objects.chat.setDraft({});
    QTest::mouseMove(m_window, {600, 300});
}

QObject* TestWindow::navigation() const {
    return m_window->property("navigation").value<QObject*>();
}

void TestWindow::openPage(const QString& name) {
    QMetaObject::invokeMethod(navigation(), "open", Q_ARG(QString, name));
}

void TestWindow::resize(int width, int height) {
    m_window->resize(width, height);
    // Both the window and its contents, which hear of it later.
    const QQuickItem* content = m_window->contentItem();
    QVERIFY(QTest::qWaitFor([&] { return content->size() == QSizeF(width, height); }, kPatience));
    QTest::qWait(50);
}

QImage TestWindow::grab() {
    QTest::mouseMove(m_window, {m_window->width() / 2, m_window->height() - 2}); // over nothing
    QTest::qWait(400); // the line of a waiting answer shows after 300 ms
    return m_window->grabWindow();
}
