// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vulkan/device_product.h"

#include <memory>
#include <vector>

namespace plm::vulkan {

/// A product of a matrix that lies by rows, of its shape but of made-up numbers, which is done to see how
/// long it takes. One thread at a time; what it is made with must outlive it.
class SampleProduct {
public:
    /// Fails with OutOfMemory and where the device does.
    static Result<std::unique_ptr<SampleProduct>> create(const Device& device, Recording& recording,
                                                         Pipelines& pipelines, const Matrix& shape);

    /// A small piece of it, of one token or of many.
    void begin(bool ofMany);
    /// More of it: rows, then tokens or repetitions; false where there is no more.
    bool grow();
    /// Does it. The seconds that the device says it took or, where it says nothing, those that passed.
    Result<double> run(const ProductVariants& variants);
    /// So that what the next run leaves out is seen not to be there.
    Status forgetOutputs();
    /// What was computed since they were forgotten; the rest is zero.
    [[nodiscard]] Result<std::vector<float>> outputs();

private:
    SampleProduct(Recording& recording, Pipelines& pipelines, const Matrix& shape);
    Status allocate(const Device& device);
    void setRows(std::uint32_t count);
    [[nodiscard]] std::uint32_t rows() const { return m_matrix.pieces.front().lines; }

    Recording& m_recording;
    Pipelines& m_pipelines;
    const Matrix& m_shape;
    DeviceMatrix m_matrix;
    std::uint32_t m_mostRows;
    std::uint32_t m_tokens = 1, m_repetitions = 1;
    Buffer m_inputs, m_outputs, m_seen;
};

} // namespace plm::vulkan
