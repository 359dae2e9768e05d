-- SPDX-FileCopyrightText: 2026 The Peripheral authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Which conversation was used last: a number that only grows. A clock may be set back, and a board without a battery
-- starts in the past.
ALTER TABLE conversations ADD COLUMN used INTEGER NOT NULL DEFAULT 0;

UPDATE conversations SET used = known.place
FROM (SELECT id, row_number() OVER (ORDER BY updated_ms, id) AS place FROM conversations) AS known
WHERE known.id = conversations.id;
