// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What shaders ask of a device: no more than a Raspberry Pi 5 with Debian 12's driver has, some of which goes
// wrong there without any error. No device is needed to tell.
#include "model/model_data.h"
#include "spirv_module.h"
#include "synthetic_session.h"
#include "vulkan/device_pipelines.h"
#include "vulkan/product_variants.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iterator>
#include <map>

namespace {

using namespace plm::test;
using namespace plm;
using plm::vulkan::allShaders;
using plm::vulkan::Shader;

// The baseline.
constexpr std::uint32_t kMostInvocations = 256, kMostBuffers = 8, kMostArgumentBytes = 128;
constexpr std::uint64_t kMostSharedBytes = 16384;
constexpr std::uint32_t kStorage16Bit = 4433, kStorage8Bit = 4448;     // capabilities, of buffers alone
constexpr std::uint32_t kSubgroupBasic = 61, kSubgroupArithmetic = 63; // of shaders that say so
const std::set<std::string> kAllowedExtensions{"SPV_KHR_storage_buffer_storage_class",
                                               "SPV_KHR_16bit_storage", "SPV_KHR_8bit_storage"};

/// The values of constants that each shader is made with, over models of every kind and devices of each, and
/// the shared memory that all of these devices have.
class Uses {
public:
    static const Uses& all() {
        static const Uses uses;
        return uses;
    }
    [[nodiscard]] const std::map<std::vector<std::uint32_t>, std::uint64_t>& of(const Shader& shader) const {
        return m_uses.at(&shader);
    }

private:
    Uses() {
        for (const Shader* shader : allShaders())
            m_uses[shader];
        for (const quant::Type type :
             {quant::Type::Q4_0, quant::Type::Q8_0, quant::Type::Q4_K, quant::Type::Q5_K, quant::Type::Q6_K,
              quant::Type::F16, quant::Type::BF16})
            add(SyntheticSession({.layers = 1,
                                  .embedding = 256,
                                  .feedForward = 256,
                                  .heads = 1,
                                  .latentRank = type == quant::Type::F16 ? 1024U : 256U,
                                  .noPositionWidth = 16,
                                  .rotaryWidth = 8,
                                  .valueWidth = 256,
                                  .type = type}));
    }
    void add(const SyntheticSession& models) {
        for (const CacheType cache : {CacheType::F16, CacheType::F32, CacheType::Q8})
            for (const vulkan::FewVariant& few : vulkan::fewVariants())
                for (const vulkan::ManyVariant& many : vulkan::manyVariants())
                    add(vulkan::pipelinesFor(models.model()->data().weights, models.model()->info().hyper,
                                             cache, {&few, &many}),
                        std::max(kMostSharedBytes, std::uint64_t{many.tiles.sharedBytes()}));
    }
    void add(const std::vector<vulkan::WantedPipeline>& wanted, std::uint64_t sharedBytes) {
        for (const vulkan::WantedPipeline& one : wanted) {
            const auto [place, isNew] = m_uses[one.shader].emplace(one.constants, sharedBytes);
            place->second = std::min(place->second, sharedBytes);
        }
    }

    std::map<const Shader*, std::map<std::vector<std::uint32_t>, std::uint64_t>> m_uses;
};

/// A sentence for each way in which a module asks for too much or is not what its table says.
class Complaints {
public:
    explicit Complaints(const Shader& shader, std::span<const std::uint32_t> constants = {},
                        std::uint64_t mostSharedBytes = kMostSharedBytes)
        : m_shader(shader),
          m_mostSharedBytes(mostSharedBytes),
          m_needs(shader.code, constants) {
        expect(m_needs.unclear.empty(), m_needs.unclear);
        abilities();
        interface();
        sizes();
    }
    [[nodiscard]] const std::vector<std::string>& all() const { return m_all; }

private:
    void expect(bool holds, std::string otherwise) {
        if (!holds)
            m_all.push_back(std::move(otherwise));
    }
    void abilities() {
        for (const std::uint32_t capability : m_needs.capabilities)
            expect(capability == kCapabilityShader || capability == kStorage16Bit ||
                       capability == kStorage8Bit ||
                       (m_shader.subgroups &&
                        (capability == kSubgroupBasic || capability == kSubgroupArithmetic)),
                   fmt::format("capability {}", capability));
        for (const std::string& extension : m_needs.extensions)
            expect(kAllowedExtensions.contains(extension), "extension " + extension);
        for (const std::uint32_t width : m_needs.widths)
            expect(width == 32 || (width == 16 && m_needs.capabilities.contains(kStorage16Bit)) ||
                       (width == 8 && m_needs.capabilities.contains(kStorage8Bit)),
                   fmt::format("numbers of {} bits", width));
        expect(m_needs.usesSubgroups == m_shader.subgroups, "subgroup operations unlike the table's");
    }
    void interface() {
        std::set<std::uint32_t> bindings;
        for (std::uint32_t i = 0; i < m_shader.bindings; ++i)
            bindings.insert(i);
        expect(m_needs.bindings == bindings, "bindings that the table has not, or the other way round");
        expect(m_needs.written == m_shader.written, "bindings that are written unlike the table's");
        expect(!m_needs.ordersBuffers || m_needs.hasCoherent,
               "lanes that read of a buffer what others may not show");
        expect(m_shader.bindings <= kMostBuffers, "too many buffers");
        expect(m_needs.descriptorSets == std::set<std::uint32_t>{0}, "descriptor sets");
        expect(m_needs.otherResources == 0, "resources that are no storage buffers");
        expect(m_needs.pushConstantBytes == m_shader.argumentBytes, "push constants unlike the table's");
        expect(m_shader.argumentBytes <= kMostArgumentBytes, "too many push constants");
    }
    void sizes() {
        expect(m_needs.invocations >= 1 && m_needs.invocations <= kMostInvocations,
               fmt::format("a workgroup of {}", m_needs.invocations));
        expect(m_needs.sharedBytes <= m_mostSharedBytes,
               fmt::format("{} bytes of shared memory", m_needs.sharedBytes));
    }

