-- SPDX-FileCopyrightText: 2026 The Peripheral authors
-- SPDX-License-Identifier: GPL-3.0-or-later

PRAGMA application_id = 0x50525046; -- "PRPF"

-- Ids are never used twice (AUTOINCREMENT): one that somebody still holds cannot come to mean another profile.
CREATE TABLE profiles (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT    NOT NULL, -- the owner's, as are the notes; those in the document are what it came with
    notes      TEXT    NOT NULL,
    origin     TEXT    NOT NULL CHECK (origin IN ('measured', 'imported', 'published', 'simulated')),
    document   TEXT    NOT NULL, -- JSON (docs/formats.md), never changed
    added_ms   INTEGER NOT NULL,
    deleted_ms INTEGER           -- removed, but can still be restored
) STRICT;
