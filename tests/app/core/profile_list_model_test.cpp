// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "made_up_profiles.h"
#include "profiling/profile_list_model.h"
#include "qt_test.h"

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QSignalSpy>

using namespace peripheral;

class ProfileListModelTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void putsTheOneAddedLastFirst();
    void tellsWhatAProfileHolds();
    void leavesOpenWhatIsNotKnown();
    void cleansTextsOfFiles();
    void takesTheLongestTestWithoutContext();
    void choosesUpToFive();
    void theFirstChosenIsTheBaseline();
    void theBaselineIsMovedAndLeft();
    void replacesAProfileInItsPlace();
    void takesUnknownIdsForNothing();

private:
    using M = ProfileListModel;

    [[nodiscard]] static KeptProfile named(ProfileId id, const char* name) {
        plm::DeviceProfile profile = plm::test::fullProfile();
        profile.name = name;
        return kept(id, profile);
    }
    [[nodiscard]] static KeptProfile kept(ProfileId id, const plm::DeviceProfile& profile) {
        return {id, 0, std::make_shared<const plm::DeviceProfile>(profile)};
    }
    [[nodiscard]] QVariant value(int row, int role) const { return m_model->index(row).data(role); }
    [[nodiscard]] QStringList names() const {
        QStringList names;
        for (int row = 0; row < m_model->count(); ++row)
            names << value(row, M::NameRole).toString();
        return names;
    }
    /// Their names, the baseline first.
    [[nodiscard]] QStringList chosen() const {
        const std::vector<KeptProfile> chosen = m_model->chosen();
        QStringList names;
        for (const KeptProfile& one : chosen)
            names << QString::fromStdString(one.profile->name);
        return names;
    }
    [[nodiscard]] QStringList baselines() const {
        QStringList names;
        for (int row = 0; row < m_model->count(); ++row)
            if (value(row, M::BaselineRole).toBool())
                names << value(row, M::NameRole).toString();
        return names;
    }

    std::unique_ptr<ProfileListModel> m_model;
};

void ProfileListModelTest::init() {
    m_model = std::make_unique<ProfileListModel>();
    new QAbstractItemModelTester(m_model.get(), m_model.get());
    m_model->reset({named(1, "one"), named(3, "three"), named(2, "two")});
}

void ProfileListModelTest::putsTheOneAddedLastFirst() {
    QCOMPARE(names(), (QStringList{"three", "two", "one"}));
    QSignalSpy count(m_model.get(), &M::countChanged);
    m_model->put(named(5, "five"));
    m_model->put(named(4, "four"));
    QCOMPARE(names(), (QStringList{"five", "four", "three", "two", "one"}));
    m_model->remove(3);
    QCOMPARE(names(), (QStringList{"five", "four", "two", "one"}));
    QCOMPARE(count.size(), 3);
}

void ProfileListModelTest::tellsWhatAProfileHolds() {
    const plm::DeviceProfile profile = plm::test::fullProfile();
    m_model->reset({kept(7, profile)});
    QCOMPARE(value(0, M::ProfileIdRole).toLongLong(), 7);
    QCOMPARE(value(0, M::NotesRole).toString(), QString::fromStdString(profile.notes));
    QCOMPARE(value(0, M::OriginRole).value<M::Origin>(), M::Measured);
    QCOMPARE(value(0, M::AbridgedRole).toBool(), profile.abridged);
    QCOMPARE(value(0, M::ProcessorRole).toString(), QString::fromStdString(profile.machine.processor));
    QCOMPARE(value(0, M::ModelNameRole).toString(), QString::fromStdString(profile.model->name));
    QCOMPARE(value(0, M::ModelTypeRole).toString(), QString::fromStdString(profile.model->type));
    QCOMPARE(value(0, M::SyntheticRole).toBool(), profile.model->synthetic);
    QCOMPARE(value(0, M::MeasuredAtRole).toDateTime().toString(Qt::ISODate),
             QString::fromStdString(profile.measuredAt));
    QCOMPARE(value(0, M::MemoryRole).toDouble(), static_cast<double>(profile.memory->peakResident));
    QVERIFY(value(0, M::PromptSpeedRole).toDouble() > 0);
    QVERIFY(value(0, M::DecodeSpeedRole).toDouble() > 0);
    for (const int role : m_model->roleNames().keys())
        QVERIFY2(value(0, role).isValid(), m_model->roleNames().value(role));
}

