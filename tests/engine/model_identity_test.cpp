// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "damage.h"
#include "model/model_data.h"
#include "synthetic_model.h"
#include "temporary_folder.h"

#include <fstream>
#include <gtest/gtest.h>

namespace {

using namespace plm;

std::string modelBytes(const test::SyntheticShape& shape = {}) {
    const test::TemporaryFolder folder;
    EXPECT_TRUE(test::writeSyntheticModel(folder / "model.gguf", shape));
    return test::readBytes(folder / "model.gguf");
}

std::string identityOf(std::string_view bytes, const char* name = "model.gguf") {
    const auto file = gguf::File::parse(std::as_bytes(std::span(bytes)), name);
    EXPECT_TRUE(file) << file.error().message;
    return file ? modelIdentity(*file) : "";
}

TEST(ModelIdentity, IsTheFilesContents) {
    const std::string identity = identityOf(modelBytes());
    EXPECT_EQ(identity.size(), 64U);
    EXPECT_EQ(identityOf(modelBytes(), "elsewhere.gguf"), identity);
    EXPECT_NE(identityOf(modelBytes({.seed = 2})), identity) << "other weights";
    EXPECT_NE(identityOf(modelBytes({.type = quant::Type::F16})), identity) << "another type";
    EXPECT_NE(identityOf(modelBytes({.rotaryBase = 20000})), identity) << "another key";
}

/// A fine-tuned model has the same keys and the same shapes.
TEST(ModelIdentity, NoticesOneTensorThatChanged) {
    std::string bytes = modelBytes();
    const std::string identity = identityOf(bytes);
    const auto file = gguf::File::parse(std::as_bytes(std::span(bytes)), "model.gguf");
    ASSERT_TRUE(file);
    for (const gguf::Tensor& tensor : file->tensors()) {
        char* first = bytes.data() + (tensor.data.data() - file->bytes().data());
        std::for_each(first, first + tensor.bytes, [](char& byte) { byte = static_cast<char>(byte ^ 1); });
        EXPECT_NE(identityOf(bytes), identity) << tensor.name;
        std::for_each(first, first + tensor.bytes, [](char& byte) { byte = static_cast<char>(byte ^ 1); });
    }
    EXPECT_EQ(identityOf(bytes), identity);
}

TEST(ModelIdentity, ReadsLargeTensorsToTheirEnd) {
    std::string bytes = modelBytes({.embedding = 256});
    const std::string identity = identityOf(bytes);
    const auto file = gguf::File::parse(std::as_bytes(std::span(bytes)), "model.gguf");
    ASSERT_TRUE(file);
    const gguf::Tensor& tensor = *file->tensor("token_embd.weight");
    ASSERT_GT(tensor.bytes, 100000U);
    const auto last = static_cast<std::size_t>(tensor.data.data() - file->bytes().data()) + tensor.bytes - 1;
    bytes[last] = static_cast<char>(bytes[last] ^ 1);
    EXPECT_NE(identityOf(bytes), identity);
}

} // namespace
