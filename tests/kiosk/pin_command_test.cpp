// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A PIN typed at a terminal. By way of a pipe: program_test.
#include "kiosk/pin.h"
#include "kiosk/pin_command.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstring>
#include <gmock/gmock.h>
#include <pty.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

/// The command in a process of its own, at a terminal of its own, on which a person types.
class PinCommandTest : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_EQ(::pipe(m_output.data()), 0);
        m_process = ::forkpty(&m_terminal, nullptr, nullptr, nullptr);
        ASSERT_GE(m_process, 0);
        if (m_process == 0) {
            ::alarm(60); // whatever happens, nothing stays behind
            ::dup2(m_output[1], STDOUT_FILENO);
            ::_exit(peripheral::kiosk::hashPinCommand());
        }
        ::close(m_output[1]);
    }
    void TearDown() override {
        ::close(m_terminal);
        ::close(m_output[0]);
    }

    /// Types when it is asked for something: before, the terminal would show it.
    void type(const char* text) {
        while (!m_shown.ends_with(": ") && showMore()) {
        }
        m_shown += '|';
        ASSERT_EQ(::write(m_terminal, text, std::strlen(text)), static_cast<ssize_t>(std::strlen(text)));
    }
    /// Waits for the end, and gives what waitpid() does.
    int end() {
        while (showMore()) {
        }
        int status = 0;
        EXPECT_EQ(::waitpid(m_process, &status, 0), m_process);
        std::array<char, 300> part{};
        const ssize_t count = ::read(m_output[0], part.data(), part.size());
        m_written.assign(part.data(), static_cast<std::size_t>(std::max<ssize_t>(0, count)));
        return status;
    }
    /// Of the terminal, whose settings can be asked for on this side, too.
    [[nodiscard]] bool showsWhatIsTyped() const {
        termios now{};
        return ::tcgetattr(m_terminal, &now) == 0 && (now.c_lflag & static_cast<tcflag_t>(ECHO)) != 0;
    }

    std::string m_shown;   ///< on the terminal
    std::string m_written; ///< to standard output

private:
    bool showMore() {
        std::array<char, 300> part{};
        const ssize_t count =
            ::read(m_terminal, part.data(), part.size()); // fails when nobody has it open any more
        if (count > 0)
            m_shown.append(part.data(), static_cast<std::size_t>(count));
        return count > 0;
    }

    std::array<int, 2> m_output{};
    int m_terminal = -1;
    pid_t m_process = -1;
};

TEST_F(PinCommandTest, hashesWhatIsTypedTwiceAndShowsNothingOfIt) {
    type("271828\n");
    type("271828\n");
    EXPECT_EQ(end(), 0);
    EXPECT_THAT(m_shown, Not(HasSubstr("27")));
    ASSERT_THAT(m_written, EndsWith("\n"));
    EXPECT_TRUE(peripheral::kiosk::verifyPin(m_written.substr(0, m_written.size() - 1), "271828"));
    EXPECT_TRUE(showsWhatIsTyped());
}

TEST_F(PinCommandTest, hashesNothingWhereTheTwoDiffer) {
    type("271828\n");
    type("271829\n");
    const int status = end();
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 1);
    EXPECT_THAT(m_shown, HasSubstr("not the same"));
    EXPECT_EQ(m_written, "");
}

TEST_F(PinCommandTest, leavesTheTerminalAsItWasWhenItIsInterrupted) {
    type("27\x03"); // Ctrl+C
    const int status = end();
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGINT);
    EXPECT_TRUE(showsWhatIsTyped());
    EXPECT_EQ(m_written, "");
}
