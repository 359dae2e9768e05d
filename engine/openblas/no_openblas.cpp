// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// In place of openblas_executor.cpp where the build found no OpenBLAS.

#include "openblas/openblas_executor.h"

namespace plm {

Status checkOpenBlas() {
    return fail(ErrorKind::Unsupported, "This build has no OpenBLAS.");
}

Result<std::unique_ptr<Executor>> makeOpenBlasExecutor(const Model& /*model*/, int /*threads*/) {
    return tl::unexpected(checkOpenBlas().error());
}

} // namespace plm
