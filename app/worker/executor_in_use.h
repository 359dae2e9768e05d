// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/engine.h>
#include <plm/gpu_records.h>
#include <plm/gpu_start.h>

#include <QMetaType>
#include <QString>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace peripheral {

/// What a model is to be computed with.
struct ExecutorWish {
    std::string name = "auto";      ///< "auto", "cpu" or "vulkan:N"
    plm::GpuRecords gpus{};         ///< what is known of them
    std::filesystem::path folder{}; ///< where a start with a GPU leaves its mark; empty: none is left
};

/// What a model is computed with, for people.
struct ExecutorFacts {
    QString name;                             ///< e.g. "CPU"; that of the device where it is a GPU
    QString id = "cpu";                       ///< as ExecutorWish::name would ask for it
    QString reason;                           ///< why, one sentence; empty: nothing else was asked for
    std::optional<plm::GpuMeasure> measure{}; ///< with such a model, of the GPU that the reason is about
    bool failed = false;                      ///< another did so before, and cannot any more
};

/// Decides what a model is computed with, when it is opened. In the engine's thread.
class ExecutorInUse {
public:
    /// The same again, whatever is wished for, after a device failed: the engine asks for no other.
    [[nodiscard]] plm::ChosenExecutor choose(const ExecutorWish& wish, const plm::ModelInfo& model);
    /// The model is open, and a GPU has so many of its `layers`.
    void opened(const plm::DeviceMemory& device, int layers);
    /// Another executor stands in from here on; `sentence` says why.
    void standIn(const std::string& sentence);
    /// An answer came to its end: the driver did not take the program along.
    void answered();

    /// `executor` is what the engine calls the one in use.
    [[nodiscard]] ExecutorFacts facts(std::string_view executor) const;

private:
    plm::ChosenExecutor chooseGpu(const ExecutorWish& wish, std::string_view executor, int number);

    std::string m_device; ///< what people know the GPU in use by; empty: none is
    int m_number = 0;     ///< its number
    std::string m_reason;
    QString m_part; ///< that the GPU computes a part only; empty: it does not
    std::optional<plm::GpuMeasure> m_measure;
    bool m_failed = false;
    std::optional<plm::GpuStart> m_start; ///< of this program, until the first answer has ended
    bool m_hasAnswered = false;
};

} // namespace peripheral

Q_DECLARE_METATYPE(peripheral::ExecutorFacts)