    const Shader& m_shader;
    std::uint64_t m_mostSharedBytes;
    ModuleNeeds m_needs;
    std::vector<std::string> m_all;
};

class ShaderLimits : public testing::TestWithParam<const Shader*> {};
INSTANTIATE_TEST_SUITE_P(Each, ShaderLimits, testing::ValuesIn(allShaders().begin(), allShaders().end()),
                         [](const auto& shader) { return std::string(shader.param->name); });

TEST_P(ShaderLimits, AreKept) {
    EXPECT_THAT(Complaints(*GetParam()).all(), testing::IsEmpty());
    EXPECT_FALSE(Uses::all().of(*GetParam()).empty()) << "no pass uses it";
    for (const auto& [constants, sharedBytes] : Uses::all().of(*GetParam()))
        EXPECT_THAT(Complaints(*GetParam(), constants, sharedBytes).all(), testing::IsEmpty())
            << testing::PrintToString(constants);
}

/// A device without what a variant's module asks for is never offered it.
TEST(ProductVariants, SuitDevicesThatHaveWhatTheyNeed) {
    const quant::Format& format = quant::format(quant::Type::Q4_K);
    const vulkan::DeviceLayout layout({&format, 256, 256, nullptr, {}}, vulkan::LineOrder::Rows);
    for (const vulkan::FewVariant& variant : vulkan::fewVariants()) {
        const ModuleNeeds needs(variant.shader->code, fewConstants(layout, variant, 1));
        EXPECT_EQ(suits(variant, {.subgroupArithmetic = false}), !needs.usesSubgroups) << variant.name;
        EXPECT_TRUE(suits(variant, {.subgroupArithmetic = true})) << variant.name;
    }
    for (const vulkan::ManyVariant& variant : vulkan::manyVariants()) {
        const ModuleNeeds needs(vulkan::kMultiplyTiled.code, tiledConstants(layout, variant.tiles));
        const auto shared = static_cast<std::uint32_t>(needs.sharedBytes);
        const std::uint32_t invocations = variant.tiles.lanes();
        EXPECT_LE(invocations, needs.invocations) << variant.name;
        EXPECT_TRUE(suits(variant, {.sharedBytes = shared, .invocations = invocations})) << variant.name;
        EXPECT_FALSE(suits(variant, {.sharedBytes = shared - 1, .invocations = invocations})) << variant.name;
        EXPECT_FALSE(suits(variant, {.sharedBytes = shared, .invocations = invocations - 1})) << variant.name;
    }
    EXPECT_TRUE(suits(vulkan::fewVariants().front(), {}) && suits(vulkan::manyVariants().front(), {}))
        << "the baseline is every device's";
}

/// Shaders that nothing tests alone, and why not yet.
const std::map<std::string, std::string> kWithoutTests{};

/// So that a new shader is not forgotten.
TEST_P(ShaderLimits, HasAFileOfTests) {
    const std::string name(GetParam()->name);
    if (const auto found = kWithoutTests.find(name); found != kWithoutTests.end())
        GTEST_SKIP() << found->second;
    const std::string folder = PERIPHERAL_SOURCE_DIR "/tests/vulkan/";
    EXPECT_TRUE(std::filesystem::exists(folder + name + "_test.cpp"));
    std::ifstream file(folder + "CMakeLists.txt");
    const std::string listed(std::istreambuf_iterator<char>(file), {});
    EXPECT_NE(listed.find(" " + name + "_test"), std::string::npos) << "it is not built";
}

TEST(ShaderTable, HasEveryShader) {
    std::set<std::string> files, table;
    for (const auto& entry : std::filesystem::directory_iterator(PERIPHERAL_SOURCE_DIR "/shaders"))
        if (entry.path().extension() == ".comp")
            files.insert(entry.path().stem());
    for (const Shader* shader : allShaders())
        table.insert(std::string(shader->name));
    EXPECT_EQ(files, table);
}

/// A copy of multiply.comp's module with a change: whether it would be seen.
class Doctored {
public:
    Doctored() : m_words(plm::vulkan::kMultiply.code.begin(), plm::vulkan::kMultiply.code.end()) {}

