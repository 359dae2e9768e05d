// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cpu/kernels/kernels.h"

#include <plm/executors.h>

#include <algorithm>
#include <array>
#if defined(__x86_64__)
#include <cpuid.h>
#endif
#if defined(__aarch64__)
#include <sys/auxv.h>
#endif

namespace plm::cpu {

extern const Kernels kPortableKernels;
#if defined(__x86_64__)
extern const Kernels kAvx2Kernels;
extern const Kernels kAvx512Kernels;
extern const Kernels kAvx512Bf16Kernels;
#elif defined(__aarch64__)
extern const Kernels kNeonKernels;
extern const Kernels kNeonDotprodKernels;
extern const Kernels kNeonI8mmKernels;
#endif

namespace {

/// An instruction set of a processor, as people call it.
struct InstructionSet {
    const char* name;
    bool (*isThere)();
};

#if defined(__x86_64__)
/// F16C, which not every compiler's __builtin_cpu_supports knows.
bool hasHalves() {
    unsigned a = 0;
    unsigned b = 0;
    unsigned c = 0;
    unsigned d = 0;
    return __get_cpuid(1, &a, &b, &c, &d) != 0 && (c & bit_F16C) != 0;
}

constexpr std::array kOfAvx2{
    InstructionSet{"AVX2", [] { return __builtin_cpu_supports("avx2") != 0; }},
    InstructionSet{"FMA", [] { return __builtin_cpu_supports("fma") != 0; }},
    InstructionSet{"F16C", hasHalves},
};
constexpr std::array kOfAvx512{
    InstructionSet{"AVX512F", [] { return __builtin_cpu_supports("avx512f") != 0; }},
    InstructionSet{"AVX512BW", [] { return __builtin_cpu_supports("avx512bw") != 0; }},
    InstructionSet{"AVX512VL", [] { return __builtin_cpu_supports("avx512vl") != 0; }},
    InstructionSet{"AVX512VNNI", [] { return __builtin_cpu_supports("avx512vnni") != 0; }},
};
constexpr std::array kOfAvx512Bf16{
    InstructionSet{"AVX512BF16", [] { return __builtin_cpu_supports("avx512bf16") != 0; }}};
#elif defined(__aarch64__)
constexpr std::array kOfNeon{InstructionSet{"NEON", [] { return true; }}}; // every arm64 processor has it
constexpr std::array kOfDotprod{
    InstructionSet{"dotprod", [] { return (getauxval(AT_HWCAP) & HWCAP_ASIMDDP) != 0; }}};
constexpr std::array kOfI8mm{
    InstructionSet{"i8mm", [] { return (getauxval(AT_HWCAP2) & HWCAP2_I8MM) != 0; }}};
#endif

/// Kernels, and the instruction sets that they need beside those of the kernels before them.
struct Candidate {
    const Kernels* kernels;
    std::span<const InstructionSet> needs;
};

constexpr std::array kCandidates {
    Candidate{&kPortableKernels, {}},
#if defined(__x86_64__)
        Candidate{&kAvx2Kernels, kOfAvx2}, Candidate{&kAvx512Kernels, kOfAvx512},
        Candidate{&kAvx512Bf16Kernels, kOfAvx512Bf16},
#elif defined(__aarch64__)
        Candidate{&kNeonKernels, kOfNeon}, Candidate{&kNeonDotprodKernels, kOfDotprod},
        Candidate{&kNeonI8mmKernels, kOfI8mm},
#endif
};

struct Usable {
    std::array<const Kernels*, kCandidates.size()> sets{};
    std::size_t count = 0;
};

/// Each needs what those before it need, too.
Usable findUsable() {
    Usable usable;
    for (const Candidate& candidate : kCandidates) {
        if (!std::all_of(candidate.needs.begin(), candidate.needs.end(),
                         [](const InstructionSet& set) { return set.isThere(); }))
            break;
        usable.sets[usable.count++] = candidate.kernels;
    }
    return usable;
}

} // namespace

TileDot TileDots::of(quant::Type type) const {
    const auto* found =
        std::find_if(std::begin(all), std::end(all), [type](const OfType& one) { return one.type == type; });
    return found == std::end(all) ? nullptr : found->dot;
}

std::span<const Kernels* const> usableKernels() {
    static const Usable usable = findUsable();
    return {usable.sets.data(), usable.count};
}

const Kernels& bestKernels() {
    return *usableKernels().back();
}

} // namespace plm::cpu

namespace plm {

KernelChoice kernelChoice() {
    KernelChoice choice{cpu::bestKernels().name, {}};
    for (const cpu::Candidate& candidate : cpu::kCandidates) {
        for (const cpu::InstructionSet& set : candidate.needs)
            choice.instructionSets.emplace_back(set.name);
        if (candidate.kernels == &cpu::bestKernels())
            break;
    }
    return choice;
}

} // namespace plm
