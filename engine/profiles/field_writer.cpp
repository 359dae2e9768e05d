// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/field_writer.h"

#include <fmt/format.h>

namespace plm::profiles {

void FieldWriter::text(const char* key, const std::string& value) {
    m_object[key] = value.empty() ? OrderedJson() : OrderedJson(value);
}

void FieldWriter::shares(const char* key, const std::vector<float>& values) {
    OrderedJson list = OrderedJson::array();
    for (const float value :
         values) // as short as a float can be told by, and not with the digits of a double
        list.push_back(std::stod(fmt::format("{}", value)));
    m_object[key] = std::move(list);
}

void FieldWriter::byPart(const char* key, const std::array<double, kParts>& values,
                         const Numbers& /*limits*/) {
    OrderedJson parts = OrderedJson::object();
    for (const Part part : kAllParts)
        parts[std::string(toString(part))] = values[static_cast<std::size_t>(part)];
    m_object[key] = std::move(parts);
}

} // namespace plm::profiles
