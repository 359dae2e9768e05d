// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Measures this engine and llama.cpp (peer.mjs) on the same files in alternating runs and prints their medians side by
// side, as Markdown:
//
//     node compare.mjs PERIPHERAL-CLI FOLDER-OF-NODE-LLAMA-CPP MODEL… [--NAME VALUE]…
//
// Options: --depths 0,4096 --prompt 512 --generated 32 --threads 2 --rounds 3 --repetitions 1, and --ours "…" for more
// options of peripheral-cli bench. The rounds themselves go to standard error. A ratio is the median of the rounds' own ratios, so that what slows both down
// cancels out.
import {execFileSync} from "node:child_process";
import {basename, dirname, join} from "node:path";
import {fileURLToPath} from "node:url";

import {readArguments} from "./arguments.mjs";

const settings = {depths: "0,4096", prompt: "512", generated: "32", threads: "2", rounds: "3", repetitions: "1",
                  batch: "512", gpu: "false", ours: ""};
const {cli, peerFolder, models} = readArguments(settings);

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const run = (program, args, cwd) =>
    execFileSync(program, args, {cwd, encoding: "utf8", maxBuffer: 1 << 26, stdio: ["ignore", "pipe", "ignore"]});

/// {depth: {reading, writing, firstToken, peak}} of either program.
function peer(model) {
    const script = join(dirname(fileURLToPath(import.meta.url)), "peer.mjs");
    const {prompt, generated, depths, threads, repetitions, batch, gpu} = settings;
    const lines = run(process.execPath, [script, model, prompt, generated, depths, threads, repetitions, batch, gpu],
                      peerFolder);
    return Object.fromEntries(lines.trim().split("\n").filter((line) => line.startsWith("{")).map((line) => {
        const found = JSON.parse(line);
        return [found.depth, {...found, reading: median(found.reading), writing: median(found.writing)}];
    }));
}

function ours(model) {
    const {prompt, generated, depths, threads, repetitions} = settings;
    const more = settings.ours.split(" ").filter((word) => word !== "");
    if (settings.gpu !== "false")
        more.push("--executor", settings.gpu);
    const tests = JSON.parse(run(cli, ["bench", "--model", model, "-p", prompt, "-n", generated, "-d", depths,
                                       "-r", repetitions, "--threads", threads, "--json", ...more]));
    const found = {};
    for (const test of tests) {
        const row = found[test.n_depth] ??= {firstToken: test.ttft_s, keptFirstToken: test.ttft_kept_s};
        row[test.n_gen > 0 ? "writing" : "reading"] = test.median_ts;
        row.peak = test.peak_rss_bytes;
        row.bandwidth = test.read_bandwidth_bytes_s;
        if (test.n_gen > 0)
            row.needed = test.bytes_read_per_token;
    }
    return found;
}

const number = (value, digits = 1) => Number.isFinite(value) ? value.toFixed(digits) : "not measured";
function compared(rounds, depth, name, digits = 1, peerName = name) {
    const ours = rounds.map((round) => round.ours[depth][name]);
    const peer = rounds.map((round) => round.peer[depth][peerName]);
    return `${number(median(ours), digits)} : ${number(median(peer), digits)} = **${
        number(median(ours.map((value, i) => value / peer[i])), 2)}**`;
}

console.log("| file | depth | reading, tokens/s, ours : peer | writing, tokens/s, ours : peer | writing, of the roofline " +
            "| first token, s | with kept weights, s | peak memory, MB |\n|---|---:|---|---|---:|---|---|---|");
for (const model of models) {
    const rounds = [];
    for (let i = 0; i < Number(settings.rounds); ++i) {
        const round = {};
        execFileSync("cat", [model], {stdio: "ignore"}); // into the page cache: programs are compared, not disks
        for (const [name, measure] of i % 2 === 0 ? [["ours", ours], ["peer", peer]] : [["peer", peer], ["ours", ours]])
            round[name] = measure(model);
        rounds.push(round);
        console.error(JSON.stringify({model: basename(model), round})); // what the medians are of
    }
    for (const depth of settings.depths.split(",")) {
        const roofline = median(rounds.map(({ours}) => ours[depth].writing * ours[depth].needed / ours[depth].bandwidth));
        const pair = (name, scale, digits) =>
            ["ours", "peer"].map((side) => number(median(rounds.map((r) => r[side][depth][name])) * scale, digits)).join(" : ");
        console.log(`| ${basename(model)} | ${depth} | ${compared(rounds, depth, "reading")} | ${
            compared(rounds, depth, "writing")} | ${number(100 * roofline, 0)} % | ${compared(rounds, depth, "firstToken", 2)} | ${
            compared(rounds, depth, "keptFirstToken", 2, "firstToken")} | ${
            pair("peak", 1e-6, 0)} |`);
    }
}
