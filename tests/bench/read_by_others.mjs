// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whether npm's @huggingface/gguf reads from GGUF files what `peripheral-cli inspect --json` prints: every key with its
// value, every tensor with its type, shape and place. Run by hand in a folder where that package is installed (node 20 or
// newer; npm install @huggingface/gguf):
//
//     node read_by_others.mjs PERIPHERAL-CLI FILE…
//
// Prints a line a file; ends with 1 where anything differs.
import {execFileSync} from "node:child_process";
import {createRequire} from "node:module";
import {join, resolve} from "node:path";
import {pathToFileURL} from "node:url";

const [cli, ...files] = process.argv.slice(2);
const installed = createRequire(join(process.cwd(), "package.json")).resolve("@huggingface/gguf");
const {gguf, GGMLQuantizationType} = await import(pathToFileURL(installed).href);

/// A value as inspect writes it. The package does not tell the width of numbers, so float32 is tried too.
const texts = (value) => {
    if (Array.isArray(value)) {
        const shown = value.slice(0, 3).join(", ");
        return [`[${value.length} values]${value.length > 0 ? " " : ""}${shown}${value.length > 3 ? ", …" : ""}`];
    }
    return [String(value)];
};
const isSame = (ours, theirs) =>
    texts(theirs).includes(ours) ||
    (typeof theirs === "number" && (Number(ours) === theirs || Math.fround(Number(ours)) === theirs));

let differences = 0;
for (const file of files.map((name) => resolve(name))) {
    const ours = JSON.parse(execFileSync(cli, ["inspect", "--model", file, "--json"], {maxBuffer: 1 << 28}));
    const {metadata, tensorInfos} = await gguf(file, {allowLocalFile: true});
    const found = [];
    const keys = Object.keys(metadata).filter((key) => !["version", "tensor_count", "kv_count"].includes(key));
    const sorted = (names) => [...names].sort().join(" ");
    if (sorted(keys) !== sorted(Object.keys(ours.metadata)))
        found.push(`keys: ${sorted(keys)} instead of ${sorted(Object.keys(ours.metadata))}`);
    for (const key of keys)
        if (!isSame(ours.metadata[key]?.value, metadata[key]))
            found.push(`${key}: ${texts(metadata[key])} instead of ${ours.metadata[key]?.value}`);
    if (tensorInfos.length !== ours.tensors.length)
        found.push(`${tensorInfos.length} tensors instead of ${ours.tensors.length}`);
    tensorInfos.forEach((theirs, i) => {
        const line = (name, type, shape, offset) => `${name} ${type} ${shape.join(" × ")} at ${offset}`;
        const wanted = line(ours.tensors[i]?.name, ours.tensors[i]?.type, ours.tensors[i]?.dimensions ?? [],
                            ours.tensors[i]?.offset);
        const read = line(theirs.name, GGMLQuantizationType[theirs.dtype], theirs.shape, theirs.offset);
        if (read !== wanted)
            found.push(`${read} instead of ${wanted}`);
    });
    console.log(`${file}: ${keys.length} keys, ${tensorInfos.length} tensors, ${found.length} differences`);
    found.forEach((difference) => console.log(`  ${difference}`));
    differences += found.length;
}
process.exit(differences > 0 ? 1 : 0);
