// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "temporary_folder.h"

#include <fstream>
#include <gtest/gtest.h>
#include <string>

namespace plm::test {

/// A made-up /proc and /sys.
class FakeSystem : public testing::Test {
protected:
    void file(const std::string& name, const std::string& text) {
        std::filesystem::create_directories((root() / name).parent_path());
        std::ofstream(root() / name) << text;
    }
    [[nodiscard]] std::filesystem::path root() const { return m_root.path(); }

private:
    TemporaryFolder m_root;
};

} // namespace plm::test
