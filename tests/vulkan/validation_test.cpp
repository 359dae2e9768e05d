// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whether the validation layer would tell: a test of what the other tests rely on.
#include "shader_test.h"

#include <gmock/gmock.h>

namespace {

using namespace plm;
using namespace plm::test;
using namespace plm::vulkan;

/// Commands without any of the barriers that a Recording puts between.
class BareCommands {
public:
    explicit BareCommands(const Device& device) : m_device(device) {
        const VkCommandPoolCreateInfo pool{.sType = VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO,
                                           .pNext = nullptr,
                                           .flags = 0,
                                           .queueFamilyIndex = device.family()};
        calls().vkCreateCommandPool(device.handle(), &pool, nullptr, &m_pool);
        const VkCommandBufferAllocateInfo commands{.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO,
                                                   .pNext = nullptr,
                                                   .commandPool = m_pool,
                                                   .level = VK_COMMAND_BUFFER_LEVEL_PRIMARY,
                                                   .commandBufferCount = 1};
        calls().vkAllocateCommandBuffers(device.handle(), &commands, &m_commands);
        const VkCommandBufferBeginInfo once{.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO,
                                            .pNext = nullptr,
                                            .flags = VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT,
                                            .pInheritanceInfo = nullptr};
        calls().vkBeginCommandBuffer(m_commands, &once);
    }
    BareCommands(const BareCommands&) = delete;
    BareCommands& operator=(const BareCommands&) = delete;
    ~BareCommands() {
        calls().vkDestroyDescriptorPool(m_device.handle(), m_sets, nullptr);
        calls().vkDestroyCommandPool(m_device.handle(), m_pool, nullptr);
    }

    void copy(const Buffer& from, const Buffer& to) {
        const VkBufferCopy region{.srcOffset = 0, .dstOffset = 0, .size = 16};
        calls().vkCmdCopyBuffer(m_commands, from.handle(), to.handle(), 1, &region);
    }
    /// A workgroup of multiply.comp, which reads `from` and writes `to`.
    void dispatch(const Pipeline& pipeline, const Buffer& weights, const Buffer& from, const Buffer& to);

private:
    [[nodiscard]] const VolkDeviceTable& calls() const { return m_device.calls(); }
    VkDescriptorSet makeSet(VkDescriptorSetLayout layout);

