// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "instance/handover_message.h"

#include <algorithm>

namespace peripheral {

namespace {

using State = ReadHandover::State;

constexpr std::string_view kBeginning = "peripheral 1\n";
constexpr std::size_t kLongestFile = 4096;
constexpr std::size_t kLongestToken = 1024;

bool isDigit(char character) {
    return character >= '0' && character <= '9';
}

/// Takes the length and the colon before a field from the front of `bytes`.
State takeLength(std::string_view& bytes, std::size_t longest, std::size_t& length) {
    std::size_t digits = 0;
    length = 0;
    for (; digits < bytes.size() && isDigit(bytes[digits]); ++digits) {
        length = 10 * length + static_cast<std::size_t>(bytes[digits] - '0');
        if (length > longest || (digits == 1 && bytes[0] == '0'))
            return State::Wrong;
    }
    if (digits == bytes.size())
        return State::Incomplete;
    if (digits == 0 || bytes[digits] != ':')
        return State::Wrong;
    bytes.remove_prefix(digits + 1);
    return State::Complete;
}

/// Takes a field from the front of `bytes`.
State takeField(std::string_view& bytes, std::size_t longest, std::string& field) {
    std::size_t length = 0;
    if (const State state = takeLength(bytes, longest, length); state != State::Complete)
        return state;
    if (bytes.size() <= length)
        return State::Incomplete;
    if (bytes[length] != ',')
        return State::Wrong;
    field = bytes.substr(0, length);
    bytes.remove_prefix(length + 1);
    return State::Complete;
}

bool isFile(std::string_view file) {
    return file.empty() || (file.front() == '/' && file.find('\0') == std::string_view::npos);
}

bool isToken(std::string_view token) {
    return token.size() <= kLongestToken &&
           std::all_of(token.begin(), token.end(), [](char one) { return one > ' ' && one <= '~'; });
}

} // namespace

std::string writeHandover(const HandoverMessage& message) {
    std::string bytes(kBeginning);
    const std::string token = isToken(message.activationToken) ? message.activationToken : std::string();
    for (const std::string* field : {&message.file, &token})
        bytes += std::to_string(field->size()) + ':' + *field + ',';
    return bytes;
}

ReadHandover readHandover(std::string_view bytes) {
    const auto wrong = [] { return ReadHandover{.state = State::Wrong, .message = {}}; };
    const std::size_t seen = std::min(bytes.size(), kBeginning.size());
    if (bytes.substr(0, seen) != kBeginning.substr(0, seen))
        return wrong();
    if (bytes.size() < kBeginning.size())
        return {};
    bytes.remove_prefix(kBeginning.size());
    HandoverMessage message;
    State state = takeField(bytes, kLongestFile, message.file);
    if (state == State::Complete)
        state = takeField(bytes, kLongestToken, message.activationToken);
    if (state != State::Complete)
        return {.state = state, .message = {}};
    if (!bytes.empty() || !isFile(message.file) || !isToken(message.activationToken))
        return wrong();
    return {.state = State::Complete, .message = std::move(message)};
}

} // namespace peripheral
