// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "device/instruction_sets.h"

#include "device/text_file.h"

#include <array>
#include <set>
#include <sstream>
#include <string_view>

namespace plm::device {

namespace {

struct Flag {
    std::string_view flag; ///< as the system writes it
    std::string_view name; ///< as the kernels have it
};

#if defined(__aarch64__)
constexpr const char* kKey = "Features";
constexpr std::array kFlags{
    Flag{"asimd", "NEON"},       Flag{"asimdhp", "fp16"}, Flag{"asimddp", "dotprod"}, Flag{"asimdfhm", "fhm"},
    Flag{"i8mm", "i8mm"},        Flag{"bf16", "bf16"},    Flag{"sve", "SVE"},         Flag{"sve2", "SVE2"},
    Flag{"svei8mm", "SVE i8mm"}, Flag{"sme", "SME"},
};
#else
constexpr const char* kKey = "flags";
constexpr std::array kFlags{
    Flag{"ssse3", "SSSE3"},
    Flag{"sse4_2", "SSE4.2"},
    Flag{"avx", "AVX"},
    Flag{"f16c", "F16C"},
    Flag{"fma", "FMA"},
    Flag{"avx2", "AVX2"},
    Flag{"avx_vnni", "AVX-VNNI"},
    Flag{"avx512f", "AVX512F"},
    Flag{"avx512dq", "AVX512DQ"},
    Flag{"avx512bw", "AVX512BW"},
    Flag{"avx512vl", "AVX512VL"},
    Flag{"avx512_vnni", "AVX512VNNI"},
    Flag{"avx512vbmi", "AVX512VBMI"},
    Flag{"avx512_bf16", "AVX512BF16"},
    Flag{"avx512_fp16", "AVX512FP16"},
    Flag{"amx_tile", "AMX-TILE"},
    Flag{"amx_int8", "AMX-INT8"},
    Flag{"amx_bf16", "AMX-BF16"},
};
#endif

} // namespace

std::vector<std::string> instructionSets(const std::filesystem::path& root) {
    std::set<std::string, std::less<>> flags;
    std::istringstream words(field(root / "proc/cpuinfo", kKey).value_or(""));
    for (std::string word; words >> word;)
        flags.insert(word);
    std::vector<std::string> names;
    for (const auto& [flag, name] : kFlags)
        if (flags.contains(flag))
            names.emplace_back(name);
    return names;
}

} // namespace plm::device
