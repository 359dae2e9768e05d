// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "permissions/permissions.h"

namespace peripheral {

Permissions::Permissions(const Permitted& permitted, QObject* parent)
    : QObject(parent),
      m_permitted(permitted) {}

} // namespace peripheral

#include "moc_permissions.cpp"
