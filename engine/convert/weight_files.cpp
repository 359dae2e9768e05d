// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "convert/weight_files.h"

#include "files/input_file.h"
#include "json/json.h"
#include "json/object_reader.h"

#include <plm/shown_text.h>

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <set>

namespace plm::conversion {

using json::Json;
using json::kLargestJson;
using json::ObjectReader;
using json::parseJson;

namespace {

constexpr std::size_t kMostFiles = 512; // all are open at the same time

bool isPlainName(const Json& value) {
    if (!value.is_string())
        return false;
    const auto& name = value.get_ref<const std::string&>();
    constexpr std::string_view kEnding = ".safetensors";
    return name.size() > kEnding.size() && name.ends_with(kEnding) &&
           name.find_first_of(std::string_view("/\0", 2)) == std::string::npos;
}

} // namespace

Result<std::map<std::string, std::string>> parseIndex(std::string_view json, std::string_view file) {
    const auto tree = parseJson(json, file);
    if (!tree)
        return tl::unexpected(tree.error());
    ObjectReader root(*tree, file);
    std::map<std::string, std::string> files;
    std::set<std::string> distinct;
    const Json* tensors = root.object("weight_map");
    if (!root.status())
        return tl::unexpected(root.status().error());
    ObjectReader map(*tensors, file, "weight_map");
    for (const auto& [tensor, name] : tensors->items()) {
        if (!isPlainName(name)) {
            map.refuseValue(tensor, name, "the name of a safetensors file in the same folder");
            break;
        }
        files.emplace(tensor, name.get<std::string>());
        distinct.insert(name.get<std::string>());
    }
    if (distinct.size() > kMostFiles)
        root.refuse("weight_map", fmt::format("names {} files, more than {}", distinct.size(), kMostFiles));
    root.keep(map.status());
    if (!root.status())
        return tl::unexpected(root.status().error());
    return files;
}

namespace {

Result<std::vector<StoredTensor>> readHeader(const files::InputFile& file, std::uint64_t& dataOffset) {
    std::array<std::byte, files::kPointerBytes> start{};
    const auto known = std::span(start).first(std::min<std::uint64_t>(start.size(), file.size()));
    if (const Status done = file.read(0, known); !done)
        return tl::unexpected(done.error());
    if (const Status real = files::refuseLfsPointer(known, file.name()); !real)
        return tl::unexpected(real.error());
    const auto length = headerLength(known, file.size(), file.name());
    if (!length)
        return tl::unexpected(length.error());
    std::string header(static_cast<std::size_t>(*length), '\0');
    if (const Status done = file.read(kLengthBytes, std::as_writable_bytes(std::span(header))); !done)
        return tl::unexpected(done.error());
    dataOffset = kLengthBytes + *length;
    return parseHeader(header, file.size() - dataOffset, file.name());
}

constexpr std::uint64_t kPieceBytes = 1 << 20;

} // namespace

Result<bool> areTheSame(const StoredWeight& one, const StoredWeight& other) {
    if (one.tensor.type != other.tensor.type || one.tensor.shape != other.tensor.shape)
        return false;
    std::vector<std::byte> mine(kPieceBytes), theirs(kPieceBytes);
    for (std::uint64_t done = 0; done < one.tensor.bytes; done += kPieceBytes) {
        const auto length = static_cast<std::size_t>(std::min(kPieceBytes, one.tensor.bytes - done));
        mine.resize(length);
        theirs.resize(length);
        if (const Status read = one.file->read(one.offset + done, mine); !read)
            return tl::unexpected(read.error());
        if (const Status read = other.file->read(other.offset + done, theirs); !read)
            return tl::unexpected(read.error());
        if (mine != theirs)
            return false;
    }
    return true;
}

namespace {

/// Why nothing in `folder` says what is in which of its files.
tl::unexpected<Error> withoutWeights(const std::filesystem::path& folder) {
    std::error_code unknown;
    for (const auto& entry : std::filesystem::directory_iterator(folder, unknown))
        if (entry.path().extension() == ".safetensors")
            return fail(
                ErrorKind::NotFound,
                fmt::format("{} may be a part of a model, but model.safetensors.index.json, which names all "
                            "parts, is not beside it: download the folder whole.",
                            displayName(entry.path())));
    return fail(ErrorKind::NotFound,
                fmt::format("{} has neither model.safetensors nor model.safetensors.index.json.",
                            displayName(folder)));
}

} // namespace

Result<WeightFiles> WeightFiles::open(const std::filesystem::path& folder) {
    const std::filesystem::path single = folder / "model.safetensors";
    const std::filesystem::path index = folder / "model.safetensors.index.json";
    std::error_code unknown;
    WeightFiles files;
    const bool isSingle = std::filesystem::exists(single, unknown);
    if (!isSingle && !std::filesystem::exists(index, unknown))
        return withoutWeights(folder);
    const Status done = isSingle ? files.add(single, nullptr) : files.openIndexed(index);
    if (!done)
        return tl::unexpected(done.error());
    return files;
}

Status WeightFiles::openIndexed(const std::filesystem::path& index) {
    const auto text = files::readText(index, kLargestJson);
    if (!text)
        return tl::unexpected(text.error());
    const auto files = parseIndex(*text, displayName(index));
    if (!files)
        return tl::unexpected(files.error());
    std::set<std::string> names;
    for (const auto& [tensor, file] : *files)
        names.insert(file);
    for (const std::string& name : names)
        if (const Status done = add(index.parent_path() / name, &*files); !done)
            return done;
    for (const auto& [tensor, file] : *files)
        if (!m_tensors.contains(tensor))
            return fail(ErrorKind::BadFile, fmt::format("{}: The tensor {} is missing, which {} has there.",
                                                        displayName(index.parent_path() / file),
                                                        inQuotes(tensor), displayName(index)));
    return {};
}

Status WeightFiles::add(const std::filesystem::path& path, const std::map<std::string, std::string>* files) {
    auto file = files::InputFile::open(path);
    if (!file)
        return tl::unexpected(file.error());
    std::uint64_t dataOffset = 0;
    auto tensors = readHeader(*file, dataOffset);
    if (!tensors)
        return tl::unexpected(tensors.error());
    m_files.push_back(std::make_unique<files::InputFile>(std::move(*file)));
    for (StoredTensor& tensor : *tensors) {
        const auto indexed = files != nullptr ? files->find(tensor.name) : decltype(files->end()){};
        if (files != nullptr && (indexed == files->end() || indexed->second != path.filename()))
            return fail(ErrorKind::BadFile,
                        fmt::format("{}: The tensor {} is not one that the index has here.",
                                    displayName(path), inQuotes(tensor.name)));
        std::string name = tensor.name;
        const std::uint64_t offset = dataOffset + tensor.offset;
        m_tensors.emplace(std::move(name), StoredWeight{m_files.back().get(), offset, std::move(tensor)});
    }
    return {};
}

} // namespace plm::conversion
