// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <tl/expected.hpp>
#include <utility>

namespace peripheral {

/// What kept a store from being opened, read or written.
enum class FailureKind {
    Full,     ///< no space left on the disk
    Busy,     ///< another connection holds the database
    Locked,   ///< another Peripheral works in this folder
    ReadOnly, ///< the folder or a file in it may not be written
    Io,       ///< the system refused to read or write
    Corrupt,  ///< the database file is damaged
    Foreign,  ///< the file is not this store's
    Newer,    ///< written by a newer Peripheral
    Missing,  ///< nothing in the store has this id
    NotOpen,  ///< the store was refused, or is not open yet
};

/// A failure as a value. `sentence` is for people: what happened, to which file, and what to do. `details` is
/// what SQLite or the system said, shown on demand; it may be empty.
struct Failure {
    FailureKind kind = FailureKind::Io;
    QString sentence;
    QString details;
};

/// A value, or the failure instead. Nothing in this folder throws.
template <class T>
using Result = tl::expected<T, Failure>;
using Status = Result<void>;

/// `return fail(FailureKind::Io, sentence, details)` from any function that returns a Result.
[[nodiscard]] inline tl::unexpected<Failure> fail(FailureKind kind, QString sentence, QString details = {}) {
    return tl::unexpected<Failure>(Failure{kind, std::move(sentence), std::move(details)});
}

/// A store's own sentence for a kind of failure, with %1 for the file; empty where the general one will do.
using FailureSentences = QString (*)(FailureKind kind);

/// The failure of that kind with its sentence, which names the file or folder at `path`.
[[nodiscard]] Failure failureAt(FailureKind kind, const QString& path, const QString& details,
                                FailureSentences sentences = nullptr);

/// The failure behind a system call's errno, for the file or folder at `path`.
[[nodiscard]] Failure systemFailure(int error, const QString& path);

} // namespace peripheral
