// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/seat.h"
#include "scratch_folder.h"

#include <array>
#include <cstdint>
#include <cstring>
#include <functional>
#include <gtest/gtest.h>
#include <random>
#include <sys/socket.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace std::chrono_literals;
using peripheral::kiosk::compositorSocket;
using peripheral::kiosk::RegistryReader;
using peripheral::kiosk::SeatOptions;
using peripheral::kiosk::waitForSeat;
using Found = RegistryReader::Found;

namespace {

std::string wordsOf(const std::vector<std::uint32_t>& numbers) {
    return {reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(std::uint32_t)};
}

/// The registry's event: there is a global of that interface.
std::string globalOf(const std::string& interface) {
    std::string letters = interface + '\0';
    letters.resize((letters.size() + 3) / 4 * 4);
    const auto length = static_cast<std::uint32_t>(8 + 4 + 4 + letters.size() + 4);
    return wordsOf({2, length << 16U, 1, static_cast<std::uint32_t>(interface.size() + 1)}) + letters +
           wordsOf({7});
}

/// A compositor: what becomes of the clients that come, one after the other.
class FakeCompositor {
public:
    using Client = std::function<void(int socket)>;

    FakeCompositor(const std::filesystem::path& path, std::vector<Client> clients)
        : m_listener(::socket(AF_UNIX, SOCK_STREAM, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.native().copy(address.sun_path, sizeof(address.sun_path) - 1);
        EXPECT_EQ(::bind(m_listener, reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
        EXPECT_EQ(::listen(m_listener, 4), 0);
        m_thread = std::jthread([this, clients = std::move(clients)] { serve(clients); });
    }
    FakeCompositor(const FakeCompositor&) = delete;
    FakeCompositor& operator=(const FakeCompositor&) = delete;
    ~FakeCompositor() {
        ::shutdown(m_listener, SHUT_RDWR);
        m_thread.join();
        ::close(m_listener);
    }

private:
    void serve(const std::vector<Client>& clients) const {
        for (const Client& client : clients) {
            const int socket = ::accept(m_listener, nullptr, nullptr);
            if (socket < 0)
                return;
            std::array<char, 12> request{};
            if (::recv(socket, request.data(), request.size(), MSG_WAITALL) == 12 &&
                RegistryReader::request() == std::string_view(request.data(), request.size()))
                client(socket);
            ::close(socket);
        }
    }

    int m_listener;
    std::jthread m_thread;
};

void sendAll(int socket, const std::string& bytes) {
    EXPECT_EQ(::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL), static_cast<ssize_t>(bytes.size()));
}

void untilTheClientLeaves(int socket) {
    char letter = 0;
    while (::recv(socket, &letter, 1, 0) > 0) {
    }
}

SeatOptions optionsIn(const ScratchFolder& folder) {
    return {.platform = "wayland",
            .display = "wayland-7",
            .runtimeFolder = folder.path(),
            .pause = 10ms,
            .unreachable = 5s};
}

/// What was logged; stops after so many questions.
struct Course {
    std::vector<std::string> lines;
    int asked = 0;

    bool wait(const SeatOptions& options, int most = 1'000) {
        return waitForSeat(
            options, [this](const std::string& line) { lines.push_back(line); },
            [this, most] { return ++asked > most; });
    }
};

} // namespace

TEST(SeatTest, waitsWhereQtTakesWaylandOnly) {
    SeatOptions options{.platform = "", .display = "", .runtimeFolder = "/run/user/7"};
    EXPECT_FALSE(compositorSocket(options));
    options.platform = "wayland";
    EXPECT_EQ(compositorSocket(options), "/run/user/7/wayland-0");
    options.display = "wayland-1";
    options.platform = "wayland-egl";
    EXPECT_EQ(compositorSocket(options), "/run/user/7/wayland-1");
    options.display = "/other/place";
    options.platform = "";
    EXPECT_EQ(compositorSocket(options), "/other/place");
    for (const char* const platform : {"offscreen", "linuxfb:/dev/fb1", "xcb", "xcb;wayland"}) {
        options.platform = platform;
        EXPECT_FALSE(compositorSocket(options)) << platform;
        Course course;
        EXPECT_TRUE(course.wait(options));
        EXPECT_TRUE(course.lines.empty());
    }
}

TEST(SeatTest, goesOnAtOnceWhereThereIsASeat) {
    const ScratchFolder folder;
    const FakeCompositor compositor(folder.path() / "wayland-7", {[](int socket) {
                                        sendAll(socket, globalOf("wl_compositor") + globalOf("wl_seat") +
                                                            globalOf("wl_output"));
                                        untilTheClientLeaves(socket);
                                    }});
    Course course;
    EXPECT_TRUE(course.wait(optionsIn(folder)));
    EXPECT_TRUE(course.lines.empty());
}

TEST(SeatTest, waitsForASeatThatComesLaterAndSaysSoOnce) {
    const ScratchFolder folder;
    const FakeCompositor compositor(folder.path() / "wayland-7", {[](int socket) {
                                        sendAll(socket, globalOf("wl_compositor"));
                                        std::this_thread::sleep_for(100ms);
                                        const std::string late = globalOf("wl_seat");
                                        sendAll(socket, late.substr(0, 13)); // in two pieces
                                        std::this_thread::sleep_for(20ms);
                                        sendAll(socket, late.substr(13));
                                        untilTheClientLeaves(socket);
                                    }});
    Course course;
    EXPECT_TRUE(course.wait(optionsIn(folder)));
    ASSERT_EQ(course.lines.size(), 2U);
    EXPECT_NE(course.lines.front().find("waiting for a seat"), std::string::npos);
    EXPECT_GT(course.asked, 4); // where the service manager is told
}

TEST(SeatTest, stopsWhenToldTo) {
    const ScratchFolder folder;
    const FakeCompositor compositor(folder.path() / "wayland-7", {untilTheClientLeaves});
    Course course;
    EXPECT_FALSE(course.wait(optionsIn(folder), 5));
    EXPECT_EQ(course.asked, 6);
}

TEST(SeatTest, comesBackToACompositorThatHangsUpOrTalksNonsense) {
    const ScratchFolder folder;
    const FakeCompositor compositor(folder.path() / "wayland-7",
                                    {
                                        [](int) {},
                                        [](int socket) {
                                            sendAll(socket, std::string(40, '\xFF'));
                                            untilTheClientLeaves(socket);
                                        },
                                        [](int socket) {
                                            sendAll(socket, std::string(40, '\0'));
                                            untilTheClientLeaves(socket);
                                        },
                                        [](int socket) {
                                            sendAll(socket, globalOf("wl_seat"));
                                            untilTheClientLeaves(socket);
                                        },
                                    });
    Course course;
    EXPECT_TRUE(course.wait(optionsIn(folder)));
}

TEST(SeatTest, givesUpWhereThereIsNoCompositor) {
    const ScratchFolder folder;
    SeatOptions options = optionsIn(folder);
    options.unreachable = 50ms;
    Course course;
    EXPECT_FALSE(course.wait(options));
    ASSERT_EQ(course.lines.size(), 1U);
    EXPECT_NE(course.lines.front().find("wayland-7"), std::string::npos);
    options.display = std::string(300, 'x'); // no socket can be called so
    EXPECT_FALSE(course.wait(options));
}

TEST(SeatTest, readsMessagesCutAnywhere) {
    const std::string said = globalOf("wl_shm") + wordsOf({2, (12U << 16U) | 1U, 1}) +
                             globalOf("wl_seat_like") + wordsOf({9, 8U << 16U}) + globalOf("wl_seat");
    for (std::size_t cut = 1; cut < said.size(); ++cut) {
        RegistryReader reader;
        EXPECT_EQ(reader.take(said.substr(0, cut)), Found::NothingYet);
        EXPECT_EQ(reader.take(said.substr(cut)), Found::Seat);
    }
}

TEST(SeatTest, readsAnyBytesAndHoldsLittle) {
    const std::vector<std::string> hostile{
        wordsOf({2, 4U << 16U, 0}),                  // shorter than its own header
        wordsOf({2, 13U << 16U, 0, 0}),              // no whole words
        wordsOf({2, 0xFFF0U << 16U}),                // longer than can be
        wordsOf({2, 8U << 16U}),                     // a global without a name
        wordsOf({2, 20U << 16U, 1, 0, 0}),           // with none at all
        wordsOf({2, 20U << 16U, 1, 0xFFFFFFFFU, 0}), // and with one that lies beyond the end
        wordsOf({1, 8U << 16U}),                     // the compositor's own error
    };
    for (const std::string& bytes : hostile)
        EXPECT_EQ(RegistryReader().take(bytes), Found::Nonsense);
    RegistryReader patient; // a long message that never ends is not begun again
    EXPECT_EQ(patient.take(wordsOf({2, 4096U << 16U})), Found::NothingYet);
    EXPECT_EQ(patient.take(std::string(10'000, '\xFF')), Found::Nonsense);
    std::mt19937 random(7);
    for (int trial = 0; trial < 2'000; ++trial) {
        RegistryReader reader;
        std::string bytes(random() % 300, '\0');
        for (char& letter : bytes)
            letter = static_cast<char>(random() % 4 == 0 ? random() : random() % 3);
        EXPECT_NE(reader.take(bytes), Found::Seat);
    }
}
