// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "accessible_tree.h"
#include "scenes.h"
#include "window_case.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

using peripheral::Settings;

/// Walks what a screen reader finds in every state of the window, and measures what a finger has to hit.
///
/// What is said in each state stands in tests/qml/spoken; where it changes on purpose,
/// PERIPHERAL_SPOKEN=1 writes these files again.
class AccessibilityTest : public WindowCase {
    Q_OBJECT
private slots:
    void everyState_data();
    void everyState();
    void keyboardReachesEverything_data();
    void keyboardReachesEverything();
    void pressingIsOffered();

private:
    void prepare(const QString& scene);
    void checkOutline(const QString& scene);
    void checkControls();
};

namespace {

bool is(const QQuickItem& item, const char* type) {
    return item.inherits(type);
}

/// What a person can press, write in or move.
bool isControl(const QQuickItem& item) {
    if (is(item, "QQuickAbstractButton") || is(item, "QQuickSlider"))
        return true;
    return (is(item, "QQuickTextEdit") || is(item, "QQuickTextInput")) && !item.property("readOnly").toBool();
}

QList<QAccessible::Role> rolesFor(const QQuickItem& item) {
    if (is(item, "QQuickMenuItem"))
        return {QAccessible::MenuItem};
    if (is(item, "QQuickRadioButton"))
        return {QAccessible::RadioButton};
    if (is(item, "QQuickSwitch"))
        return {QAccessible::CheckBox};
    if (is(item, "QQuickSlider"))
        return {QAccessible::Slider};
    if (is(item, "QQuickAbstractButton") && item.property("checkable").toBool())
        return {QAccessible::CheckBox};
    if (is(item, "QQuickAbstractButton"))
        return {QAccessible::Button, QAccessible::ListItem};
    return {QAccessible::EditableText};
}

QByteArray nameOf(const QQuickItem& item) {
    return item.metaObject()->className() + QByteArray(" ") + item.objectName().toUtf8();
}

QRectF placeOf(const QQuickItem& item) {
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()));
}

/// What is left of it where it is scrolled out of what shows it.
QRectF seenOf(const QQuickItem& item) {
    QRectF seen = placeOf(item);
    for (const QQuickItem* holder = item.parentItem(); holder != nullptr; holder = holder->parentItem()) {
        if (holder->clip())
            seen = seen.intersected(placeOf(*holder));
    }
    return seen;
}

void checkSpoken(const QQuickItem& control, const QList<Spoken>& spoken) {
    const auto found =
        std::find_if(spoken.begin(), spoken.end(), [&](const Spoken& one) { return one.item == &control; });
    const QByteArray name = nameOf(control);
    QVERIFY2(found != spoken.end(), name + " is not in the accessibility tree");
    QVERIFY2(!found->name.trimmed().isEmpty(), name + " has no name");
    QVERIFY2(rolesFor(control).contains(found->role), name + " has another role");
    QVERIFY2(control.isEnabled() || !found->description.isEmpty(), name + " is not said to be disabled");
    QVERIFY2(found->state.focused == control.hasActiveFocus(), name + " is not said to have the keyboard");
    if (control.property("checkable").toBool())
        QVERIFY2(found->state.checked == control.property("checked").toBool(),
                 name + " is not said to be checked");
}

/// At least 44 px each way, and not outside the window at its sides.
void checkSize(const QQuickItem& control, const QSizeF& frame) {
    const QRectF place = placeOf(control);
    const QByteArray size = QByteArray::number(place.width()) + " x " + QByteArray::number(place.height());
    QVERIFY2(place.width() >= 44 && place.height() >= 44, nameOf(control) + " is only " + size);
    QVERIFY2(place.left() >= 0 && place.right() <= frame.width() + 0.5, nameOf(control) + " is cut off");
}

bool liesInAPopup(const QQuickItem& item) {
    const QQuickItem* holder = &item;
    while (holder != nullptr && !is(*holder, "QQuickPopupItem"))
        holder = holder->parentItem();
    return holder != nullptr;
}

/// Nothing that is pressed lies over something else that is, but for popups over the window.
void checkApart(const QList<QQuickItem*>& controls) {
    for (qsizetype i = 0; i < controls.size(); ++i) {
        for (qsizetype j = i + 1; j < controls.size(); ++j) {
            if (controls[i]->isAncestorOf(controls[j]) || controls[j]->isAncestorOf(controls[i]) ||
                liesInAPopup(*controls[i]) != liesInAPopup(*controls[j]))
                continue;
            const QRectF both = seenOf(*controls[i]).intersected(seenOf(*controls[j]));
            QVERIFY2(both.width() < 1 || both.height() < 1,
                     nameOf(*controls[i]) + " lies over " + nameOf(*controls[j]));
        }
    }
}

/// Whether the focus ring is drawn around this item, or a row of this list; fields that are written in show
/// it by their border.
bool ringLiesAround(QQuickWindow& window, const QQuickItem& focus) {
    if (is(focus, "QQuickTextEdit") || is(focus, "QQuickTextInput"))
        return true;
    const auto items = visibleItems(window.contentItem());
    return std::any_of(items.begin(), items.end(), [&](const QQuickItem* one) {
        return QByteArray(one->metaObject()->className()).startsWith("FocusRing_QML") &&
               placeOf(focus).adjusted(-5, -5, 5, 5).contains(placeOf(*one));
    });
}

