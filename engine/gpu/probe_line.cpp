// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gpu/probe_line.h"

#include "gpu/gpu_fields.h"

#include <new>

namespace plm::gpu {

namespace {

// As a member of the line says which of them it is.
template <class Fields>
void describe(Fields& fields, ProbeDevices& line) {
    fields("devices", line.devices);
}
template <class Fields>
void describe(Fields& fields, ProbeMeasure& line) {
    fields("measure", line.measure);
}
template <class Fields>
void describe(Fields& fields, ProbeFailure& line) {
    fields("failure", line.sentence);
}
template <class Fields>
void describe(Fields& fields, ProbeProgress& /*line*/) {
    bool isAlive = true;
    fields("alive", isAlive);
}

template <class Line>
std::optional<ProbeLine> readAs(const json::Json& tree) {
    json::ObjectReader object(tree, "line");
    Line line;
    FieldReader fields(object);
    describe(fields, line);
    return object.status() ? std::optional<ProbeLine>(std::move(line)) : std::nullopt;
}

} // namespace

std::string toText(const ProbeLine& line) {
    return std::visit(
        [](auto copy) {
            FieldWriter fields;
            describe(fields, copy);
            return fields.take().dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
        },
        line);
}

std::optional<ProbeLine> probeLine(std::string_view text) {
    try {
        const auto tree = json::parseJson(text, "line");
        if (!tree || !tree->is_object())
            return std::nullopt;
        if (tree->contains("devices"))
            return readAs<ProbeDevices>(*tree);
        if (tree->contains("measure"))
            return readAs<ProbeMeasure>(*tree);
        if (tree->contains("failure"))
            return readAs<ProbeFailure>(*tree);
        return tree->contains("alive") ? readAs<ProbeProgress>(*tree) : std::nullopt;
    } catch (const std::bad_alloc&) {
        return std::nullopt;
    }
}

} // namespace plm::gpu
