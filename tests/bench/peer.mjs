// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How fast llama.cpp, as npm's node-llama-cpp ships it, reads and writes tokens of a model: the peer that anyone can
// install. Called by compare.mjs in the folder where node-llama-cpp is installed:
//
//     node peer.mjs MODEL PROMPT GENERATED DEPTHS THREADS REPETITIONS BATCH GPU
//
// GPU: "vulkan" puts all layers on the first device of Vulkan, "false" none. Prints a JSON object a depth: tokens a second
// of every repetition, the time from start to the first token read, the peak of resident memory, and what llama.cpp says of
// where it put things. Flash attention is off: with it on, that llama.cpp aborts on PLM. Writing takes the likeliest token
// each time: the least that node-llama-cpp can do.
import {createRequire} from "node:module";
import {join} from "node:path";
import {pathToFileURL} from "node:url";

const [modelPath, ...rest] = process.argv.slice(2);
const [prompt, generated] = rest.slice(0, 2).map(Number);
const depths = rest[2].split(",").map(Number);
const [threads, repetitions, batchSize] = rest.slice(3, 6).map(Number);
const gpu = rest[6] === "vulkan" ? "vulkan" : false;

// From the folder that this is run in, not from the script's own.
const installed = createRequire(join(process.cwd(), "package.json")).resolve("node-llama-cpp");
const started = performance.now();
const {getLlama} = await import(pathToFileURL(installed).href);
const seconds = (start) => (performance.now() - start) / 1000;

/// What the log tells of where weights, cache and operations are.
const placed = [];
const note = (_, message) => {
    if (/Found \d|^0 = |offloaded|buffer size|splits = /.test(message))
        placed.push(message.trim().replace(/ +/g, " "));
};
if (gpu)
    process.env.GGML_VK_VISIBLE_DEVICES ??= "0"; // named, it may be one that computes on the processor
const llama = await getLlama({build: "never", gpu, progressLogs: false, maxThreads: threads, logLevel: "debug", logger: note});
// It reckons with too little memory where the device's is the processor's.
const all = gpu ? {gpuLayers: 1 << 20, ignoreMemorySafetyChecks: true} : {};
const model = await llama.loadModel({modelPath, ...all});
const context = await model.createContext({
    contextSize: Math.max(...depths) + prompt + generated + 16, batchSize, threads, flashAttention: false,
    ignoreMemorySafetyChecks: gpu !== false
});
const sequence = context.getSequence();
const vocabulary = model.fileInfo.metadata.tokenizer.ggml.tokens.length;
const randomTokens = (count) => Array.from({length: count}, () => Math.floor(Math.random() * vocabulary));
const forgetFrom = (start) => sequence.eraseContextTokenRanges([{start, end: sequence.nextTokenIndex}]);

async function readingSpeed() {
    const tokens = randomTokens(prompt);
    const start = performance.now();
    await sequence.evaluateWithoutGeneratingNewTokens(tokens);
    return prompt / seconds(start);
}

async function writingSpeed() {
    let written = 0;
    let start = 0;
    const sampling = {temperature: 0, yieldEogToken: true};
    for await (const _ of sequence.evaluate(randomTokens(1), sampling)) {
        if (written++ === 0)
            start = performance.now(); // the first was warming up
        if (written > generated)
            break;
    }
    return (written - 1) / seconds(start);
}

await sequence.evaluateWithoutGeneratingNewTokens(randomTokens(1));
const firstToken = seconds(started);
if (gpu && prompt > 0)
    await readingSpeed(); // pipelines are made when they are first used
for (const depth of depths) {
    await sequence.clearHistory();
    if (depth > 0)
        await sequence.evaluateWithoutGeneratingNewTokens(randomTokens(depth));
    const reading = [], writing = [];
    for (let i = 0; i < repetitions; ++i) {
        if (prompt > 0)
            reading.push(await readingSpeed());
        await forgetFrom(depth);
        if (generated > 0)
            writing.push(await writingSpeed());
        await forgetFrom(depth);
    }
    console.log(JSON.stringify({
        depth, reading, writing, firstToken, peak: process.resourceUsage().maxRSS * 1024, placed: gpu ? [...new Set(placed)] : []
    }));
}
process.exit(0);
