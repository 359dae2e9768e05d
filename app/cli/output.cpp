// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "output.h"

#include "figures.h"
#include "streams/closed_streams.h"

#include <plm/model_file.h>
#include <plm/shown_text.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <unistd.h>
#include <vector>

namespace peripheral::cli {

namespace {

int failure = 0;             ///< errno of the first result that could not be written: stdio only tells that
bool endsWithReader = false; ///< what SIGPIPE did when the program began

void remember(bool written) {
    if (!written && failure == 0)
        failure = errno != 0 ? errno : EIO;
}

void print(const nlohmann::json& value, int indentation) {
    const std::string text = value.dump(indentation, ' ', false, nlohmann::json::error_handler_t::replace);
    writeResult(plm::shownJson(text) + '\n');
}

} // namespace

void prepareStandardStreams() {
    replaceClosedStreams();
    endsWithReader = std::signal(SIGPIPE, SIG_IGN) == SIG_DFL;
}

void writeResult(std::string_view text) {
    errno = 0;
    remember(std::fwrite(text.data(), 1, text.size(), stdout) == text.size());
}

void printIndented(const nlohmann::json& value) {
    print(value, 2);
}

void printInOneLine(const nlohmann::json& value) {
    print(value, -1);
}

plm::Status printWrittenFile(const std::filesystem::path& path, std::string_view type) {
    const auto file = plm::ModelFile::read(path);
    if (!file)
        return tl::unexpected(file.error());
    std::map<std::string, int> counts;
    for (const plm::TensorEntry& tensor : file->tensors)
        ++counts[tensor.type];
    std::vector<std::string> kinds;
    kinds.reserve(counts.size());
    for (const auto& [name, count] : counts)
        kinds.push_back(fmt::format("{} {}", count, name));
    printResult("{}: {}, {}, {} tensors ({})\n", plm::displayName(path), type, sizeText(file->bytes),
                file->tensors.size(), fmt::join(kinds, ", "));
    return {};
}

plm::Status flushResults() {
    errno = 0;
    remember(std::fflush(stdout) == 0);
    if (failure == 0)
        return {};
    return plm::fail(plm::ErrorKind::Io, fmt::format("standard output: The result cannot be written: {}.",
                                                     std::strerror(failure)));
}

bool isReaderGone() {
    return failure == EPIPE && endsWithReader;
}

void writeNote(std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
        if (written <= 0)
            return; // nobody is there to see it
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

} // namespace peripheral::cli
