// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "float_sums.h"
#include "sample_inputs.h"
#include "sample_matrices.h"

#include <cstdint>
#include <vector>

namespace plm::test {

/// Rows of a matrix that are multiplied with tokens' activations, and where these and their outputs lie.
struct Product {
    std::uint32_t rows = 0, columns = 0, tokens = 0, inputStride = 0, outputStride = 0, firstOutput = 0;
    bool adds = false;
    // Of several heads, from one to the next.
    std::uint32_t heads = 1, firstRow = 0, rowStep = 0, inputStep = 0, outputStep = 0;

    /// All numbers from the first output on, with a few behind the last.
    [[nodiscard]] std::size_t outputs() const {
        return firstOutput + std::size_t{tokens} * outputStride + std::size_t{heads - 1} * outputStep + 3;
    }
};

/// What plain sums make of `before`.
class PlainProducts {
public:
    PlainProducts(const SampleMatrix& weights, const Product& product, const std::vector<float>& inputs,
                  const std::vector<float>& before)
        : m_product(product),
          m_before(before),
          m_sums(before.size()),
          m_written(before.size()) {
        const auto rows = weights.weights();
        for (std::uint32_t head = 0; head < product.heads; ++head)
            for (std::uint32_t token = 0; token < product.tokens; ++token)
                for (std::uint32_t row = 0; row < product.rows; ++row)
                    add(rows[product.firstRow + head * product.rowStep + row],
                        inputs.data() + head * product.inputStep + token * product.inputStride,
                        product.firstOutput + head * product.outputStep + token * product.outputStride + row);
    }
    /// What differs, where each term goes through `depth` additions at most; nothing: all is as it has to be.
    [[nodiscard]] std::string compare(std::span<const float> found, double depth, bool exact) const {
        Agreement agreement;
        for (std::size_t i = 0; i < found.size(); ++i)
            if (m_written[i])
                agreement.add(static_cast<double>(found[i]), m_sums[i].value,
                              exact ? 0 : m_sums[i].bound(depth));
            else
                agreement.add(static_cast<double>(found[i]), static_cast<double>(m_before[i]), 0);
        return agreement.misses();
    }

private:
    void add(const std::vector<Weight>& row, const float* inputs, std::size_t place) {
        Sum& sum = m_sums[place];
        if (m_product.adds)
            sum.add(static_cast<double>(m_before[place]), 1);
        for (std::uint32_t c = 0; c < m_product.columns; ++c)
            sum.add(row[c].value, static_cast<double>(inputs[c]), row[c].size);
        m_written[place] = true;
    }

    Product m_product;
    std::vector<float> m_before;
    std::vector<Sum> m_sums;
    std::vector<bool> m_written;
};

} // namespace plm::test
