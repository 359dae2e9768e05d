// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "quant/file_type.h"

#include <algorithm>
#include <array>

namespace plm::quant {

namespace {

// The numbers of general.file_type, as far as rules depend on them.
enum Number : std::uint32_t {
    kQ2_K = 10,
    kQ3_K_M = 12,
    kQ3_K_L = 13,
    kQ4_K_S = 14,
    kQ4_K_M = 15,
    kQ5_K_M = 17,
    kIQ4_NL = 25,
    kIQ4_XS = 30,
};

constexpr std::array kFileTypes = {
    FileType{"F32", 0, Type::F32},
    FileType{"F16", 1, Type::F16},
    FileType{"BF16", 32, Type::BF16},
    FileType{"Q8_0", 7, Type::Q8_0},
    FileType{"Q4_0", 2, Type::Q4_0},
    FileType{"Q4_1", 3, Type::Q4_1},
    FileType{"Q5_0", 8, Type::Q5_0},
    FileType{"Q5_1", 9, Type::Q5_1},
    FileType{"Q2_K", kQ2_K, Type::Q2_K},
    FileType{"Q3_K_S", 11, Type::Q3_K},
    FileType{"Q3_K_M", kQ3_K_M, Type::Q3_K},
    FileType{"Q3_K_L", kQ3_K_L, Type::Q3_K},
    FileType{"Q4_K_S", kQ4_K_S, Type::Q4_K},
    FileType{"Q4_K_M", kQ4_K_M, Type::Q4_K},
    FileType{"Q5_K_S", 16, Type::Q5_K},
    FileType{"Q5_K_M", kQ5_K_M, Type::Q5_K},
    FileType{"Q6_K", 18, Type::Q6_K},
    FileType{"IQ4_NL", kIQ4_NL, Type::IQ4_NL},
    FileType{"IQ4_XS", kIQ4_XS, Type::IQ4_XS},
};

bool isFloat(Type type) {
    return type == Type::F32 || type == Type::F16 || type == Type::BF16;
}

/// The first and the last eighth of the layers, and every third between.
bool getsMoreBits(const MatrixPlace& m) {
    const int eighth = m.layers / 8;
    return m.layer < eighth || m.layer >= 7 * m.layers / 8 || (m.layer - eighth) % 3 == 2;
}

Type valueType(const FileType& file, const MatrixPlace& m) {
    switch (file.number) {
    case kQ2_K:
        return Type::Q3_K;
    case kQ3_K_M:
        return m.layer < 2 ? Type::Q5_K : Type::Q4_K;
    case kQ3_K_L:
        return Type::Q5_K;
    case kQ4_K_S:
        return m.layer < 4 ? Type::Q5_K : file.format;
    case kQ4_K_M:
    case kQ5_K_M:
        return getsMoreBits(m) ? Type::Q6_K : file.format;
    default:
        return file.format;
    }
}

Type attentionOutputType(const FileType& file) {
    switch (file.number) {
    case kQ2_K:
        return Type::Q3_K;
    case kQ3_K_M:
        return Type::Q4_K;
    case kQ3_K_L:
        return Type::Q5_K;
    default:
        return file.format;
    }
}

Type downType(const FileType& file, const MatrixPlace& m) {
    switch (file.number) {
    case kQ2_K:
        return Type::Q3_K;
    case kQ3_K_M:
        return m.layer < m.layers / 16 ? Type::Q5_K : Type::Q4_K;
    case kQ3_K_L:
        return Type::Q5_K;
    case kQ4_K_S:
    case kIQ4_NL:
    case kIQ4_XS:
        return m.layer < m.layers / 8 ? Type::Q5_K : file.format;
    case kQ4_K_M:
    case kQ5_K_M:
        return getsMoreBits(m) ? Type::Q6_K : file.format;
    default:
        return file.format;
    }
}

Type wantedType(const FileType& file, const MatrixPlace& m, Mix mix) {
    switch (m.part) {
    case Part::Output:
        return isFloat(file.format) || file.format == Type::Q8_0 ? file.format : Type::Q6_K;
    case Part::KeyValue:
        return mix == Mix::Current ? valueType(file, m) : file.format;
    case Part::AttentionOutput:
        return attentionOutputType(file);
    case Part::Down:
        return downType(file, m);
    default:
        return file.format;
    }
}

/// What takes the place of a format of 256 values a block.
Type smallBlockType(Type type) {
    switch (type) {
    case Type::Q4_K:
        return Type::Q5_0;
    case Type::Q5_K:
        return Type::Q5_1;
    case Type::Q6_K:
        return Type::Q8_0;
    default:
        return Type::IQ4_NL;
    }
}

} // namespace

std::span<const FileType> fileTypes() {
    return kFileTypes;
}

const FileType* findFileType(std::string_view name) {
    const auto* found = std::find_if(kFileTypes.begin(), kFileTypes.end(),
                                     [name](const FileType& type) { return type.name == name; });
    return found == kFileTypes.end() ? nullptr : found;
}

const Format& formatFor(const FileType& file, const MatrixPlace& matrix, Mix mix) {
    const Format& wanted = format(wantedType(file, matrix, mix));
    if (matrix.columns % wanted.blockValues == 0)
        return wanted;
    if (wanted.blockValues == 256 && matrix.columns % 32 == 0)
        return format(smallBlockType(wanted.type));
    return format(Type::F16);
}

} // namespace plm::quant
