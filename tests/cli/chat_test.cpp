// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include <csignal>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace peripheral::cli {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

TEST(Chat, AnswersLinesFromAPipe) {
    const Ended ended = run({"chat", "--temp", "0"}, "What is the opposite of hot?\n");
    EXPECT_EQ(ended.status, 0);
    EXPECT_THAT(ended.out, HasSubstr("cold"));
    EXPECT_THAT(ended.out, Not(HasSubstr("\x1B")));
    EXPECT_EQ(ended.err, "");
}

TEST(Chat, ObeysItsCommands) {
    const Ended ended = run({"chat", "--temp", "0"},
                            "/help\n/regenerate\n/stats\nWhat is the opposite of hot?\n/regenerate\n"
                            "/stats\n/system Be brief.\n/system\n/new\n/nonsense\n/quit\nnever said\n");
    EXPECT_EQ(ended.status, 0);
    for (const char* part : {"Ctrl-C stops an answer", "There is no answer yet.", "tokens read",
                             "The system prompt is: Be brief.", "There is no command /nonsense"})
        EXPECT_THAT(ended.err, HasSubstr(part));
    const std::size_t first = ended.out.find("cold");
    EXPECT_NE(first, std::string::npos);
    EXPECT_NE(ended.out.find("cold", first + 1), std::string::npos) << "answered once more";
}

TEST(Chat, KeepsWhatItHasRead) {
    const Ended ended =
        run({"chat", "--temp", "0"}, "What is the opposite of hot?\nWhat is the opposite of up?\n/stats\n");
    EXPECT_THAT(ended.err, testing::ContainsRegex("tokens read \\([1-9][0-9]* kept\\)"));
}

TEST(Chat, GoesOnAfterALineThatItCannotRead) {
    const Ended ended = run({"chat", "--temp", "0"}, "\xFF\nWhat is the opposite of hot?\n");
    EXPECT_EQ(ended.status, 0);
    EXPECT_THAT(ended.err, HasSubstr("UTF-8"));
    EXPECT_THAT(ended.out, HasSubstr("cold"));
}

TEST(Chat, LinesCanGoOn) {
    const Ended ended = run({"chat", "--temp", "0"}, "What is the\\\nopposite of hot?\n/stats\n");
    EXPECT_EQ(ended.status, 0);
    EXPECT_EQ(std::count(ended.out.begin(), ended.out.end(), '\n'), 1) << "one answer: " << ended.out;
}

TEST(Chat, AnInterruptStopsTheAnswerAndNotTheProgram) {
    // Slow enough that the answer cannot end before the signal comes.
    Program program({"chat", "--temp", "0", "--pace", "2"});
    program.write("What is the opposite of hot?\n");
    ASSERT_TRUE(program.waitForOutput());
    program.interrupt();
    program.write("/stats\n/quit\n");
    const Ended ended = program.end();
    EXPECT_EQ(ended.status, 0);
    EXPECT_THAT(ended.err, HasSubstr("(stopped)"));
    EXPECT_THAT(ended.err, HasSubstr("tokens read"));
    EXPECT_THAT(ended.out, Not(HasSubstr("cold")));
}

TEST(Chat, AnInterruptBetweenAnswersLeaves) {
    Program program({"chat", "--temp", "0", "-n", "1"});
    program.write("Hello!\n");
    while (program.waitForOutput() && !program.output().ends_with('\n')) {
    }
    program.interrupt();
    EXPECT_EQ(program.end().signal, SIGINT);
}

TEST(Chat, LooksLikeAChatInATerminal) {
    const std::string shown =
        runInTerminal({"chat", "--temp", "0"}, "What is the opposite of hot?\n/stats\n/quit\n", true);
    EXPECT_THAT(shown, HasSubstr("\x1B[1m> \x1B[0m"));
    EXPECT_THAT(shown, HasSubstr("million parameters"));
    EXPECT_THAT(shown, HasSubstr("cold"));
    EXPECT_THAT(shown, ContainsRegex("[5-9][0-9] % of the neurons left out")) << "it is a PLM";
}

TEST(Chat, IsWithoutColourWhereTheUserWantsNone) {
    const std::string shown = runInTerminal({"chat", "--temp", "0"}, "Hello!\n/quit\n", false);
    EXPECT_THAT(shown, HasSubstr("> "));
    EXPECT_THAT(shown, Not(HasSubstr("\x1B[1m")));
    EXPECT_THAT(shown, Not(HasSubstr("\x1B[2m")));
}

} // namespace
} // namespace peripheral::cli
