// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace plm::test {

// Numbers as the SPIR-V specification has them.
inline constexpr std::uint16_t kOpExtension = 10, kOpExecutionMode = 16, kOpCapability = 17, kOpConstant = 43,
                               kOpSpecConstant = 50, kOpSpecConstantOp = 52, kOpDecorate = 71,
                               kOpMemberDecorate = 72, kOpTypeInt = 21, kOpMemoryBarrier = 225,
                               kOpTypeArray = 28, kOpGroupNonUniformAdd = 349;
inline constexpr std::uint32_t kModeLocalSize = 17, kDecorationCoherent = 23, kDecorationNonWritable = 24,
                               kDecorationBinding = 33, kDecorationDescriptorSet = 34, kDecorationOffset = 35,
                               kCapabilityShader = 1;

/// One instruction of a module: where it begins, and its words behind the first.
struct Instruction {
    std::uint16_t code = 0;
    std::size_t at = 0; ///< in words, from the module's begin
    std::span<const std::uint32_t> operands;
};
/// All of a module; none where it is no module.
std::vector<Instruction> instructionsOf(std::span<const std::uint32_t> module);

/// What a module asks of a device.
struct ModuleNeeds {
    /// With the values of its constants, from constant_id 0 on; others are what the module has for them.
    explicit ModuleNeeds(std::span<const std::uint32_t> module,
                         std::span<const std::uint32_t> constants = {});

    std::set<std::uint32_t> capabilities;
    std::vector<std::string> extensions;
    std::set<std::uint32_t> bindings; ///< of storage buffers
    std::uint32_t written = 0;        ///< a bit for each of them that is not read only
    std::set<std::uint32_t> descriptorSets;
    int otherResources = 0;        ///< bound, and no storage buffers
    std::uint64_t invocations = 0; ///< a workgroup; the most of what is said of it
    std::uint32_t pushConstantBytes = 0;
    std::uint64_t sharedBytes = 0;
    std::set<std::uint32_t> widths; ///< of numbers, in bits
    bool usesSubgroups = false;
    bool ordersBuffers = false; ///< memory barriers between what lanes do to buffers
    bool hasCoherent = false;   ///< a buffer whose numbers lanes read that others wrote
    std::string unclear;        ///< why some of it cannot be told; empty: all can

private:
    struct Type {
        std::uint16_t code = 0;
        std::vector<std::uint32_t> operands;
    };
    void take(const Instruction& instruction);
    void takeDecoration(std::uint32_t target, std::uint32_t decoration,
                        std::span<const std::uint32_t> values);
    void takeWorkgroup(std::uint64_t x, std::uint64_t y, std::uint64_t z) {
        invocations = std::max(invocations, x * y * z);
    }
    void takeMemoryBarrier(std::uint32_t semantics);
    void takeVariable(const Instruction& instruction);
    void takeConstant(const Instruction& instruction);
    void takeOperation(const Instruction& instruction);
    [[nodiscard]] std::uint64_t bytesOf(std::uint32_t type);
    [[nodiscard]] std::uint64_t bytesOfStruct(std::uint32_t id, const Type& type);
    [[nodiscard]] std::uint32_t pointedAt(std::uint32_t pointer);

    std::map<std::uint32_t, Type> m_types;
    std::vector<std::uint32_t> m_given;
    std::map<std::uint32_t, std::uint32_t> m_constants; ///< by id; booleans as 0 and 1
    std::map<std::uint32_t, std::uint32_t> m_bindings, m_sets, m_specIds;
    std::set<std::uint32_t> m_readOnly; ///< variables, and structs of buffers
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> m_offsets; ///< of members
    std::uint32_t m_workgroupSize = 0; ///< the constant, where there is one
};

} // namespace plm::test
