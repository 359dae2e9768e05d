-- SPDX-FileCopyrightText: 2026 The Peripheral authors
-- SPDX-License-Identifier: GPL-3.0-or-later

PRAGMA application_id = 0x50525048; -- "PRPH"

-- Ids are never used twice (AUTOINCREMENT): a removed conversation's drafts cannot turn up in a new one.
CREATE TABLE conversations (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    title      TEXT    NOT NULL,
    created_ms INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL,
    deleted_ms INTEGER,                        -- removed, but can still be restored
    leaf_id    INTEGER REFERENCES messages(id) -- the end of the selected path
) STRICT;

-- A tree: children of one parent are alternatives, in the order of their ids. A parent is older than its children, so
-- the order of a path is that of its ids too. No ON DELETE CASCADE here: deep trees would exceed SQLite's recursion.
CREATE TABLE messages (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation_id INTEGER NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,
    parent_id       INTEGER REFERENCES messages(id),
    author          TEXT    NOT NULL CHECK (author IN ('user', 'assistant')),
    text            TEXT    NOT NULL,
    state           TEXT    NOT NULL CHECK (state IN ('complete', 'streaming', 'stopped', 'broken-off', 'failed')),
    statistics      TEXT    NOT NULL DEFAULT '', -- JSON
    created_ms      INTEGER NOT NULL
) STRICT;

CREATE INDEX conversations_by_leaf ON conversations(leaf_id);
CREATE INDEX messages_by_conversation ON messages(conversation_id);
CREATE INDEX messages_by_parent ON messages(parent_id);
CREATE INDEX streaming_messages ON messages(id) WHERE state = 'streaming';

-- What has arrived of streaming answers beyond messages.text, in the order of ids; joined when the answer ends. Only
-- the few answers that stream have rows here, so an index would only double what each piece writes.
CREATE TABLE pieces (
    id         INTEGER PRIMARY KEY,
    message_id INTEGER NOT NULL REFERENCES messages(id) ON DELETE CASCADE,
    text       TEXT    NOT NULL
) STRICT;
