// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The program is killed at random moments while a long answer arrives at 40 tokens a second. Each time its
// history opens again, lacks at most the last half second, and Continue goes on where it broke off.
// PERIPHERAL_KILL_TRIALS is the number of trials, PERIPHERAL_KILL_SEED repeats a run's moments.
#include "history/store.h"
#include "qt_test.h"
#include "raw_database.h"
#include "streaming_program.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QSettings>
#include <QTemporaryDir>

#include <algorithm>
#include <memory>

using namespace peripheral;

namespace {

constexpr int kTrials = 50;
constexpr int kBuiltInTrials = 5;
constexpr int kPieces = 4000;
constexpr int kLongestMs = 2500; // from the first word to the kill
constexpr int kLongestBuiltInMs = 800;
constexpr qint64 kMayLoseMs = 500;

qint64 characters(const QString& text) {
    return text.toUcs4().size();
}

/// Writes a recording of many pieces, all different, some beyond ASCII; returns what they make together.
QString record(const QString& path) {
    QJsonArray pieces;
    QString text;
    for (int i = 0; i < kPieces; ++i) {
        const QString piece = i % 7 == 0 ? QStringLiteral("naïve%1😀 ").arg(i) : QString::number(i) + ' ';
        pieces.append(piece);
        text += piece;
    }
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) ||
        file.write(QJsonDocument(QJsonObject{{"pieces", pieces}}).toJson()) < 0)
        qFatal("%s cannot be written", qPrintable(path));
    return text;
}

} // namespace

class KillTrialsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void losesAtMostHalfASecond_data();
    void losesAtMostHalfASecond();
    void cleanupTestCase();

private:
    [[nodiscard]] QStringList arguments(const QStringList& more) const;
    /// Sends a question, kills the program some time after the first word of the answer, and compares what
    /// was shown with what is in the database.
    void killWhileAnswering();
    void openWhatIsLeft();
    void goOn();
    [[nodiscard]] QString dataPath() const { return databasePath(m_folder.filePath("data")); }
    /// A copy to look at, so that the program's next start finds what the kill has left.
    [[nodiscard]] std::unique_ptr<QTemporaryDir> copyOfWhatIsLeft() const;
    [[nodiscard]] QString lastMessage(const char* column) const;

    QTemporaryDir m_folder;
    QRandomGenerator m_random;
    QString m_text;  ///< the whole answer
    QString m_saved; ///< what is left of it after the kill
    qint64 m_mostLostMs = 0;
    int m_opened = 0;
    int m_trials = 0;
};

void KillTrialsTest::initTestCase() {
    m_text = record(m_folder.filePath("recording.json"));
    // The built-in model's answer is a long one, and the same each time.
    QVERIFY(QDir(m_folder.path()).mkdir("data"));
    QSettings(m_folder.filePath("data/settings.ini"), QSettings::IniFormat)
        .setValue("answers/temperature", 0);
    bool given = false;
    quint32 seed = qEnvironmentVariable("PERIPHERAL_KILL_SEED").toUInt(&given);
    if (!given)
        seed = QRandomGenerator::global()->generate();
    m_random.seed(seed);
    qInfo("PERIPHERAL_KILL_SEED=%u", seed);
}

QStringList KillTrialsTest::arguments(const QStringList& more) const {
    QFETCH(bool, recorded);
    const QStringList engine =
        recorded ? QStringList{"--fake-engine", m_folder.filePath("recording.json")} : QStringList();
    return QStringList{"--data-dir", m_folder.filePath("data"), "--pace", "40"} + engine + more;
}

QString KillTrialsTest::lastMessage(const char* column) const {
    return RawDatabase(dataPath()).value(QByteArray("SELECT ") + column + " FROM messages ORDER BY id DESC");
}

std::unique_ptr<QTemporaryDir> KillTrialsTest::copyOfWhatIsLeft() const {
    auto folder = std::make_unique<QTemporaryDir>();
    for (const char* end : {"", "-wal"})
        QFile::copy(dataPath() + end, databasePath(folder->path()) + end);
    return folder;
}

