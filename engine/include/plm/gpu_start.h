// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plm/gpu_records.h"
#include "plm/result.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace plm {

/// A mark in a folder that this start of the program computes with a GPU and has not yet come to the end of
/// its first answer: where the driver takes the program along, or the whole machine, the next start finds it
/// (recallGpus()). Move-only; any thread, one at a time.
class GpuStart {
public:
    /// No start.
    GpuStart();
    /// Leaves the mark, on the disk. `device` needs a number, and a name where that is known. Fails with Io.
    static Result<GpuStart> begin(const std::filesystem::path& folder, const GpuDevice& device,
                                  const DriverPrint& print);
    GpuStart(GpuStart&& other) noexcept;
    GpuStart& operator=(GpuStart&& other) noexcept;
    GpuStart(const GpuStart&) = delete;
    GpuStart& operator=(const GpuStart&) = delete;
    /// As end(): a program that gets here was not taken along.
    ~GpuStart();

    /// Takes the mark away.
    void end();

private:
    struct Parts;
    explicit GpuStart(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

/// A start that left its mark.
struct LeftStart {
    GpuDevice device{}; ///< number, and name where it was known
    DriverPrint print{};
};
/// The starts that left a mark in `folder` and run no longer; their marks are taken away.
[[nodiscard]] std::vector<LeftStart> takeLeftStarts(const std::filesystem::path& folder);

} // namespace plm
