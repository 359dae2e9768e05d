// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "openblas/blas.h"

#include <dlfcn.h>
#include <fmt/format.h>

namespace plm::openblas {

namespace {

constexpr const char* kLibrary = PERIPHERAL_OPENBLAS_LIBRARY;

// A call in progress takes one of a fixed number of buffers, of which the smallest builds have 50; a program
// that runs out of them is ended by OpenBLAS.
constexpr int kMostThreads = 48;

/// Sets `function` to the library's function of that name. Where there is none, says so.
template <class Function>
Status look(void* library, const char* name, Function& function) {
    function = reinterpret_cast<Function>(dlsym(library, name));
    if (function == nullptr)
        return fail(ErrorKind::Unsupported,
                    fmt::format("{}: This OpenBLAS has no function '{}'.", kLibrary, name));
    return {};
}

} // namespace

Result<Blas> Blas::find() {
    // It stays loaded: its threads, where it has any, do not survive being unloaded.
    void* library = dlopen(kLibrary, RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr)
        return fail(ErrorKind::Unsupported, fmt::format("OpenBLAS cannot be loaded: {}.", dlerror()));
    Blas blas;
    Status found = look(library, "cblas_sgemm", blas.m_sgemm);
    if (found)
        found = look(library, "cblas_sgemv", blas.m_sgemv);
    if (found)
        found = look(library, "openblas_set_num_threads", blas.m_setThreads);
    decltype(&openblas_get_parallel) kind = nullptr;
    if (found)
        found = look(library, "openblas_get_parallel", kind);
    if (!found)
        return tl::unexpected(found.error());
    // Without threads of its own the library takes no locks either: two calls at once spoil each other's
    // sums. With OpenMP the number of threads is each calling thread's own.
    blas.m_mostThreads = kind() == OPENBLAS_THREAD ? kMostThreads : 1;
    return blas;
}

Result<const Blas*> Blas::load() {
    static const Result<Blas> blas = find();
    if (!blas)
        return tl::unexpected(blas.error());
    return &*blas;
}

// A single row is a matrix-vector product, which OpenBLAS does with other kernels, without packing the
// matrix.

void Blas::timesTransposed(const RowView& left, const RowView& right, int inner, const Target& out,
                           bool add) const {
    const float keep = add ? 1.0F : 0.0F;
    if (left.rows == 1)
        m_sgemv(CblasRowMajor, CblasNoTrans, right.rows, inner, 1.0F, right.data, right.stride, left.data, 1,
                keep, out.data, 1);
    else
        m_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, left.rows, right.rows, inner, 1.0F, left.data,
                left.stride, right.data, right.stride, keep, out.data, out.stride);
}

void Blas::times(const RowView& left, const RowView& right, int columns, const Target& out) const {
    if (left.rows == 1)
        m_sgemv(CblasRowMajor, CblasTrans, right.rows, columns, 1.0F, right.data, right.stride, left.data, 1,
                0.0F, out.data, 1);
    else
        m_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, left.rows, columns, right.rows, 1.0F, left.data,
                left.stride, right.data, right.stride, 0.0F, out.data, out.stride);
}

} // namespace plm::openblas
