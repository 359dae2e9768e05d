// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import {resolve} from "node:path";

/// PERIPHERAL-CLI FOLDER-OF-NODE-LLAMA-CPP MODEL… [--NAME VALUE]…: known names go into `settings`, the rest are models.
export function readArguments(settings) {
    const [cli, peerFolder, ...rest] = process.argv.slice(2);
    const models = [];
    for (let i = 0; i < rest.length; ++i)
        if (rest[i].startsWith("--") && rest[i].slice(2) in settings)
            settings[rest[i].slice(2)] = rest[++i];
        else
            models.push(resolve(rest[i]));
    return {cli, peerFolder, models};
}