void KillTrialsTest::losesAtMostHalfASecond_data() {
    QTest::addColumn<bool>("recorded");
    QTest::addColumn<int>("delayMs");
    const auto add = [this](const char* name, int trial, bool recorded, int longestMs) {
        QTest::addRow("%s %d", name, trial) << recorded << static_cast<int>(m_random.bounded(longestMs));
    };
    bool given = false;
    const int wanted = qEnvironmentVariableIntValue("PERIPHERAL_KILL_TRIALS", &given);
    for (int i = 1; i <= (given ? wanted : kTrials); ++i)
        add("recording", i, true, kLongestMs);
    for (int i = 1; i <= kBuiltInTrials; ++i)
        add("built-in model", i, false, kLongestBuiltInMs);
}

void KillTrialsTest::losesAtMostHalfASecond() {
    ++m_trials;
    for (void (KillTrialsTest::*step)() :
         {&KillTrialsTest::killWhileAnswering, &KillTrialsTest::openWhatIsLeft, &KillTrialsTest::goOn}) {
        (this->*step)();
        if (QTest::currentTestFailed())
            return;
    }
}

void KillTrialsTest::killWhileAnswering() {
    QFETCH(bool, recorded);
    QFETCH(int, delayMs);
    StreamingProgram program(arguments({"--send", "Tell me a story about a fox and a bear."}));
    QVERIFY(program.waitUntilShown(0));
    QTest::qWait(delayMs);
    const qint64 killed = program.kill();

    const auto copy = copyOfWhatIsLeft();
    RawDatabase raw(databasePath(copy->path()));
    QCOMPARE(raw.value("SELECT state FROM messages ORDER BY id DESC"), QStringLiteral("streaming"));
    m_saved = raw.column("SELECT text FROM pieces ORDER BY id").join(QString());
    QVERIFY(!recorded || m_text.startsWith(m_saved));
    QVERIFY2(!recorded || program.shownAt(killed) < characters(m_text), "the answer was finished");
    QVERIFY2(characters(m_saved) >= program.shownAt(killed - kMayLoseMs),
             qPrintable(QStringLiteral("%1 characters saved, %2 shown half a second before")
                            .arg(characters(m_saved))
                            .arg(program.shownAt(killed - kMayLoseMs))));
    if (const qint64 lost = program.firstShown(characters(m_saved)); lost >= 0)
        m_mostLostMs = std::max(m_mostLostMs, killed - lost);
}

void KillTrialsTest::openWhatIsLeft() {
    const auto copy = copyOfWhatIsLeft();
    Result<Store> store = Store::open(copy->path());
    QVERIFY2(store, store ? "" : qPrintable(store.error().sentence));
    const QList<MessageRow> path = *store->path(store->conversations()->first().id);
    QCOMPARE(path.size(), 2);
    QCOMPARE(path[1].state, MessageState::BrokenOff);
    QCOMPARE(path[1].text, m_saved);
    QCOMPARE(RawDatabase(databasePath(copy->path())).soundness(), QStringLiteral("ok"));
    ++m_opened;
}

void KillTrialsTest::goOn() {
    QFETCH(bool, recorded);
    StreamingProgram program(arguments({"--continue"}));
    QVERIFY(program.waitUntilShown(characters(m_saved)));
    QVERIFY(program.terminate());
    const QString text = lastMessage("text");
    QVERIFY(text.size() > m_saved.size());
    QVERIFY2(text.startsWith(m_saved), "Continue lost what was there");
    QVERIFY2(!recorded || m_text.startsWith(text), "Continue did not go on where the answer broke off");
    QVERIFY(!recorded || lastMessage("state") == QLatin1String("stopped"));
    QCOMPARE(RawDatabase(dataPath()).soundness(), QStringLiteral("ok"));
}

void KillTrialsTest::cleanupTestCase() {
    qInfo("%d killed, %d opened again, at most %lld ms of text lost", m_trials, m_opened,
          static_cast<long long>(m_mostLostMs));
}

PERIPHERAL_QT_TEST(KillTrialsTest, QCoreApplication)
#include "kill_trials_test.moc"
