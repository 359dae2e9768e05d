-- SPDX-FileCopyrightText: 2026 The Peripheral authors
-- SPDX-License-Identifier: GPL-3.0-or-later

PRAGMA application_id = 0x544f5953; -- "TOYS"

CREATE TABLE toys (name TEXT PRIMARY KEY) STRICT;
