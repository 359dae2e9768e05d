// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/result.h>

#include <cblas.h>

namespace plm::openblas {

/// Rows of float32 whose beginnings lie `stride` values apart.
struct RowView {
    const float* data = nullptr;
    int rows = 0;
    int stride = 0;

    [[nodiscard]] const float* row(int index) const {
        return data + static_cast<std::ptrdiff_t>(index) * stride;
    }
    /// The rows [first, first + count).
    [[nodiscard]] RowView from(int first, int count) const { return {row(first), count, stride}; }
};

/// Where products go: a row for each row of the left factor.
struct Target {
    float* data = nullptr;
    int stride = 0;
};

/// What is used of OpenBLAS. Calls may come from up to mostThreads() threads at once, after useOneThread().
class Blas {
public:
    /// Loads the library the first time that it is asked for, because a threaded OpenBLAS starts its threads
    /// as it is loaded. Fails with Unsupported where it cannot be had. Any thread.
    static Result<const Blas*> load();

    /// How many threads may call at once: one where the library was built without threads, or with OpenMP's.
    [[nodiscard]] int mostThreads() const { return m_mostThreads; }
    /// Makes every call of the process run in the thread that it comes from; with OpenMP's threads, calls
    /// from this one.
    void useOneThread() const { m_setThreads(1); }

    /// out[i][j] = Σ left[i][k] · right[j][k] over `inner` values, added to what is there where `add` is set.
    void timesTransposed(const RowView& left, const RowView& right, int inner, const Target& out,
                         bool add = false) const;
    /// out[i][j] = Σ left[i][k] · right[k][j] over the rows of `right`, for `columns` columns of it.
    void times(const RowView& left, const RowView& right, int columns, const Target& out) const;

private:
    static Result<Blas> find();

    decltype(&cblas_sgemm) m_sgemm = nullptr;
    decltype(&cblas_sgemv) m_sgemv = nullptr;
    decltype(&openblas_set_num_threads) m_setThreads = nullptr;
    int m_mostThreads = 1;
};

} // namespace plm::openblas
