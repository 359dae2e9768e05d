// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/json.h"

#include <plm/result.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

namespace plm::json {

/// Reads the keys of a JSON object one after the other and keeps the first error, which names the file and
/// the key, so that its users stay plain lists. A key whose value is null counts as missing. What is given
/// after an error is a default of its type.
class ObjectReader {
public:
    /// `object` outlives it; `file` is for sentences, `path` is where it stands in the file, such as "model".
    ObjectReader(const Json& object, std::string_view file, std::string_view path = {});

    /// The value of `key`; null where it is missing.
    [[nodiscard]] const Json* find(std::string_view key) const;
    /// The same, and an error where it is missing.
    const Json* require(std::string_view key);
    /// A required whole number from 1 to `most`.
    int size(std::string_view key, int most);
    /// A required number above 0 that float32 holds.
    float positive(std::string_view key);
    std::optional<std::uint64_t> unsignedInteger(std::string_view key);
    /// A whole number, and any number, from `least` to `most`.
    std::optional<std::uint64_t> wholeWithin(std::string_view key, std::uint64_t least, std::uint64_t most);
    std::optional<double> numberWithin(std::string_view key, double least, double most);
    std::optional<bool> boolean(std::string_view key);
    std::optional<std::string> text(std::string_view key);
    /// A required array or object.
    const Json* array(std::string_view key);
    const Json* object(std::string_view key);

    /// Refuses any value of `key` but `only`; it may be missing.
    void requireOnly(std::string_view key, const Json& only);

    /// Keeps `"key" <problem>.` as the error where there is none yet.
    void refuse(std::string_view key, std::string_view problem, ErrorKind kind = ErrorKind::BadFile);
    /// Refuses a value that is not what it must be.
    void refuseValue(std::string_view key, const Json& value, std::string_view wanted,
                     ErrorKind kind = ErrorKind::BadFile);
    /// Refuses the keys that nobody has asked for and that `harmless` does not name: they may change what the
    /// others say. To be called last.
    void refuseOthers(std::span<const std::string_view> harmless);
    /// Takes over the error of a reader of something within this object.
    void keep(const Status& status);
    [[nodiscard]] const Status& status() const { return m_status; }
    [[nodiscard]] const std::string& file() const { return m_file; }
    /// Where the value of `key` stands in the file: for a reader of something within this object.
    [[nodiscard]] std::string pathOf(std::string_view key) const { return m_path + std::string(key); }

private:
    const Json* m_object;
    std::string m_file, m_path; // the path with what comes before a key
    mutable std::set<std::string, std::less<>> m_asked;
    Status m_status;
};

/// Whether `number` is a whole number from `least` to `most`.
bool isWhole(const Json& number, std::uint64_t least, std::uint64_t most);
/// Whether `value` is a number from `least` to `most`.
bool isNumber(const Json& value, double least, double most);

} // namespace plm::json
