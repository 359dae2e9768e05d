// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace peripheral::kiosk {

/// What is wrong with a file or folder that settings name.
struct FileFault {
    std::string what; ///< "names “/x”, which …", to go on from; empty: nothing
    /// The name is wrong, and somebody has to write another one. Otherwise the machine does not give what it
    /// names, at present: a card that went read-only, a disk that is not there yet.
    bool isMistake = false;

    [[nodiscard]] bool isNone() const { return what.empty(); }
};

/// Whether `error` (an errno) says of a name that nothing can ever be there. Any other is the machine's, also
/// that nothing is there: nobody can tell a slip of the pen from a partition that was not mounted.
[[nodiscard]] bool isOfTheName(int error);

// What keeps each from being used, as far as it can be told by looking: nothing is opened, as opening a pipe
// would wait for somebody. An empty path has no fault.

/// A file that is to be read.
[[nodiscard]] FileFault faultOfReading(const std::filesystem::path& file);
/// A folder that files are to be written to.
[[nodiscard]] FileFault faultOfFolder(const std::filesystem::path& folder);
/// A file that is to be written, or that is not there yet and is to be made. Not of its folder where it is.
[[nodiscard]] FileFault faultOfWriting(const std::filesystem::path& file);

} // namespace peripheral::kiosk