void ProfileListModelTest::leavesOpenWhatIsNotKnown() {
    plm::DeviceProfile bare;
    bare.origin = plm::ProfileOrigin::Imported;
    m_model->reset({kept(1, bare)});
    for (const int role : {M::PromptSpeedRole, M::DecodeSpeedRole, M::MemoryRole})
        QCOMPARE(value(0, role).toDouble(), 0.0);
    for (const int role : {M::ModelNameRole, M::ModelTypeRole, M::ProcessorRole, M::NotesRole})
        QCOMPARE(value(0, role).toString(), QString());
    QVERIFY(!value(0, M::SyntheticRole).toBool());
    QVERIFY(!value(0, M::MeasuredAtRole).toDateTime().isValid());
    QCOMPARE(value(0, M::OriginRole).value<M::Origin>(), M::Imported);
}

void ProfileListModelTest::cleansTextsOfFiles() {
    plm::DeviceProfile profile = plm::test::fullProfile();
    profile.name = "a\u202Eb\nc";
    profile.notes = "first\nsecond\u202E";
    m_model->reset({kept(1, profile)});
    QCOMPARE(value(0, M::NameRole).toString(), QString("a\\u202Eb\\nc"));
    QCOMPARE(value(0, M::NotesRole).toString(), QString("first\nsecond\\u202E"));
}

void ProfileListModelTest::takesTheLongestTestWithoutContext() {
    const auto tested = [](plm::BenchTest test, std::vector<double> seconds) {
        plm::ProfiledTest one;
        one.test = test;
        one.seconds = std::move(seconds);
        return one;
    };
    constexpr auto kPrompt = plm::BenchTest::Kind::Prompt;
    constexpr auto kGeneration = plm::BenchTest::Kind::Generation;
    plm::DeviceProfile profile;
    profile.tests = {tested({kPrompt, 128, 0}, {1}), tested({kPrompt, 512, 0}, {4, 2, 1}),
                     tested({kPrompt, 1024, 4096}, {1}), tested({kGeneration, 32, 1024}, {1}),
                     tested({kGeneration, 64, 0}, {})};
    QCOMPARE(promptSpeedOf(profile), 256.0);
    QCOMPARE(decodeSpeedOf(profile), 0.0);
}

void ProfileListModelTest::choosesUpToFive() {
    for (ProfileId id = 4; id <= 7; ++id)
        m_model->put(named(id, qPrintable(QString::number(id))));
    for (ProfileId id = 1; id <= 6; ++id)
        m_model->setChosen(id, true);
    QCOMPARE(m_model->chosenCount(), 5);
    QCOMPARE(chosen(), (QStringList{"one", "5", "4", "three", "two"}));
    m_model->setBaseline(7); // in place of the one before
    QCOMPARE(chosen(), (QStringList{"7", "5", "4", "three", "two"}));
    m_model->setChosen(5, false);
    m_model->setChosen(6, true);
    QCOMPARE(chosen(), (QStringList{"7", "6", "4", "three", "two"}));
}

void ProfileListModelTest::theFirstChosenIsTheBaseline() {
    QSignalSpy changed(m_model.get(), &M::chosenChanged);
    QVERIFY(chosen().isEmpty() && baselines().isEmpty());
    m_model->setChosen(1, true);
    QCOMPARE(baselines(), QStringList{"one"});
    m_model->setChosen(3, true);
    QCOMPARE(baselines(), QStringList{"one"});
    QCOMPARE(chosen(), (QStringList{"one", "three"}));
    QCOMPARE(changed.size(), 2);
}

void ProfileListModelTest::theBaselineIsMovedAndLeft() {
    m_model->setChosen(1, true);
    m_model->setBaseline(2); // chosen along with it
    QCOMPARE(chosen(), (QStringList{"two", "one"}));
    QCOMPARE(baselines(), QStringList{"two"});
    m_model->setChosen(2, false);
    QCOMPARE(baselines(), QStringList{"one"});
    m_model->remove(1);
    QVERIFY(baselines().isEmpty() && chosen().isEmpty());
    m_model->setChosen(3, true);
    m_model->reset({named(3, "three"), named(2, "two")});
    QCOMPARE(chosen(), QStringList{"three"}); // what was chosen stays so
    QCOMPARE(baselines(), QStringList{"three"});
}

void ProfileListModelTest::replacesAProfileInItsPlace() {
    m_model->setChosen(2, true);
    QSignalSpy changed(m_model.get(), &M::chosenChanged);
    m_model->put(named(2, "second"));
    QCOMPARE(names(), (QStringList{"three", "second", "one"}));
    QCOMPARE(chosen(), QStringList{"second"});
    QCOMPARE(changed.size(), 1);
}

void ProfileListModelTest::takesUnknownIdsForNothing() {
    m_model->setChosen(9, true);
    m_model->setBaseline(9);
    m_model->remove(9);
    QVERIFY(m_model->find(9) == nullptr && m_model->find(2) != nullptr);
    QCOMPARE(m_model->count(), 3);
    QCOMPARE(m_model->chosenCount(), 0);
}

PERIPHERAL_QT_TEST(ProfileListModelTest, QCoreApplication)
#include "profile_list_model_test.moc"
