// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plm/model.h"
#include "plm/result.h"

#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace plm {

struct QuantisationOptions {
    std::string type = "Q4_K_M"; ///< one of quantisationTypes()
    int threads = 0;             ///< 0: one for each core; the file does not depend on it
};

/// Types of files that can be written, as llama.cpp names them, e.g. "Q8_0" and "Q4_K_M".
[[nodiscard]] std::vector<std::string_view> quantisationTypes();

/// A PLM file on the way to another one, whose matrices are of another type: which format each gets is what
/// llama.cpp chooses. Vectors, and matrices that have their format already, are copied. So is all metadata
/// but general.file_type and general.quantization_version. Move-only; one thread at a time.
class Quantisation {
public:
    /// Opens `source` and decides what becomes of its tensors. Errors of the kind BadArgument begin with the
    /// name of the option at fault ("type"); the others are those of Model::open().
    static Result<Quantisation> prepare(const std::filesystem::path& source,
                                        const QuantisationOptions& options);
    Quantisation(Quantisation&& other) noexcept;
    Quantisation& operator=(Quantisation&& other) noexcept;
    Quantisation(const Quantisation&) = delete;
    Quantisation& operator=(const Quantisation&) = delete;
    ~Quantisation();

    /// Formats that have lost something already, and of which matrices are quantised again, e.g. "Q8_0"; none
    /// where the source is as it should be: F32, F16 or BF16.
    [[nodiscard]] const std::vector<std::string_view>& formatsQuantisedAgain() const;

    /// Writes `target`, which appears under its name when it is complete, using some 50 MB of memory whatever
    /// the file's size. `progress` is called on this thread. Fails with BadFile and the tensor's name
    /// where one holds what its format cannot (a NaN), with Io, also where `target` is the source, with
    /// OutOfMemory, and with Cancelled.
    Status write(const std::filesystem::path& target, const LoadProgress& progress = {},
                 std::stop_token stop = {});

private:
    struct Parts;
    explicit Quantisation(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace plm