/// What Tab goes through: the drawer or dialog that is open, else the whole window.
QQuickItem* tabbedThrough(QQuickWindow& window) {
    const auto items = visibleItems(window.contentItem());
    const auto popup = std::ranges::find_if(items, [](const QQuickItem* one) {
        return is(*one, "QQuickPopupItem") && one->parent()->property("modal").toBool();
    });
    return popup == items.end() ? window.contentItem() : *popup;
}

} // namespace

void AccessibilityTest::prepare(const QString& scene) {
    if (chat().tokensPerSecond() <= 0) { // which is said from the first answer on
        ask("Measure.");
        window().reset();
    }
    for (const Scene& one : scenes()) {
        if (one.name == scene)
            one.prepare(window());
    }
    QTest::qWait(50);
}

void AccessibilityTest::checkOutline(const QString& scene) {
    // But for tokens of the context, which are counted when the engine has time.
    const QRegularExpression count("\\d+ of 4,096 tokens");
    const QString folder = QFileInfo(dataDir()).fileName(); // which has another name each time
    const auto outline = [&] {
        return outlineOf(spokenIn(window().window()))
            .replace(count, "n of 4,096 tokens")
            .replace(folder, "folder");
    };
    QFile file(QDir(PERIPHERAL_SPOKEN).filePath(scene + ".txt"));
    if (qEnvironmentVariableIsSet("PERIPHERAL_SPOKEN")) {
        QTest::qWait(500); // what is counted and measured has come
        QVERIFY(file.open(QFile::WriteOnly));
        file.write(outline().toUtf8());
        return;
    }
    QVERIFY2(file.open(QFile::ReadOnly), qPrintable(file.fileName()));
    const QStringList expected = QString::fromUtf8(file.readAll()).split('\n');
    // What is computed in the background takes its time beside other tests.
    QTRY_COMPARE_WITH_TIMEOUT(outline().split('\n'), expected, 20'000);
}

void AccessibilityTest::checkControls() {
    const QList<Spoken> spoken = spokenIn(window().window());
    QList<QQuickItem*> controls = visibleItems(window().window().contentItem());
    controls.removeIf([](const QQuickItem* one) { return !isControl(*one); });
    QVERIFY(!controls.isEmpty());
    for (const QQuickItem* control : controls) {
        checkSpoken(*control, spoken);
        checkSize(*control, window().window().size());
    }
    checkApart(controls);
}

void AccessibilityTest::everyState_data() {
    QTest::addColumn<QString>("scene");
    for (const Scene& one : scenes())
        QTest::addRow("%s", one.name) << QString(one.name);
}

void AccessibilityTest::everyState() {
    QFETCH(QString, scene);
    prepare(scene);
    checkOutline(scene);
    checkControls();
    settings().setScheme(Settings::Dark);
    for (const double scale : {1.0, 2.0}) {
        if (scale > 1 && scene == "menu")
            return; // its size cannot change while a menu is open
        settings().setTextScale(scale);
        for (const QSize size : {QSize(1200, 800), QSize(800, 480)}) {
            window().resize(size.width(), size.height());
            checkControls();
            if (QTest::currentTestFailed())
                return qWarning("at %d x %d, text %.0f %%", size.width(), size.height(), 100 * scale);
        }
    }
}

void AccessibilityTest::keyboardReachesEverything_data() {
    QTest::addColumn<QString>("scene");
    for (const Scene& one : scenes()) {
        if (one.name != QByteArray("menu") && one.name != QByteArray("renaming")) // these hold the keyboard
            QTest::addRow("%s", one.name) << QString(one.name);
    }
}

void AccessibilityTest::keyboardReachesEverything() {
    QFETCH(QString, scene);
    prepare(scene);
    QSet<const QQuickItem*> reached;
    for (int i = 0; i < 60; ++i) {
        key(Qt::Key_Tab);
        const QQuickItem* focus = window().window().activeFocusItem();
        QVERIFY(focus != nullptr && focus->isVisible());
        QVERIFY2(ringLiesAround(window().window(), *focus), nameOf(*focus) + " does not show the keyboard");
        reached += focus;
    }
    for (const QQuickItem* control : visibleItems(tabbedThrough(window().window()))) {
        const bool wanted = isControl(*control) && control->isEnabled() && control->activeFocusOnTab();
        QVERIFY2(!wanted || reached.contains(control), nameOf(*control) + " is not reached");
    }
}

void AccessibilityTest::pressingIsOffered() {
    ask("What is hot?");
    QTest::qWait(50);
    for (const Spoken& one : spokenIn(window().window())) {
        if (one.role != QAccessible::Button && one.role != QAccessible::ListItem)
            continue;
        QAccessibleActionInterface* actions =
            QAccessible::queryAccessibleInterface(one.item)->actionInterface();
        if (is(*one.item, "QQuickAbstractButton"))
            QVERIFY2(actions->actionNames().contains(QAccessibleActionInterface::pressAction()),
                     qPrintable(one.name));
        if (one.item->objectName() == "newChat")
            actions->doAction(QAccessibleActionInterface::pressAction());
    }
    QTRY_COMPARE(messages().count(), 0);
}

PERIPHERAL_QT_TEST(AccessibilityTest, TestApplication)
#include "accessibility_test.moc"
