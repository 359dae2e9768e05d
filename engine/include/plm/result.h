// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace plm {

/// What kind of thing went wrong; the sentence beside it is for people.
enum class ErrorKind {
    NotFound,    ///< a file, key, tensor or token that is not there
    Io,          ///< the system refused to read or write
    BadFile,     ///< a file that is damaged or contradicts itself
    Unsupported, ///< sound, but not something this program can do
    BadArgument, ///< a value given by the caller is out of range
    ContextFull, ///< more tokens than the context holds
    OutOfMemory, ///< memory could not be had
    DeviceLost,  ///< a device that computes failed in the middle of its work
    Cancelled,   ///< the caller asked to stop
};

/// An error as a value. `message` is one sentence that names the file, key or value at fault.
struct Error {
    ErrorKind kind;
    std::string message;
};

/// A value, or the reason why there is none. No exception crosses the engine's public surface.
template <class T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

/// `return fail(ErrorKind::Io, "...")` from any function that returns a Result.
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorKind kind, std::string message) {
    return tl::unexpected<Error>(Error{kind, std::move(message)});
}

} // namespace plm
