// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "spirv_module.h"

#include <algorithm>
#include <optional>

namespace plm::test {

namespace {

constexpr std::uint32_t kMagic = 0x07230203;
constexpr std::size_t kHeaderWords = 5;

// More numbers of the specification.
enum Code : std::uint16_t {
    ConstantTrue = 41,
    ConstantFalse = 42,
    SpecConstantTrue = 48,
    SpecConstantFalse = 49,
    ExecutionModeId = 331,
    TypeBool = 20,
    TypeFloat = 22,
    TypeVector = 23,
    TypeStruct = 30,
    TypeRuntimeArray = 29,
    TypePointer = 32,
    ConstantComposite = 44,
    SpecConstantComposite = 51,
    Variable = 59,
    GroupFirst = 259, // OpGroupAll and those behind it
    GroupLast = 271,
    SubgroupFirst = 333, // OpGroupNonUniformElect and those behind it
    SubgroupLast = 366,
    SubgroupQuad = 4432, // and vendors' own
};
enum StorageClass : std::uint32_t {
    UniformConstant = 0,
    Uniform = 2,
    Workgroup = 4,
    PushConstant = 9,
    StorageBuffer = 12,
};

/// What OpSpecConstantOp makes of `a` and `b`; nothing of those that no length here is made by.
std::optional<std::uint32_t> computed(std::uint32_t code, std::uint32_t a, std::uint32_t b) {
    switch (code) {
    case 128: // OpIAdd
        return a + b;
    case 130: // OpISub
        return a - b;
    case 132: // OpIMul
        return a * b;
    case 134: // OpUDiv
        return b == 0 ? std::nullopt : std::optional(a / b);
    case 137: // OpUMod
        return b == 0 ? std::nullopt : std::optional(a % b);
    case 170: // OpIEqual
        return a == b ? 1 : 0;
    default:
        return {};
    }
}

std::string textOf(std::span<const std::uint32_t> words) {
    std::string text;
    for (const std::uint32_t word : words)
        for (int byte = 0; byte < 4; ++byte)
            if (const char c = static_cast<char>(word >> 8 * byte); c != 0)
                text += c;
    return text;
}

} // namespace

std::vector<Instruction> instructionsOf(std::span<const std::uint32_t> module) {
    std::vector<Instruction> instructions;
    if (module.size() < kHeaderWords || module[0] != kMagic)
        return {};
    for (std::size_t at = kHeaderWords; at < module.size();) {
        const std::size_t words = module[at] >> 16;
        if (words == 0 || at + words > module.size())
            return {};
        instructions.push_back(
            {static_cast<std::uint16_t>(module[at] & 0xFFFF), at, module.subspan(at + 1, words - 1)});
        at += words;
    }
    return instructions;
}

ModuleNeeds::ModuleNeeds(std::span<const std::uint32_t> module, std::span<const std::uint32_t> constants)
    : m_given(constants.begin(), constants.end()) {
    const auto instructions = instructionsOf(module);
    if (instructions.empty())
        unclear = "It is no SPIR-V.";
    for (const Instruction& instruction : instructions)
        take(instruction);
}

void ModuleNeeds::take(const Instruction& instruction) {
    const auto& operands = instruction.operands;
    switch (instruction.code) {
    case kOpCapability:
        capabilities.insert(operands[0]);
        break;
    case kOpExtension:
        extensions.push_back(textOf(operands));
        break;
    case kOpExecutionMode:
        if (operands[1] == kModeLocalSize)
            takeWorkgroup(operands[2], operands[3], operands[4]);
        break;
    case kOpDecorate:
        takeDecoration(operands[0], operands[1], operands.subspan(2));
        break;
    case ExecutionModeId:
        unclear = "A workgroup has a size that is told by constants' ids.";
        break;
    case kOpMemberDecorate:
        if (operands[2] == kDecorationOffset)
            m_offsets[{operands[0], operands[1]}] = operands[3];
        if (operands[2] == kDecorationNonWritable)
            m_readOnly.insert(operands[0]);
        hasCoherent |= operands[2] == kDecorationCoherent;
        break;
    case kOpTypeInt:
    case TypeFloat:
        widths.insert(operands[1]);
        [[fallthrough]];
    case TypeBool:
    case TypeVector:
    case kOpTypeArray:
    case TypeRuntimeArray:
    case TypeStruct:
    case TypePointer:
        m_types[operands[0]] = {instruction.code, {operands.begin() + 1, operands.end()}};
        break;
    case ConstantTrue:
    case ConstantFalse:
    case SpecConstantTrue:
    case SpecConstantFalse:
    case kOpConstant:
    case kOpSpecConstant:
        takeConstant(instruction);
        break;
    case kOpMemoryBarrier:
        takeMemoryBarrier(operands[1]);
        break;
    case kOpSpecConstantOp:
        takeOperation(instruction);
        break;
    case ConstantComposite:
    case SpecConstantComposite:
        if (operands[1] == m_workgroupSize)
            takeWorkgroup(m_constants[operands[2]], m_constants[operands[3]], m_constants[operands[4]]);
        break;
    case Variable:
        takeVariable(instruction);
        break;
    default:
        usesSubgroups |= (instruction.code >= GroupFirst && instruction.code <= GroupLast) ||
                         (instruction.code >= SubgroupFirst && instruction.code <= SubgroupLast) ||
                         instruction.code >= SubgroupQuad;
    }
}

void ModuleNeeds::takeDecoration(std::uint32_t target, std::uint32_t decoration,
                                 std::span<const std::uint32_t> values) {
    constexpr std::uint32_t kSpecId = 1, kBuiltIn = 11, kWorkgroupSize = 25;
    if (decoration == kSpecId)
        m_specIds[target] = values[0];
    if (decoration == kDecorationNonWritable)
        m_readOnly.insert(target);
    hasCoherent |= decoration == kDecorationCoherent;
    if (decoration == kDecorationBinding)
        m_bindings[target] = values[0];
    if (decoration == kDecorationDescriptorSet)
        m_sets[target] = values[0];
    if (decoration == kBuiltIn && values[0] == kWorkgroupSize)
        m_workgroupSize = target;
}

void ModuleNeeds::takeConstant(const Instruction& instruction) {
    const auto& operands = instruction.operands;
    const std::uint32_t id = operands[1];
    const auto special = m_specIds.find(id);
    if (special != m_specIds.end() && special->second < m_given.size())
        m_constants[id] = m_given[special->second];
    else if (instruction.code == kOpConstant || instruction.code == kOpSpecConstant)
        m_constants[id] = operands[2];
    else
        m_constants[id] = instruction.code == ConstantTrue || instruction.code == SpecConstantTrue ? 1 : 0;
}

void ModuleNeeds::takeMemoryBarrier(std::uint32_t semantics) {
    constexpr std::uint32_t kUniformMemory = 0x40;
    ordersBuffers |= (m_constants[semantics] & kUniformMemory) != 0;
}

/// What cannot be computed is missing where it is used, which then is unclear.
void ModuleNeeds::takeOperation(const Instruction& instruction) {
    constexpr std::uint32_t kSelect = 169;
    const auto& operands = instruction.operands;
    std::vector<std::uint32_t> values;
    for (const std::uint32_t id : operands.subspan(3)) {
        const auto found = m_constants.find(id);
        if (found == m_constants.end())
            return;
        values.push_back(found->second);
    }
    std::optional<std::uint32_t> result;
    if (operands[2] == kSelect && values.size() == 3)
        result = values[0] != 0 ? values[1] : values[2];
    else if (values.size() == 2)
        result = computed(operands[2], values[0], values[1]);
    if (result)
        m_constants[operands[1]] = *result;
}

void ModuleNeeds::takeVariable(const Instruction& instruction) {
    const std::uint32_t type = pointedAt(instruction.operands[0]), id = instruction.operands[1];
    switch (instruction.operands[2]) {
    case Workgroup:
        sharedBytes += bytesOf(type);
        break;
    case PushConstant:
        pushConstantBytes += static_cast<std::uint32_t>(bytesOf(type));
        break;
    case StorageBuffer:
        bindings.insert(m_bindings[id]);
        if (!m_readOnly.contains(type) && !m_readOnly.contains(id))
            written |= 1U << m_bindings[id];
        descriptorSets.insert(m_sets[id]);
        break;
    case UniformConstant:
    case Uniform:
        ++otherResources;
        break;
    default:
        break;
    }
}

std::uint32_t ModuleNeeds::pointedAt(std::uint32_t pointer) {
    const auto found = m_types.find(pointer);
    if (found == m_types.end() || found->second.code != TypePointer) {
        unclear = "A variable has no pointer for its type.";
        return 0;
    }
    return found->second.operands[1];
}

std::uint64_t ModuleNeeds::bytesOf(std::uint32_t id) {
    const auto found = m_types.find(id);
    if (found == m_types.end()) {
        unclear = "A variable has a type of unknown size.";
        return 0;
    }
    const Type& type = found->second;
    switch (type.code) {
    case TypeBool:
        return 4;
    case kOpTypeInt:
    case TypeFloat:
        return type.operands[0] / 8;
    case TypeVector:
        return bytesOf(type.operands[0]) * type.operands[1];
    case kOpTypeArray:
        if (const auto length = m_constants.find(type.operands[1]); length != m_constants.end())
            return bytesOf(type.operands[0]) * length->second;
        unclear = "An array has a length that is computed when it is specialised, in a way of its own.";
        return 0;
    case TypeStruct:
        return bytesOfStruct(id, type);
    default:
        unclear = "A variable has a type of unknown size.";
        return 0;
    }
}

/// To the end of the member that ends last; where none says where it lies, they follow one another.
std::uint64_t ModuleNeeds::bytesOfStruct(std::uint32_t id, const Type& type) {
    std::uint64_t end = 0;
    for (std::uint32_t member = 0; member < type.operands.size(); ++member) {
        const auto offset = m_offsets.find({id, member});
        const std::uint64_t begin = offset == m_offsets.end() ? end : offset->second;
        end = std::max(end, begin + bytesOf(type.operands[member]));
    }
    return end;
}

} // namespace plm::test
