// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whether this engine and llama.cpp, as npm's node-llama-cpp ships it, answer a question in the same words when each
// always takes the likeliest token:
//
//     node greedy.mjs PERIPHERAL-CLI FOLDER-OF-NODE-LLAMA-CPP MODEL… [--prompt TEXT] [--raw on] [--tokens N] [--against FOLDER]
//
// Prints a line a model: how many tokens agree, and where they part. The two round activations in different ways, so
// that they may part where two tokens are about as likely. --raw on continues the prompt without a template. With
// --against, what llama.cpp makes of the file of the same name in that folder, llama-quantize's say, is compared as well.
import {execFileSync} from "node:child_process";
import {createRequire} from "node:module";
import {existsSync} from "node:fs";
import {basename, join, resolve} from "node:path";
import {pathToFileURL} from "node:url";

import {readArguments} from "./arguments.mjs";

const settings = {prompt: "What is the opposite of hot?", tokens: "32", against: "", raw: "off"};
const {cli, peerFolder, models} = readArguments(settings);
const wanted = Number(settings.tokens);

const installed = createRequire(join(resolve(peerFolder), "package.json")).resolve("node-llama-cpp");
const {getLlama} = await import(pathToFileURL(installed).href);
const llama = await getLlama({build: "never", gpu: false, progressLogs: false, logLevel: "error"});

const isRaw = settings.raw === "on";
const question = isRaw ? settings.prompt : "<|im_start|>system\nYou are a helpful assistant<|im_end|>\n" +
                 `<|im_start|>user\n${settings.prompt}<|im_end|>\n<|im_start|>assistant\n`;

/// Token ids that llama.cpp writes after the question.
async function peer(modelPath) {
    const model = await llama.loadModel({modelPath});
    const prompt = model.tokenize(question, true);
    const context = await model.createContext({
        contextSize: prompt.length + wanted + 16, threads: 2, flashAttention: false // with it on it aborts on PLM
    });
    const written = [];
    for await (const token of context.getSequence().evaluate(prompt, {temperature: 0, yieldEogToken: true})) {
        if (model.isEogToken(token) || written.push(token) === wanted)
            break;
    }
    await model.dispose();
    return written;
}

function ours(model) {
    const answer = execFileSync(cli, ["generate", "--model", model, "--prompt", settings.prompt, "--temp", "0",
                                      "-n", String(wanted), "--json", ...(isRaw ? ["--raw"] : [])],
                                {encoding: "utf8", maxBuffer: 1 << 26, stdio: ["ignore", "pipe", "inherit"]});
    return JSON.parse(answer).tokens;
}

/// "32 of 32 tokens agree", and where they part.
function agreement(one, oneName, other, otherName) {
    const length = Math.min(one.length, other.length);
    let same = 0;
    while (same < length && one[same] === other[same])
        ++same;
    const parting = same < length ? `, then ${one[same]} ${oneName} and ${other[same]} ${otherName}` : "";
    return `${same} of ${length} tokens agree${parting}`;
}

for (const model of models) {
    const theirs = await peer(model);
    console.log(`${basename(model)}: ${agreement(ours(model), "here", theirs, "in llama.cpp")}`);
    const other = join(resolve(settings.against), basename(model));
    if (settings.against !== "" && existsSync(other))
        console.log(`  llama.cpp with both files: ${
            agreement(theirs, "with this one", await peer(other), `with ${settings.against}'s`)}`);
}
process.exit(0);
