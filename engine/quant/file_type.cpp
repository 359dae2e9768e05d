// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "quant/file_type.h"

#include <algorithm>
#include <array>

namespace plm::quant {

namespace {

constexpr std::array kFileTypes = {
    FileType{"F32", 0, Type::F32},        FileType{"F16", 1, Type::F16},
    FileType{"BF16", 32, Type::BF16},     FileType{"Q8_0", 7, Type::Q8_0},
    FileType{"Q4_0", 2, Type::Q4_0},      FileType{"Q4_1", 3, Type::Q4_1},
    FileType{"Q5_0", 8, Type::Q5_0},      FileType{"Q5_1", 9, Type::Q5_1},
    FileType{"Q2_K", 10, Type::Q2_K},     FileType{"Q3_K_S", 11, Type::Q3_K},
    FileType{"Q3_K_M", 12, Type::Q3_K},   FileType{"Q3_K_L", 13, Type::Q3_K},
    FileType{"Q4_K_S", 14, Type::Q4_K},   FileType{"Q4_K_M", 15, Type::Q4_K},
    FileType{"Q5_K_S", 16, Type::Q5_K},   FileType{"Q5_K_M", 17, Type::Q5_K},
    FileType{"Q6_K", 18, Type::Q6_K},     FileType{"IQ4_NL", 25, Type::IQ4_NL},
    FileType{"IQ4_XS", 30, Type::IQ4_XS},
};

/// Some of a model's layers.
enum class Layers {
    All,
    FirstTwo,
    FirstFour,
    FirstSixteenth,
    FirstEighth,
    EndsAndThirds, ///< the first and the last eighth, and every third between
};

bool areIn(Layers layers, const MatrixPlace& m) {
    const int eighth = m.layers / 8;
    switch (layers) {
    case Layers::All:
        return true;
    case Layers::FirstTwo:
        return m.layer < 2;
    case Layers::FirstFour:
        return m.layer < 4;
    case Layers::FirstSixteenth:
        return m.layer < m.layers / 16;
    case Layers::FirstEighth:
        return m.layer < eighth;
    case Layers::EndsAndThirds:
        return m.layer < eighth || m.layer >= 7 * m.layers / 8 || (m.layer - eighth) % 3 == 2;
    }
    return false;
}

/// `type` in some layers, `elsewhere` in the others.
struct Choice {
    Layers layers;
    Type type, elsewhere;
};

constexpr Choice always(Type type) {
    return {Layers::All, type, type};
}

/// What a type of file has for some parts of a layer, where that is not one format throughout.
struct Mixture {
    std::string_view file;
    Choice value, attentionOutput, down;
};

constexpr Choice kMoreBitsQ4{Layers::EndsAndThirds, Type::Q6_K, Type::Q4_K};
constexpr Choice kMoreBitsQ5{Layers::EndsAndThirds, Type::Q6_K, Type::Q5_K};
constexpr std::array kMixtures = {
    Mixture{"Q2_K", always(Type::Q3_K), always(Type::Q3_K), always(Type::Q3_K)},
    Mixture{"Q3_K_M",
            {Layers::FirstTwo, Type::Q5_K, Type::Q4_K},
            always(Type::Q4_K),
            {Layers::FirstSixteenth, Type::Q5_K, Type::Q4_K}},
    Mixture{"Q3_K_L", always(Type::Q5_K), always(Type::Q5_K), always(Type::Q5_K)},
    Mixture{"Q4_K_S",
            {Layers::FirstFour, Type::Q5_K, Type::Q4_K},
            always(Type::Q4_K),
            {Layers::FirstEighth, Type::Q5_K, Type::Q4_K}},
    Mixture{"Q4_K_M", kMoreBitsQ4, always(Type::Q4_K), kMoreBitsQ4},
    Mixture{"Q5_K_M", kMoreBitsQ5, always(Type::Q5_K), kMoreBitsQ5},
    Mixture{"IQ4_NL",
            always(Type::IQ4_NL),
            always(Type::IQ4_NL),
            {Layers::FirstEighth, Type::Q5_K, Type::IQ4_NL}},
    Mixture{"IQ4_XS",
            always(Type::IQ4_XS),
            always(Type::IQ4_XS),
            {Layers::FirstEighth, Type::Q5_K, Type::IQ4_XS}},
};

Mixture mixtureOf(const FileType& file) {
    const auto* found = std::find_if(kMixtures.begin(), kMixtures.end(),
                                     [&](const Mixture& mixture) { return mixture.file == file.name; });
    const Choice same = always(file.format);
    return found == kMixtures.end() ? Mixture{file.name, same, same, same} : *found;
}

Type wantedType(const FileType& file, const MatrixPlace& m, Mix mix) {
    const Mixture mixture = mixtureOf(file);
    const auto chosen = [&](const Choice& choice) {
        return areIn(choice.layers, m) ? choice.type : choice.elsewhere;
    };
    switch (m.part) {
    case Part::Output:
        return format(file.format).isFloat() || file.format == Type::Q8_0 ? file.format : Type::Q6_K;
    case Part::KeyValue:
        return mix == Mix::Current ? chosen(mixture.value) : file.format;
    case Part::AttentionOutput:
        return chosen(mixture.attentionOutput);
    case Part::Down:
        return chosen(mixture.down);
    case Part::Embedding:
    case Part::Query:
    case Part::Latent:
    case Part::Up:
        break;
    }
    return file.format;
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
    case Type::Q2_K:
    case Type::Q3_K:
    case Type::IQ4_XS:
        return Type::IQ4_NL;
    case Type::F32:
    case Type::F16:
    case Type::BF16:
    case Type::Q4_0:
    case Type::Q4_1:
    case Type::Q5_0:
    case Type::Q5_1:
    case Type::Q8_0:
    case Type::IQ4_NL:
        break; // small as they are
    }
    return type;
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
