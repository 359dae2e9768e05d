// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/pin_command.h"

#include "kiosk/pin.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <optional>
#include <poll.h>
#include <string>
#include <termios.h>
#include <unistd.h>

namespace peripheral::kiosk {

namespace {

constexpr std::size_t kLongestLine = 256;

volatile std::sig_atomic_t endedBy = 0; // NOLINT: a handler can reach nothing else

void rememberSignal(int signal) {
    endedBy = signal;
}

/// A terminal that does not show what is typed. A signal that would end the process comes through while
/// readLine() waits only, and ends it when the terminal shows again what is typed.
class Unseen {
public:
    Unseen() : m_isTerminal(::isatty(STDIN_FILENO) == 1 && ::tcgetattr(STDIN_FILENO, &m_before) == 0) {
        if (!m_isTerminal)
            return;
        sigset_t held{};
        ::sigemptyset(&held);
        for (std::size_t i = 0; i < kSignals.size(); ++i) {
            struct sigaction action {};
            // Stopped, it would leave the terminal to the shell like this.
            action.sa_handler = kSignals[i] == SIGTSTP ? SIG_IGN : rememberSignal;
            ::sigaction(kSignals[i], &action, &m_actions[i]);
            ::sigaddset(&held, kSignals[i]);
        }
        ::sigprocmask(SIG_BLOCK, &held, &m_mask);
        termios unseen = m_before;
        unseen.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &unseen);
    }
    Unseen(const Unseen&) = delete;
    Unseen& operator=(const Unseen&) = delete;
    ~Unseen() {
        if (!m_isTerminal)
            return;
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
        ::sigprocmask(SIG_SETMASK, &m_mask, nullptr); // what is still to come reaches rememberSignal()
        for (std::size_t i = 0; i < kSignals.size(); ++i)
            ::sigaction(kSignals[i], &m_actions[i], nullptr);
        if (endedBy != 0)
            std::raise(endedBy);
    }

    [[nodiscard]] bool isTerminal() const { return m_isTerminal; }
    /// Waits until there is something to read; false where a signal came instead. Between looking for a
    /// signal and reading, none is lost.
    [[nodiscard]] bool wait() const {
        pollfd input{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
        while (m_isTerminal && endedBy == 0 && ::ppoll(&input, 1, nullptr, &m_mask) < 0 && errno == EINTR) {
        }
        return endedBy == 0;
    }

private:
    static constexpr std::array kSignals{SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};

    termios m_before{};
    sigset_t m_mask{}; ///< of before
    std::array<struct sigaction, kSignals.size()> m_actions{};
    bool m_isTerminal;
};

/// A line without its end; nothing where reading fails, a signal came or nothing is there.
std::optional<std::string> readLine(const Unseen& unseen) {
    std::string line;
    line.reserve(kLongestLine); // so that no part of it stays behind elsewhere
    char next = 0;
    for (;;) {
        const ssize_t count = unseen.wait() ? ::read(STDIN_FILENO, &next, 1) : -1;
        if (count < 0 || (count == 0 && line.empty())) {
            wipe(line);
            return std::nullopt;
        }
        if (count == 0 || next == '\n' || line.size() == kLongestLine)
            break;
        line += next;
    }
    if (line.ends_with('\r'))
        line.pop_back();
    return line;
}

std::optional<std::string> ask(const Unseen& unseen, const char* question) {
    std::fputs(question, stderr);
    auto line = readLine(unseen);
    std::fputs("\n", stderr); // the one typed was not shown either
    return line;
}

int fail(const char* sentence) {
    std::fprintf(stderr, "%s\n", sentence);
    return 1;
}

/// The PIN, or nothing where a sentence has said why.
std::optional<std::string> readPin() {
    const Unseen unseen;
    if (!unseen.isTerminal()) {
        auto line = readLine(unseen);
        if (!line)
            fail("There is no PIN on standard input.");
        return line;
    }
    auto pin = ask(unseen, "PIN of 4 to 12 digits, which are not shown: ");
    auto again = pin ? ask(unseen, "The same PIN once more: ") : std::nullopt;
    const bool isSame = pin && again && *pin == *again;
    if (again)
        wipe(*again);
    if (isSame)
        return pin;
    if (pin)
        wipe(*pin);
    if (endedBy == 0)
        fail(again ? "The two are not the same; nothing is hashed." : "There is no PIN on standard input.");
    return std::nullopt;
}

} // namespace

int hashPinCommand() {
    auto pin = readPin();
    if (!pin)
        return 1;
    const auto hash = hashPin(*pin);
    wipe(*pin);
    if (!hash)
        return fail(hash.error().c_str());
    if (std::printf("%s\n", hash->c_str()) >= 0 && std::fflush(stdout) == 0)
        return 0;
    std::fprintf(stderr, "Standard output cannot be written: %s.\n", std::strerror(errno));
    return 1;
}

} // namespace peripheral::kiosk
