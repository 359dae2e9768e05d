// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/notifier.h"
#include "scratch_folder.h"

#include <array>
#include <cstddef>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using peripheral::kiosk::Notifier;
using peripheral::kiosk::watchdogInterval;

namespace {

/// The service manager's end.
class Listener {
public:
    /// As $NOTIFY_SOCKET names it.
    explicit Listener(const std::string& name) : m_socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        name.copy(address.sun_path, sizeof(address.sun_path) - 1);
        if (name.front() == '@')
            address.sun_path[0] = '\0';
        const auto length = offsetof(sockaddr_un, sun_path) + name.size();
        EXPECT_EQ(
            ::bind(m_socket, reinterpret_cast<const sockaddr*>(&address), static_cast<socklen_t>(length)), 0);
    }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    ~Listener() { ::close(m_socket); }

    /// The next message, "" where there is none.
    [[nodiscard]] std::string next() const {
        std::array<char, 1000> bytes{};
        const ssize_t count = ::recv(m_socket, bytes.data(), bytes.size(), 0);
        return count < 0 ? "" : std::string(bytes.data(), static_cast<std::size_t>(count));
    }

private:
    int m_socket;
};

} // namespace

TEST(NotifierTest, saysWhatTheManagerUnderstands) {
    const ScratchFolder folder;
    const std::string path = folder.path() / "notify";
    const Listener listener(path);
    const Notifier notifier(path);
    EXPECT_TRUE(notifier.listens());
    EXPECT_TRUE(notifier.ready());
    EXPECT_EQ(listener.next(), "READY=1");
    EXPECT_TRUE(notifier.status("Inviting"));
    EXPECT_EQ(listener.next(), "STATUS=Inviting");
    EXPECT_TRUE(notifier.feed());
    EXPECT_EQ(listener.next(), "WATCHDOG=1");
    EXPECT_TRUE(notifier.demandRestart());
    EXPECT_EQ(listener.next(), "WATCHDOG=trigger");
    EXPECT_TRUE(notifier.stopping());
    EXPECT_EQ(listener.next(), "STOPPING=1");
    EXPECT_TRUE(notifier.extendTimeout(std::chrono::seconds(5)));
    EXPECT_EQ(listener.next(), "EXTEND_TIMEOUT_USEC=5000000");
    EXPECT_EQ(listener.next(), "");
}

TEST(NotifierTest, keepsAStatusToOneLine) {
    const std::string name = "@peripheral-test-" + std::to_string(::getpid());
    const Listener listener(name);
    const Notifier notifier(name);
    EXPECT_TRUE(notifier.status("one\nREADY=1 \xC3\xA4"));
    EXPECT_EQ(listener.next(), "STATUS=one READY=1   ");
    EXPECT_TRUE(notifier.status(std::string(100'000, 'x')));
    EXPECT_EQ(listener.next(), "STATUS=" + std::string(200, 'x'));
}

TEST(NotifierTest, saysNothingToNobody) {
    EXPECT_FALSE(Notifier().listens());
    EXPECT_FALSE(Notifier().ready());
    for (const char* const name : {"", "/", "@", "relative", "vsock:2:1"})
        EXPECT_FALSE(Notifier(name).listens()) << name;
    EXPECT_FALSE(Notifier("/" + std::string(200, 'x')).listens());
    EXPECT_FALSE(Notifier("/nobody/listens/here").ready());
}

TEST(NotifierTest, doesNotWaitForAManagerThatDoesNotRead) {
    const ScratchFolder folder;
    const std::string path = folder.path() / "notify";
    const Listener listener(path);
    const Notifier notifier(path);
    int taken = 0;
    while (notifier.feed())
        ASSERT_LT(++taken, 100'000);
    EXPECT_GT(taken, 0);
    EXPECT_EQ(listener.next(), "WATCHDOG=1");
    EXPECT_TRUE(notifier.feed());
}

TEST(NotifierTest, leavesNoHandleOpen) {
    const int before = ::open("/dev/null", O_RDONLY);
    ::close(before);
    EXPECT_FALSE(Notifier("/nobody/listens/here").ready());
    const int after = ::open("/dev/null", O_RDONLY);
    ::close(after);
    EXPECT_EQ(after, before);
}

TEST(NotifierTest, readsTheWatchdogsInterval) {
    using std::chrono::microseconds;
    EXPECT_EQ(watchdogInterval("15000000", "42", 42), microseconds(15'000'000));
    EXPECT_EQ(watchdogInterval("1", nullptr, 42), microseconds(1));
    EXPECT_FALSE(watchdogInterval("15000000", "43", 42)); // meant for another process
    EXPECT_FALSE(watchdogInterval(nullptr, nullptr, 42));
    for (const char* const usec : {"", "0", "-1", "15s", " 15", "1.5", "0x10", "99999999999999999999", "1\n"})
        EXPECT_FALSE(watchdogInterval(usec, nullptr, 42)) << usec;
    for (const char* const pid : {"", "42 ", "x", "4294967338"})
        EXPECT_FALSE(watchdogInterval("15000000", pid, 42)) << pid;
}