    /// Of the first instruction `code` whose operand `which` is `is`, operand `changed` becomes `to`.
    Doctored& change(std::uint16_t code, std::size_t which, std::uint32_t is, std::size_t changed,
                     std::uint32_t to) {
        const auto instructions = instructionsOf(m_words);
        const auto found = std::ranges::find_if(instructions, [&](const Instruction& one) {
            return one.code == code && one.operands.size() > std::max(which, changed) &&
                   one.operands[which] == is;
        });
        EXPECT_NE(found, instructions.end()) << "no instruction " << code << " has " << is;
        if (found != instructions.end())
            m_words[found->at + 1 + changed] = to;
        return *this;
    }
    /// Puts an instruction before all others.
    Doctored& insert(std::uint16_t code, const std::vector<std::uint32_t>& operands) {
        std::vector<std::uint32_t> words{static_cast<std::uint32_t>(operands.size() + 1) << 16 | code};
        words.insert(words.end(), operands.begin(), operands.end());
        m_words.insert(m_words.begin() + 5, words.begin(), words.end());
        return *this;
    }
    /// Puts one behind all others.
    Doctored& append(std::uint16_t code, const std::vector<std::uint32_t>& operands) {
        m_words.push_back(static_cast<std::uint32_t>(operands.size() + 1) << 16 | code);
        m_words.insert(m_words.end(), operands.begin(), operands.end());
        return *this;
    }
    /// Of a constant.
    [[nodiscard]] std::uint32_t idOf(std::uint32_t value) const {
        for (const Instruction& one : instructionsOf(m_words))
            if (one.code == kOpConstant && one.operands[2] == value)
                return one.operands[1];
        ADD_FAILURE() << "no constant " << value;
        return 0;
    }
    /// A length of arrays that the module has.
    Doctored& lengthen(std::uint32_t length, std::uint32_t to) {
        return change(kOpConstant, 2, length, 2, to);
    }
    [[nodiscard]] std::vector<std::string> complaints(std::uint32_t bindings = 3,
                                                      std::uint32_t argumentBytes = 36) const {
        return Complaints({"doctored", m_words, bindings, 4, argumentBytes}).all();
    }

private:
    std::vector<std::uint32_t> m_words;
};

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(DoctoredShader, IsFineAsItWas) {
    EXPECT_THAT(Doctored().complaints(), testing::IsEmpty());
}

TEST(DoctoredShader, HasTooLargeAWorkgroup) {
    EXPECT_THAT(Doctored().change(kOpExecutionMode, 1, kModeLocalSize, 2, 512).complaints(),
                ElementsAre("a workgroup of 512"));
    EXPECT_THAT(Doctored().change(kOpExecutionMode, 1, kModeLocalSize, 3, 8).complaints(),
                ElementsAre("a workgroup of 512"));
    // Where a constant tells it.
    const Shader& tiled = plm::vulkan::kMultiplyTiled;
    std::vector<std::uint32_t> constants{8, 0, 0, 0, 32, 64, 0, 256, 64, 1, 1};
    EXPECT_THAT(Complaints(tiled, constants).all(), testing::IsEmpty());
    constants[7] = 320;
    EXPECT_THAT(Complaints(tiled, constants).all(), ElementsAre("a workgroup of 320"));
}

TEST(DoctoredShader, WantsWhatDevicesMayNotHave) {
    for (const std::uint32_t capability :
         {9U, 10U, 11U, 22U, 39U, 61U, 63U, 65U, 5345U}) // float16 to memory model
        EXPECT_THAT(Doctored().insert(kOpCapability, {capability}).complaints(),
                    ElementsAre(fmt::format("capability {}", capability)));
    EXPECT_THAT(Doctored().insert(kOpCapability, {kStorage8Bit}).complaints(), testing::IsEmpty());
    EXPECT_THAT(Doctored().insert(kOpExtension, {0x5F565053, 0x58}).complaints(), // SPV_X
                ElementsAre("extension SPV_X"));
    EXPECT_THAT(Doctored().insert(kOpTypeInt, {9999, 64, 0}).complaints(), ElementsAre("numbers of 64 bits"));
    EXPECT_THAT(Doctored().insert(kOpGroupNonUniformAdd, {1, 2, 3, 0, 4}).complaints(),
                ElementsAre(HasSubstr("subgroup operations")));
}

TEST(DoctoredShader, HasSubgroupsUnlikeTheTable) {
    Shader one = plm::vulkan::kMultiplySubgroup;
    EXPECT_THAT(Complaints(one).all(), testing::IsEmpty());
    one.subgroups = false;
    EXPECT_THAT(Complaints(one).all(), Contains(HasSubstr("subgroup operations")));
    one = plm::vulkan::kMultiply;
    one.subgroups = true;
    EXPECT_THAT(Complaints(one).all(), ElementsAre(HasSubstr("subgroup operations")));
}

/// From these barriers follow.
TEST(DoctoredShader, WritesOtherBindingsThanTheTable) {
    for (const std::uint32_t written : {0U, 1U, 2U, 6U}) {
        Shader one = plm::vulkan::kMultiply;
        one.written = written;
        EXPECT_THAT(Complaints(one).all(), ElementsAre(HasSubstr("written")));
    }
}

/// A device may keep what a lane wrote from the others, barrier or not, unless the buffer is coherent.
TEST(DoctoredShader, ReadsWhatOtherLanesWrote) {
    const std::uint32_t uniform = Doctored().idOf(64); // a number that means uniform memory as well
    EXPECT_THAT(Doctored().append(kOpMemoryBarrier, {uniform, uniform}).complaints(),
                ElementsAre(HasSubstr("others may not show")));
    EXPECT_THAT(Doctored()
                    .append(kOpMemoryBarrier, {uniform, uniform})
                    .insert(kOpDecorate, {9999, kDecorationCoherent})
                    .complaints(),
                testing::IsEmpty());
}

TEST(DoctoredShader, HasOtherBindingsThanTheTable) {
    EXPECT_THAT(Doctored().complaints(4), Contains(HasSubstr("bindings")));
    EXPECT_THAT(Doctored().complaints(2), Contains(HasSubstr("bindings")));
    EXPECT_THAT(Doctored().change(kOpDecorate, 1, kDecorationBinding, 2, 3).complaints(),
                ElementsAre(HasSubstr("bindings")));
    EXPECT_THAT(Doctored().change(kOpDecorate, 1, kDecorationDescriptorSet, 2, 1).complaints(),
                ElementsAre("descriptor sets"));
    EXPECT_THAT(Doctored().complaints(9), Contains("too many buffers"));
}

TEST(DoctoredShader, HasOtherPushConstantsThanTheTable) {
    EXPECT_THAT(Doctored().complaints(3, 40), ElementsAre(HasSubstr("unlike the table")));
    EXPECT_THAT(Doctored().change(kOpMemberDecorate, 3, 32, 3, 128).complaints(3, 132),
                ElementsAre("too many push constants"));
}

TEST(DoctoredShader, HasTooMuchSharedMemory) {
    // partial[4 · TILE][65]
    const std::vector<std::uint32_t> eight{8, 0, 0, 0, 32, 8};
    EXPECT_EQ(ModuleNeeds(plm::vulkan::kMultiply.code).sharedBytes, 4U * 65 * 4);
    EXPECT_EQ(ModuleNeeds(plm::vulkan::kMultiply.code, eight).sharedBytes, 32U * 65 * 4);
    const std::vector<std::uint32_t> sixteen{8, 0, 0, 0, 32, 16};
    EXPECT_THAT(Complaints(plm::vulkan::kMultiply, sixteen).all(),
                ElementsAre("16640 bytes of shared memory"));
    EXPECT_THAT(Doctored().lengthen(65, 1025).complaints(), ElementsAre("16400 bytes of shared memory"));
    EXPECT_THAT(Doctored().lengthen(65, 1024).complaints(), testing::IsEmpty());
}

TEST(DoctoredShader, IsNoModule) {
    const std::vector<std::uint32_t> words{1, 2, 3};
    EXPECT_THAT(Complaints({"none", words, 3, 4, 36}).all(), Contains("It is no SPIR-V."));
}

} // namespace
