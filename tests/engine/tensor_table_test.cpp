// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/model_data.h"
#include "model/number_check.h"
#include "model/tensor_table.h"
#include "synthetic_model.h"
#include "temporary_folder.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace plm;

/// A file that does not come from the table.
class TensorTable : public testing::Test {
protected:
    void SetUp() override {
        const auto path = m_folder.path() / "model.gguf";
        ASSERT_TRUE(test::writeSyntheticModel(path));
        auto model = Model::open(path);
        ASSERT_TRUE(model) << model.error().message;
        m_model = *model;
    }

    const test::TemporaryFolder m_folder;
    std::shared_ptr<const Model> m_model;
};

TEST_F(TensorTable, HasTheTensorsOfAFileInItsOrder) {
    const std::vector<TensorSpec> specs = tensorsOf(m_model->info().hyper, true);
    const auto tensors = m_model->data().file.tensors();
    ASSERT_EQ(specs.size(), tensors.size());
    for (std::size_t i = 0; i < specs.size(); ++i) {
        EXPECT_EQ(specs[i].name, tensors[i].name);
        EXPECT_EQ(specs[i].dimensions(), tensors[i].dimensions) << specs[i].name;
        EXPECT_EQ(specs[i].part.has_value(), tensors[i].dimensions.size() == 2) << specs[i].name;
    }
    EXPECT_EQ(specs.back().layer, 1);
}

TEST_F(TensorTable, TheEmbeddingOfATiedFileIsItsHead) {
    const HyperParameters& hyper = m_model->info().hyper;
    const auto tied = tensorsOf(hyper, true), untied = tensorsOf(hyper, false);
    ASSERT_EQ(untied.size(), tied.size() + 1);
    EXPECT_EQ(tied[0].part, quant::Part::Output);
    EXPECT_EQ(untied[0].part, quant::Part::Embedding);
    EXPECT_EQ(untied[2].name, "output.weight");
    EXPECT_EQ(untied[2].huggingFaceName, "lm_head.weight");
    EXPECT_EQ(untied[2].part, quant::Part::Output);
    EXPECT_EQ(untied[2].shape, untied[0].shape);
}

TEST_F(TensorTable, NamesAndPartsAreThereOnce) {
    std::set<std::string> names, sources;
    const auto specs = tensorsOf(m_model->info().hyper, false);
    for (const TensorSpec& spec : specs) {
        EXPECT_TRUE(names.insert(spec.name).second) << spec.name;
        EXPECT_TRUE(sources.insert(spec.huggingFaceName).second) << spec.huggingFaceName;
    }
    std::set<quant::Part> parts;
    for (const auto& row : kLayerTensors) {
        EXPECT_EQ(row.part.has_value(), row.matrix != nullptr) << row.name;
        EXPECT_NE(row.matrix == nullptr, row.vector == nullptr) << row.name;
        EXPECT_TRUE(!row.part || parts.insert(*row.part).second) << row.name;
    }
}

TEST_F(TensorTable, EveryMatrixCarriesItsName) {
    std::set<std::string_view> named;
    for (const Matrix* matrix : matricesOf(m_model->data().weights)) {
        const gguf::Tensor* tensor = m_model->data().file.tensor(matrix->name);
        ASSERT_NE(tensor, nullptr) << matrix->name;
        EXPECT_EQ(tensor->data.data(), matrix->data) << matrix->name;
        EXPECT_EQ(matrix->slice(1, 2).name, matrix->name);
        named.insert(matrix->name);
    }
    const auto specs = tensorsOf(m_model->info().hyper, true);
    EXPECT_EQ(static_cast<std::ptrdiff_t>(named.size()),
              std::count_if(specs.begin(), specs.end(),
                            [](const TensorSpec& spec) { return spec.part.has_value(); }));
}

} // namespace
