// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How fast llama.cpp, as npm's node-llama-cpp ships it, reads and writes tokens of a model: the peer that anyone
// can install. An optional check; needs node 20 or newer. In a folder outside the sources:
//
//     npm install --ignore-scripts node-llama-cpp
//     node .../tests/bench/peer.mjs MODEL [PROMPT [GENERATED [THREADS [REPETITIONS]]]]
//
// run from that folder. Prints the median tokens a second as JSON. Flash attention is off: with it on, that
// llama.cpp aborts on PLM. Writing includes drawing each token at random, which node-llama-cpp cannot leave out.
import {createRequire} from "node:module";
import {join} from "node:path";
import {pathToFileURL} from "node:url";

const [modelPath, ...numbers] = process.argv.slice(2);
if (modelPath === undefined) {
    console.error("Usage: peer.mjs MODEL [PROMPT [GENERATED [THREADS [REPETITIONS]]]]");
    process.exit(2);
}
const [prompt = 512, generated = 64, threads = 2, repetitions = 3] = numbers.map(Number);

// From the folder that this is run in, not from the script's own.
const installed = createRequire(join(process.cwd(), "package.json")).resolve("node-llama-cpp");
const {getLlama} = await import(pathToFileURL(installed).href);

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const seconds = (start) => (performance.now() - start) / 1000;

const llama = await getLlama({build: "never", gpu: false, progressLogs: false, maxThreads: threads});
const model = await llama.loadModel({modelPath});
const context = await model.createContext({
    contextSize: prompt + generated + 8, batchSize: Math.max(prompt, 8), threads, flashAttention: false
});
const sequence = context.getSequence();
const vocabulary = model.fileInfo.metadata.tokenizer.ggml.tokens.length;
const randomTokens = (count) => Array.from({length: count}, () => Math.floor(Math.random() * vocabulary));

async function readingSpeed() {
    await sequence.clearHistory();
    const start = performance.now();
    await sequence.evaluateWithoutGeneratingNewTokens(randomTokens(prompt));
    return prompt / seconds(start);
}

async function writingSpeed() {
    await sequence.clearHistory();
    let written = 0;
    let start = 0;
    const sampling = {temperature: 1, topK: 0, topP: 1, yieldEogToken: true};
    for await (const _ of sequence.evaluate(randomTokens(1), sampling)) {
        if (written++ === 0)
            start = performance.now(); // the first was warming up
        if (written > generated)
            break;
    }
    return (written - 1) / seconds(start);
}

await readingSpeed();
const reading = [], writing = [];
for (let i = 0; i < repetitions; ++i) {
    reading.push(await readingSpeed());
    writing.push(await writingSpeed());
}
console.log(JSON.stringify({
    model_filename: modelPath, n_threads: threads, n_prompt: prompt, n_gen: generated,
    prompt_ts: median(reading), generation_ts: median(writing)
}));
process.exit(0);
