// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is recorded for a device: done in its order, each after what was before it where they share a buffer.
#include "shader_test.h"

namespace {

using namespace plm;
using namespace plm::test;
using namespace plm::vulkan;

class RecordingTest : public ShaderTest {
protected:
    [[nodiscard]] static Recording& recording() { return *computing().recording; }
    /// Records `to` += `from`, as the product of 1 and it.
    void add(const Numbers& from, const Numbers& to) {
        if (!m_one) {
            std::vector<float> one(32); // a row of float32 numbers
            one[0] = 1;
            m_one = std::make_unique<Numbers>(computing(), one);
        }
        const std::uint32_t constants[] = {32, 0, 0, 0, 32, 1};
        const auto pipeline = computing().pipelines.find(kMultiply, constants);
        ASSERT_TRUE(pipeline) << pipeline.error().message;
        recording().dispatch(**pipeline, {&m_one->buffer(), &from.buffer(), &to.buffer()},
                             MultiplyArguments{.places = {},
                                               .rows = 1,
                                               .columns = 1,
                                               .tokens = 1,
                                               .firstOutput = 0,
                                               .outputStride = 8,
                                               .adds = 1},
                             {1, 1, 1});
    }
    static void copy(const Numbers& from, const Numbers& to) {
        recording().copy(from.buffer(), 0, to.buffer(), 0, 4);
    }
    /// With what fills a row.
    [[nodiscard]] static Numbers holding(float value) {
        return numbers(std::vector<float>{value, 0, 0, 0, 0, 0, 0, 0});
    }
    [[nodiscard]] static std::unique_ptr<Commands> kept() {
        auto commands = recording().keep();
        EXPECT_TRUE(commands) << commands.error().message;
        return std::move(*commands);
    }
    static void submitKept(std::initializer_list<const Commands*> all) {
        const std::vector<const Commands*> commands(all);
        const Status done = recording().finish(commands);
        ASSERT_TRUE(done) << done.error().message;
    }

private:
    std::unique_ptr<Numbers> m_one;
};

TEST_F(RecordingTest, LetsDispatchesAndCopiesWaitForEachOther) {
    const Numbers a = holding(1), b = holding(2), c = holding(0), d = holding(0);
    add(a, b);                     // b = 3
    copy(b, c);                    // c = 3, behind a dispatch
    copy(c, d);                    // d = 3, behind a copy
    add(d, a);                     // a = 4, behind a copy
    copy(a, c);                    // c = 4, which was read before
    add(c, b);                     // b = 7
    recording().clear(c.buffer()); // which was read before
    add(c, d);                     // nothing
    ASSERT_TRUE(recording().finish());
    EXPECT_EQ(a.floats()[0], 4);
    EXPECT_EQ(b.floats()[0], 7);
    EXPECT_EQ(c.floats()[0], 0);
    EXPECT_EQ(d.floats()[0], 3);
}

/// More of them than a pool of descriptors has room for; each adds what the one before it left.
TEST_F(RecordingTest, KeepsTheOrderOfManyDispatches) {
    constexpr int kMany = 600;
    const Numbers one = holding(1), values[] = {holding(0), holding(0)};
    for (int times = 0; times < 2; ++times) { // the pools are taken anew
        const auto before = recording().submissions(), dispatched = recording().counts().dispatches;
        float expected[] = {0, 0};
        for (int i = 0; i < kMany; ++i) {
            if (i % 20 == 0) { // or they would grow out of all bounds
                copy(one, values[0]);
                copy(one, values[1]);
                expected[0] = expected[1] = 1;
            }
            const int from = i % 2;
            add(values[from], values[1 - from]);
            expected[1 - from] += expected[from];
        }
        ASSERT_TRUE(recording().finish());
        EXPECT_EQ(recording().submissions(), before + 1);
        EXPECT_EQ(recording().counts().dispatches, dispatched + kMany);
        EXPECT_EQ(values[0].floats()[0], expected[0]);
        EXPECT_EQ(values[1].floats()[0], expected[1]);
    }
}

/// As long prompts do: several are under way, and each begins after those before it.
TEST_F(RecordingTest, KeepsTheOrderOfManySubmissions) {
    const Numbers values[] = {holding(1), holding(1)};
    const auto before = recording().submissions();
    float expected[] = {1, 1};
    for (int i = 0; i < 24; ++i) {
        const int from = i % 2;
        add(values[from], values[1 - from]);
        expected[1 - from] += expected[from];
        ASSERT_TRUE(recording().submit());
    }
    ASSERT_TRUE(recording().finish());
    EXPECT_EQ(recording().submissions(), before + 24);
    EXPECT_EQ(values[0].floats()[0], expected[0]);
    EXPECT_EQ(values[1].floats()[0], expected[1]);
}

/// Where nothing is shared nothing waits: as few barriers as there are reasons for.
TEST_F(RecordingTest, WaitsOnlyWhereABufferIsShared) {
    const auto barriersOf = [&](const auto& record) {
        const std::uint64_t before = recording().counts().barriers;
        record();
        EXPECT_TRUE(recording().finish());
        return recording().counts().barriers - before;
    };
    const Numbers a = holding(1), b = holding(2), c = holding(3), d = holding(4);
    const std::uint64_t alone = barriersOf([&] { add(a, b); });
    EXPECT_EQ(barriersOf([&] {
                  add(a, b);
                  add(a, c); // both read a
                  copy(a, d);
              }),
              alone);
    EXPECT_EQ(barriersOf([&] {
                  add(a, b);
                  add(c, b); // both write b
              }),
              alone + 1);
    EXPECT_EQ(barriersOf([&] {
                  add(a, b);
                  add(b, c);
                  add(d, b);
              }),
              alone + 2);
}

/// What is kept is done as often as it is submitted, alone and with others, in the order in which they are
/// named.
TEST_F(RecordingTest, DoesWhatIsKeptAsOftenAsWanted) {
    const Numbers a = holding(1), b = holding(0), c = holding(0);
    add(a, b);
    const auto first = kept();
    add(b, c);
    const auto second = kept();
    EXPECT_EQ(b.floats()[0], 0) << "nothing was submitted";
    submitKept({first.get()});               // b = 1
    submitKept({first.get(), second.get()}); // b = 2, c = 2
    submitKept({second.get(), first.get()}); // c = 4, b = 3
    EXPECT_EQ(b.floats()[0], 3);
    EXPECT_EQ(c.floats()[0], 4);
    add(b, c); // beside what is kept other things are recorded
    ASSERT_TRUE(recording().finish());
    submitKept({second.get()});
    EXPECT_EQ(c.floats()[0], 10);
}

/// What was submitted before is done before what is kept, though nobody waited for it.
TEST_F(RecordingTest, DoesWhatIsKeptBehindWhatWasSubmitted) {
    const Numbers a = holding(1), b = holding(0), c = holding(0);
    add(b, c);
    const auto later = kept();
    for (int i = 0; i < 5; ++i) {
        add(a, b);
        ASSERT_TRUE(recording().submit());
    }
    submitKept({later.get()});
    EXPECT_EQ(c.floats()[0], 5);
}

/// By label, of all that was done since they were last asked for.
TEST_F(RecordingTest, TellsSecondsByLabel) {
    if (!computing().device->hasTimestamps())
        GTEST_SKIP() << "This device writes no timestamps.";
    const Numbers a = holding(1), b = holding(0);
    ASSERT_TRUE(recording().finish());
    static_cast<void>(recording().takeSeconds());
    const auto record = [&] {
        for (int i = 0; i < 50; ++i)
            add(a, b);
        recording().mark(3);
    };
    record();
    ASSERT_TRUE(recording().finish());
    const auto once = recording().takeSeconds();
    EXPECT_GT(once[3], 0);
    EXPECT_EQ(once[0], 0);
    EXPECT_EQ(recording().takeSeconds()[3], 0) << "they were taken";
    record();
    const auto commands = kept();
    submitKept({commands.get()});
    EXPECT_GT(recording().takeSeconds()[3], 0);
}

TEST_F(RecordingTest, DoesNothingOfWhatIsForgotten) {
    const Numbers a = holding(1), b = holding(2);
    add(a, b);
    recording().forget();
    ASSERT_TRUE(recording().finish());
    EXPECT_EQ(b.floats()[0], 2);
    add(a, b);
    ASSERT_TRUE(recording().submit());
    add(a, b); // what was submitted is done, the rest is not
    recording().forget();
    EXPECT_EQ(b.floats()[0], 3);
    add(a, b);
    ASSERT_TRUE(recording().finish());
    EXPECT_EQ(b.floats()[0], 4);
}

TEST_F(RecordingTest, FinishesWithoutAnything) {
    const auto before = recording().submissions();
    ASSERT_TRUE(recording().finish());
    EXPECT_EQ(recording().submissions(), before);
}

} // namespace
