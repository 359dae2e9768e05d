// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/safetensors.h"
#include "files/input_file.h"

#include <plm/result.h>

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace plm::conversion {

/// A tensor in one of the open files.
struct StoredWeight {
    const files::InputFile* file;
    std::uint64_t offset; ///< of its first byte in the file
    StoredTensor tensor;
};

/// Whether two tensors are the same: type, shape and every byte, read in pieces. Errors name the file that
/// cannot be read.
Result<bool> areTheSame(const StoredWeight& one, const StoredWeight& other);

/// The safetensors files of a folder: open, their headers read and checked.
class WeightFiles {
public:
    /// No files.
    WeightFiles() = default;
    /// model.safetensors where there is one, else the files that model.safetensors.index.json names, which
    /// must hold the tensors that it says, and no others. Errors name the file and the tensor.
    static Result<WeightFiles> open(const std::filesystem::path& folder);

    [[nodiscard]] const std::map<std::string, StoredWeight>& tensors() const { return m_tensors; }

private:
    /// Adds the tensors of one more file; `files` says which of them belong there, where it is not null.
    Status add(const std::filesystem::path& path, const std::map<std::string, std::string>* files);
    Status openIndexed(const std::filesystem::path& index);

    std::vector<std::unique_ptr<files::InputFile>> m_files;
    std::map<std::string, StoredWeight> m_tensors;
};

/// The file of each tensor, from model.safetensors.index.json. Files are plain names of safetensors files,
/// at most 512 of them: no path leads out of the folder. Errors begin with `file`.
Result<std::map<std::string, std::string>> parseIndex(std::string_view json, std::string_view file);

} // namespace plm::conversion
