// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a new user is offered to ask, answered by the built-in model as the window and the terminal ask it
// when nothing was changed.
#include "builtin/builtin_model.h"
#include "chat/shown_conversation.h"
#include "models/loaded_model.h"
#include "qt_test.h"
#include "settings/settings.h"

#include <plm/session.h>

#include <QTemporaryDir>

using namespace peripheral;

namespace {

constexpr std::uint64_t kSeeds = 20;
constexpr int kMostTokens = 300; // an answer that is not over then, never will be

/// How the window asks where no setting was changed.
plm::GenerationOptions standardOptions() {
    const QTemporaryDir folder;
    return toOptions(Settings(folder.filePath("none.ini")));
}

} // namespace

class SuggestionsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void areWhatTheWindowShows();
    void bothProgramsAskAlike();
    void areAnsweredRightly_data();
    void areAnsweredRightly();
    void someOfTheModelIsSkipped();

private:
    plm::Generation answer(const std::string& question, const plm::GenerationOptions& options);

    std::unique_ptr<plm::Session> m_session;
};

void SuggestionsTest::initTestCase() {
    auto model = plm::Model::open(PERIPHERAL_BUILT_IN_MODEL);
    QVERIFY(model);
    auto session = plm::Session::create(std::move(*model), {.threads = 1});
    QVERIFY(session);
    m_session = std::move(*session);
}

plm::Generation SuggestionsTest::answer(const std::string& question, const plm::GenerationOptions& options) {
    const std::vector<plm::ChatMessage> messages{{plm::Role::User, question}};
    const auto prompt = m_session->model().chatTemplate().render(messages);
    return prompt ? m_session->generate(*prompt, options).value_or(plm::Generation{}) : plm::Generation{};
}

void SuggestionsTest::areWhatTheWindowShows() {
    const QStringList shown = LoadedModel::suggestions();
    QCOMPARE(static_cast<std::size_t>(shown.size()), suggestions().size());
    QVERIFY(shown.size() >= 3);
    for (qsizetype i = 0; i < shown.size(); ++i)
        QCOMPARE(shown[i].toStdString(), std::string(suggestions()[static_cast<std::size_t>(i)].question));
}

/// So that one of them answers for both.
void SuggestionsTest::bothProgramsAskAlike() {
    const plm::SamplingOptions window = standardOptions().sampling;
    const plm::SamplingOptions terminal;
    QCOMPARE(window.temperature, terminal.temperature);
    QCOMPARE(window.topK, terminal.topK);
    QCOMPARE(window.topP, terminal.topP);
    QCOMPARE(window.minP, terminal.minP);
    QCOMPARE(window.repeatPenalty, terminal.repeatPenalty);
}

void SuggestionsTest::areAnsweredRightly_data() {
    QTest::addColumn<std::size_t>("index");
    for (std::size_t i = 0; i < suggestions().size(); ++i)
        QTest::addRow("%s", std::string(suggestions()[i].question).c_str()) << i;
}

void SuggestionsTest::areAnsweredRightly() {
    QFETCH(const std::size_t, index);
    const Suggestion& suggestion = suggestions()[index];
    QVERIFY(!suggestion.expected.empty());
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        plm::GenerationOptions options = standardOptions();
        options.sampling.seed = seed;
        options.maxTokens = kMostTokens;
        const plm::Generation given = answer(std::string(suggestion.question), options);
        QVERIFY2(given.text.find(suggestion.expected) != std::string::npos, given.text.c_str());
        QVERIFY2(given.reason == plm::StopReason::EndOfAnswer, given.text.c_str());
    }
}

/// The program is about this, so that its first answer must show it.
void SuggestionsTest::someOfTheModelIsSkipped() {
    QVERIFY(m_session->skipsZeros());
    for (const Suggestion& suggestion : suggestions()) {
        const plm::Generation given = answer(std::string(suggestion.question), standardOptions());
        QVERIFY(given.statistics.skippedShare() > 0.5);
    }
}

PERIPHERAL_QT_TEST(SuggestionsTest, QCoreApplication)
#include "suggestions_test.moc"
