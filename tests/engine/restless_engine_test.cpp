// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Answers stopped, begun anew and models changed at random moments, with another thread that asks to stop:
// what the thread sanitizer is to see.
#include "synthetic_model.h"
#include "temporary_folder.h"

#include <plm/engine.h>

#include <array>
#include <chrono>
#include <condition_variable>
#include <gtest/gtest.h>
#include <mutex>
#include <random>
#include <string>
#include <thread>

namespace {

using namespace plm;

class Restless {
public:
    Restless() {
        test::SyntheticShape wide;
        wide.heads = 5;
        wide.feedForward = 160;
        wide.seed = 2;
        wide.type = quant::Type::F16;
        EXPECT_TRUE(test::writeSyntheticModel(path(0)));
        EXPECT_TRUE(test::writeSyntheticModel(path(1), wide));
    }

    [[nodiscard]] std::filesystem::path path(int model) const {
        return m_folder.path() / (std::to_string(model) + ".gguf");
    }

    /// Opens a model, stopped after `moment` at the latest; the one that was open stays where that comes too
    /// soon.
    void change(int model, std::chrono::microseconds moment) {
        std::stop_source stop;
        const std::jthread impatient = stopAfter(stop, moment);
        const auto opened = m_engine->open(path(model), {}, stop.get_token());
        EXPECT_TRUE(opened || opened.error().kind == ErrorKind::Cancelled) << opened.error().message;
    }

    /// Answers for `moment` at the longest. Returns the answer's text; empty where none was asked for in
    /// time.
    std::string answer(const std::string& question, std::chrono::microseconds moment) {
        const std::array<ChatMessage, 1> messages{ChatMessage{Role::User, question}};
        GenerationOptions options;
        options.sampling.temperature = 0;
        options.maxTokens = 40;
        std::stop_source stop;
        const std::jthread impatient = stopAfter(stop, moment);
        const auto generation = m_engine->answer(messages, options, {}, stop.get_token());
        EXPECT_TRUE(generation || generation.error().kind == ErrorKind::Cancelled)
            << generation.error().message;
        return generation ? generation->text : std::string();
    }

private:
    static std::jthread stopAfter(const std::stop_source& stop, std::chrono::microseconds moment) {
        return std::jthread([stop, moment](const std::stop_token& ended) mutable {
            std::mutex mutex;
            std::unique_lock lock(mutex);
            std::condition_variable_any never;
            never.wait_for(lock, ended, moment, [] { return false; });
            stop.request_stop();
        });
    }

    test::TemporaryFolder m_folder;
    std::unique_ptr<Engine> m_engine = makeEngine({.threads = 3});
};

TEST(Engine, IsStoppedRestartedAndGivenOtherModelsAtAnyMoment) {
    using std::chrono::microseconds;
    constexpr microseconds kAlways = std::chrono::seconds(60);
    Restless engine;
    std::array<std::string, 2> undisturbed;
    for (int model : {0, 1}) {
        engine.change(model, kAlways);
        undisturbed[static_cast<std::size_t>(model)] = engine.answer("undisturbed", kAlways);
    }
    EXPECT_NE(undisturbed[0], undisturbed[1]);
    std::mt19937 random(7);
    const auto soon = [&] { return microseconds(random() % 4000); };
    for (int round = 0; round < 60; ++round) {
        if (random() % 4 == 0)
            engine.change(static_cast<int>(random() % 2), soon());
        engine.answer("question " + std::to_string(random() % 3), soon());
    }
    for (int model : {1, 0}) {
        engine.change(model, kAlways);
        EXPECT_EQ(engine.answer("undisturbed", kAlways), undisturbed[static_cast<std::size_t>(model)]);
    }
}

} // namespace
