// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cpu/kernels.h"

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

struct Usable {
    std::array<const Kernels*, 4> sets{};
    std::size_t count = 0;
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
#endif

Usable findUsable() {
    Usable usable;
    usable.sets[usable.count++] = &kPortableKernels;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && hasHalves())
        usable.sets[usable.count++] = &kAvx2Kernels;
    if (usable.count == 2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vnni"))
        usable.sets[usable.count++] = &kAvx512Kernels;
    if (usable.count == 3 && __builtin_cpu_supports("avx512bf16"))
        usable.sets[usable.count++] = &kAvx512Bf16Kernels;
#elif defined(__aarch64__)
    usable.sets[usable.count++] = &kNeonKernels; // every arm64 processor has it
    if ((getauxval(AT_HWCAP) & HWCAP_ASIMDDP) != 0)
        usable.sets[usable.count++] = &kNeonDotprodKernels;
    if (usable.count == 3 && (getauxval(AT_HWCAP2) & HWCAP2_I8MM) != 0)
        usable.sets[usable.count++] = &kNeonI8mmKernels;
#endif
    return usable;
}

} // namespace

std::span<const Kernels* const> usableKernels() {
    static const Usable usable = findUsable();
    return {usable.sets.data(), usable.count};
}

const Kernels& bestKernels() {
    return *usableKernels().back();
}

} // namespace plm::cpu
