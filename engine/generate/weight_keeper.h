// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/executor.h"

#include <plm/model.h>
#include <plm/session_options.h>

#include <filesystem>
#include <string>
#include <thread>

namespace plm {

/// The file in which weights of `model` are kept; empty where none are to be.
[[nodiscard]] std::filesystem::path keptWeightsFile(const KeptWeights& options, const Model& model);

/// Keeps an executor's weights for the next time, on a thread of its own. What goes wrong costs only time: it
/// is told to the options' log. One thread at a time.
class WeightKeeper {
public:
    /// `executor` must outlive the keeper.
    WeightKeeper(KeptWeights options, const Model& model, const Executor& executor);

    /// Begins, once: writes the weights where they are not kept yet, and otherwise remembers that they were
    /// used; keeps the folder to its budget.
    void begin();
    /// Waits for the end of it; where `stop` comes first, it is given up.
    void wait(const std::stop_token& stop);

private:
    void run(const std::stop_token& stop);
    [[nodiscard]] bool hasWork() const;
    Status keep(const std::stop_token& stop);

    KeptWeights m_options;
    std::string m_key;
    const KeepsWeights* m_weights; ///< null where the executor has none to keep
    bool m_begun = false;
    std::jthread m_thread; // the last: it ends before anything else here
};

} // namespace plm