    static constexpr std::uint32_t kMostSets = 4;
    const Device& m_device;
    VkCommandPool m_pool = VK_NULL_HANDLE;
    VkCommandBuffer m_commands = VK_NULL_HANDLE;
    VkDescriptorPool m_sets = VK_NULL_HANDLE;
};

VkDescriptorSet BareCommands::makeSet(VkDescriptorSetLayout layout) {
    const VkDescriptorPoolSize size{.type = VK_DESCRIPTOR_TYPE_STORAGE_BUFFER,
                                    .descriptorCount = 3 * kMostSets};
    const VkDescriptorPoolCreateInfo pool{.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO,
                                          .pNext = nullptr,
                                          .flags = 0,
                                          .maxSets = kMostSets,
                                          .poolSizeCount = 1,
                                          .pPoolSizes = &size};
    if (m_sets == VK_NULL_HANDLE)
        calls().vkCreateDescriptorPool(m_device.handle(), &pool, nullptr, &m_sets);
    const VkDescriptorSetAllocateInfo wanted{.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO,
                                             .pNext = nullptr,
                                             .descriptorPool = m_sets,
                                             .descriptorSetCount = 1,
                                             .pSetLayouts = &layout};
    VkDescriptorSet set = VK_NULL_HANDLE;
    calls().vkAllocateDescriptorSets(m_device.handle(), &wanted, &set);
    return set;
}

void BareCommands::dispatch(const Pipeline& pipeline, const Buffer& weights, const Buffer& from,
                            const Buffer& to) {
    const Buffer* const bound[] = {&weights, &from, &to};
    const VkDescriptorSet set = makeSet(pipeline.bindings());
    for (std::uint32_t i = 0; i < std::size(bound); ++i) {
        const VkDescriptorBufferInfo place{.buffer = bound[i]->handle(), .offset = 0, .range = VK_WHOLE_SIZE};
        const VkWriteDescriptorSet write{.sType = VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET,
                                         .pNext = nullptr,
                                         .dstSet = set,
                                         .dstBinding = i,
                                         .dstArrayElement = 0,
                                         .descriptorCount = 1,
                                         .descriptorType = VK_DESCRIPTOR_TYPE_STORAGE_BUFFER,
                                         .pImageInfo = nullptr,
                                         .pBufferInfo = &place,
                                         .pTexelBufferView = nullptr};
        calls().vkUpdateDescriptorSets(m_device.handle(), 1, &write, 0, nullptr);
    }
    calls().vkCmdBindPipeline(m_commands, VK_PIPELINE_BIND_POINT_COMPUTE, pipeline.handle());
    calls().vkCmdBindDescriptorSets(m_commands, VK_PIPELINE_BIND_POINT_COMPUTE, pipeline.layout(), 0, 1, &set,
                                    0, nullptr);
    const MultiplyArguments arguments{
        .places = {}, .rows = 1, .columns = 1, .tokens = 1, .firstOutput = 0, .outputStride = 8, .adds = 0};
    calls().vkCmdPushConstants(m_commands, pipeline.layout(), VK_SHADER_STAGE_COMPUTE_BIT, 0,
                               sizeof arguments, &arguments);
    calls().vkCmdDispatch(m_commands, 1, 1, 1);
}

/// Each with a device of its own, because the layer says the same thing only a few times an instance.
class ValidationLayer : public ValidatedTest {};

std::size_t occurrences(const std::string& text, const std::string& of) {
    std::size_t count = 0;
    for (std::size_t at = text.find(of); at != std::string::npos; at = text.find(of, at + 1))
        ++count;
    return count;
}

TEST_F(ValidationLayer, TellsOfCopiesWithoutABarrier) {
    const Computing computing;
    const Numbers a(computing, 16), b(computing, 16);
    BareCommands commands(*computing.device);
    commands.copy(a.buffer(), b.buffer());
    EXPECT_EQ(Validation::on().takeMessages(), "");
    commands.copy(b.buffer(), a.buffer());
    EXPECT_THAT(Validation::on().takeMessages(), testing::HasSubstr("SYNC-HAZARD-READ-AFTER-WRITE"));
}

/// What one shader writes and the next only reads: by far most of what a pass hands on. Of two that write the
/// same buffer this version of the layer says nothing, so that their results have to tell.
TEST_F(ValidationLayer, TellsOfDispatchesWithoutABarrier) {
    Computing computing;
    const Numbers weights(computing, 32), first(computing, 8), second(computing, 8), third(computing, 8);
    const std::uint32_t constants[] = {32, 0, 0, 0, 32, 1};
    const auto pipeline = computing.pipelines.find(kMultiply, constants);
    ASSERT_TRUE(pipeline);
    BareCommands commands(*computing.device);
    commands.dispatch(**pipeline, weights.buffer(), first.buffer(), second.buffer());
    EXPECT_EQ(Validation::on().takeMessages(), "");
    commands.dispatch(**pipeline, weights.buffer(), second.buffer(), third.buffer());
    EXPECT_THAT(Validation::on().takeMessages(), testing::HasSubstr("SYNC-HAZARD-READ-AFTER-WRITE"));
    commands.dispatch(**pipeline, weights.buffer(), third.buffer(), first.buffer());
    EXPECT_THAT(Validation::on().takeMessages(), testing::HasSubstr("SYNC-HAZARD-WRITE-AFTER-READ"));
}

TEST_F(ValidationLayer, TellsOfWrongCalls) {
    const Computing computing;
    const Numbers a(computing, 16);
    BareCommands commands(*computing.device);
    commands.copy(a.buffer(), a.buffer()); // onto itself
    EXPECT_THAT(Validation::on().takeMessages(), testing::HasSubstr("VUID-"));
}

TEST_F(ValidationLayer, TellsOfWhatIsNotDestroyed) {
    {
        const Computing computing;
        const VkFenceCreateInfo fence{
            .sType = VK_STRUCTURE_TYPE_FENCE_CREATE_INFO, .pNext = nullptr, .flags = 0};
        VkFence forgotten = VK_NULL_HANDLE;
        computing.device->calls().vkCreateFence(computing.device->handle(), &fence, nullptr, &forgotten);
    }
    EXPECT_THAT(Validation::on().takeMessages(), testing::HasSubstr("VUID-vkDestroyDevice-device-00378"));
}

/// More would fill the pipe that they come through, and the test would wait forever.
TEST_F(ValidationLayer, SaysTheSameOnlyAFewTimes) {
    const Computing computing;
    const Numbers a(computing, 16), b(computing, 16);
    BareCommands commands(*computing.device);
    for (int i = 0; i < 100; ++i)
        commands.copy(a.buffer(), b.buffer());
    const std::size_t said = occurrences(Validation::on().takeMessages(), "[ SYNC-HAZARD");
    EXPECT_GT(said, 0U);
    EXPECT_LT(said, 50U);
}

} // namespace
