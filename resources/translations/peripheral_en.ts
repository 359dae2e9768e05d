<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AnswerMessage</name>
    <message>
        <source>%1 s left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thinking about the first word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading %1 of %2 tokens</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AnswerStatistics</name>
    <message>
        <source>%1 tok/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 % skipped</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Application</name>
    <message>
        <source>Not all of the conversations could be saved.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AttractScreen</name>
    <message>
        <source>Ask a small language model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Touch to begin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Works without a network: what you type stays on this machine, until it is erased.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BarChart</name>
    <message>
        <source>estimated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>baseline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hatched: other work than the baseline&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Least</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower quarter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Median</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upper quarter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>name, amount</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1. %2</source>
        <comment>title, sentence</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BuiltInFileDialog</name>
    <message>
        <source>File name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is such a file already. It will be replaced.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CacheSection</name>
    <message>
        <source>Latent cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is kept of the conversation for the next word: one short row a token and layer, instead of the keys and values of every head.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A token takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller than expanded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latent, in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expanded, computed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A whole bar is what the full context would take expanded: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Context used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Addresses set aside</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChartExport</name>
    <message>
        <source>%1 (bytes)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (share of 1)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChartFrame</name>
    <message>
        <source>Table: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChartNumbers</name>
    <message>
        <source>Table: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChatHeader</name>
    <message>
        <source>Show the conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+N</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model: %1. Change it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChatInput</name>
    <message>
        <source>Editing your last question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it as it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter sends, Shift+Enter breaks the line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChatPage</name>
    <message>
        <source>Nothing can be sent now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 tokens/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 tokens</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChatScreen</name>
    <message>
        <source>This model answers in %1 only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The machine is warm, and takes longer for its answers.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CodeBlock</name>
    <message>
        <source>Code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>Nothing measured yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing chosen yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure this device in the view “Profiles”, or bring in a profile of another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press “Compare” at up to five of the profiles in the view “Profiles”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export all of this</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ComparedChart</name>
    <message>
        <source>Export: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ComparedProfile</name>
    <message>
        <source>A device without a name</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ComparisonCharts</name>
    <message>
        <source>Tokens a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: not measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 wrote for too short a time to tell whether it becomes slower.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 keeps its speed over %2 s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 becomes slower: by %2 % over %3 s (95 % interval %4 to %5 %).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 becomes faster: by %2 % over %3 s (95 % interval %4 to %5 %).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing after a longer conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing without a pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neurons active while it writes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of neurons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights in the model’s file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights laid out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All else: cache, activations, program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 of at most %3 tokens a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 tokens a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What memory and processor allow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: tokens a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ComparisonExport</name>
    <message>
        <source>Devices compared</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ComparisonFiles</name>
    <message>
        <source>Export the comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export this chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawing (*.svg)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ComparisonPage</name>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2: %3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConditionsSection</name>
    <message>
        <source>yes, now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not now, %1 times since the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What makes the same machine faster or slower at different times.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 GHz</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 °C</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throttled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Governor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Power</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 W</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Energy a token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 J</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConsentScreen</name>
    <message>
        <source>Before you begin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I agree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you type, and what is answered, stays on this machine. It is never written to its disk, and nothing is sent over a network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When you finish, or go away, all of it is erased.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answers come from a small language model, and may be wrong.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ContextGauge</name>
    <message>
        <source>%1 of %2 tokens of the context used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConversationDelegate</name>
    <message>
        <source>%1, an answer arrives</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename or delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConversationList</name>
    <message>
        <source>Conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your conversations will stand here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CountdownLayer</name>
    <message>
        <source>Still there? Erasing in %1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I am still here</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DeviceCard</name>
    <message>
        <source>baseline</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DevicePanel</name>
    <message>
        <source>Hide the device panel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DropLayer</name>
    <message>
        <source>Drop the model to load it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>%1 answers here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A moment: the model is loading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model is loaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a larger model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything stays on this computer; nothing is sent anywhere.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EngineWorker</name>
    <message>
        <source>There is not enough memory for this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine failed: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ErasedScreen</name>
    <message>
        <source>Erased.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erasing…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExampleQuestion</name>
    <message>
        <source>“%1”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExecutorInUse</name>
    <message>
        <source>The GPU has memory for %1 of the %2 layers; the CPU computes the others.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExecutorSetting</name>
    <message>
        <source>Computed by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use it now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure them again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for GPUs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExhibitionContent</name>
    <message>
        <source>For the last word it read %1 of %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the machine does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fold away what the machine does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer is computed in this machine, word by word, and nowhere else. This is what that takes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words and parts of words a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neurons that stay silent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A column for each word, a line for each layer: the brighter, the more of its neurons had something to say.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory that it takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 °C</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExhibitionPanel</name>
    <message>
        <source>What the machine does</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExhibitionStrip</name>
    <message>
        <source>See what the machine does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 words a second, %2 of the neurons silent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>words a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>silent</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FactLine</name>
    <message>
        <source>not measured</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Figure</name>
    <message>
        <source>not measured</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FileList</name>
    <message>
        <source>Files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing here that could be chosen.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FileRow</name>
    <message>
        <source>folder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Fit</name>
    <message>
        <source>Context of %1 tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights in the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights laid out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latent cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activations and vocabulary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window and libraries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory for programs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens a second, at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed of writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>embedding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>projections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>feed-forward, up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>feed-forward, down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>head</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read bandwidth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arithmetic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 operations a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens of the prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Active neurons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latent cache of a token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 a token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights come at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cache comes at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On top of each token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read bandwidth where speeds were measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arithmetic where speeds were measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It needs %1 with a context of %2 tokens. How much memory the device has is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It fits: it needs %1 of %2 with a context of %3 tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It does not fit: it needs %1 with a context of %3 tokens, and there are %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not even the shortest conversation has room.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is room for all %1 tokens of context that the model was made for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is room for a context of at most %1 tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What limits it is the size of the memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What limits writing is how fast memory is read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What limits writing is how fast the processor computes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>counted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>estimated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>assumed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>simulated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at most %1 tokens a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 tokens a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing after %1 tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Embedding in the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory that a row of it brings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FitAnswer</name>
    <message>
        <source>No speeds by part were measured, so that writing is told as what the bandwidth alone allows at most, and reading is not known. Measure this device in the view “Profiles” for more.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FitDevice</name>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>simulated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory, in GB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read bandwidth, in GB a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep this device as a profile</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FitEstimates</name>
    <message>
        <source>Estimates, and what they rest on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Less</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it rests on: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FitModel</name>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model is loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask about another file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask about the open model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Context: %1 of %2 tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Context in tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model to ask about</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GGUF models (*.gguf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FitView</name>
    <message>
        <source>What a model needs is counted from its file. How fast it would be is estimated, as long as nobody measured it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FolderCrumbs</name>
    <message>
        <source>Folders above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Path</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 minutes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HeatStrip</name>
    <message>
        <source>Across: %1 1 to %2. Down: %3 1 to %4.</source>
        <comment>token, number of tokens, layer, number of layers</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Least</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>what, number</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>name, amount</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 on average, from %3 to %4 by layer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>The history “%1” is damaged; the file was left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a history of Peripheral; the file was left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history “%1” was written by a newer Peripheral; start that one. The file was left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A conversation or message is not in the history “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history is not open, so nothing is kept.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImportBar</name>
    <message>
        <source>Import a profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the text of a QR code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text that a camera read from the QR code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text of a QR code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import this text</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>InlineNote</name>
    <message>
        <source>Less</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KioskHeader</name>
    <message>
        <source>Finish and erase</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KioskWindow</name>
    <message>
        <source>Peripheral</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LabelledLine</name>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LanguageChoice</name>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LineChart</name>
    <message>
        <source>%1, estimated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>name, amount</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: from %2 to %3, at last %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1. %2</source>
        <comment>title, sentence</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoadingStrip</name>
    <message>
        <source>Loading %1 · %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model loaded</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>%1 – Peripheral</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peripheral</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MeasureCard</name>
    <message>
        <source>Measuring this device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing measured yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure this device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This device was measured; its profile is the first of the list.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MeasurePlan</name>
    <message>
        <source>Finds out how fast this device reads and writes, what that takes of its memory, and whether it slows down as it warms.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It takes about %1. You can chat meanwhile: the measuring waits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure this device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fewer options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full: long prompts and contexts, cold start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often each test is repeated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With which model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The open model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One that is made to measure with</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MeasureProgress</name>
    <message>
        <source>A chat goes first; the measuring goes on after it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About %1 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making a model to measure with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeping the weights for the next start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading %1 tokens, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading %1 tokens after %3, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing %1 tokens, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing %1 tokens after %3, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing without a pause, to see whether it slows down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Predicting a text, to see how well the model does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading memory with one thread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading memory with %1 threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Multiplying with one thread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Multiplying with %1 threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adding up the model’s file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>warming up</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MemorySection</name>
    <message>
        <source>Memory is tight: programs waited for it %1 of the last 10 s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Programs waited for memory %1 of the last 10 s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No program has to wait for memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What this program has in memory now, and what is left. The system can drop what a file backs, and read it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free in this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory of this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swapped out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of that, compressed (zram)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2; the CPU computes the others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model on the GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free on the GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conversation on the GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>room for all of it: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What computing takes there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers on the GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory of the GPU</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageDelegate</name>
    <message>
        <source>You: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An answer arrives</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageFooter</name>
    <message>
        <source>Broken off: the program ended before the answer did.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model ended its answer without a word.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageList</name>
    <message>
        <source>Messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jump to the newest</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelDetails</name>
    <message>
        <source>%1 billion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 million</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>context %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelFacts</name>
    <message>
        <source>No model is loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading: %1 of %2 tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing an answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sparsity and speed are those of the last answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sparsity and speed come with an answer: ask something.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelPage</name>
    <message>
        <source>Loading %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model is loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a GGUF file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the built-in model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A GGUF file can also be dropped onto the window. The present model answers until the new one is loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to get a larger model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peripheral runs models of the PLM family in GGUF files. The published one is PLM-1.8B-Instruct: look for “PLM-1.8B-Instruct GGUF” on a site for models, with another computer if this one has no network, and bring the file here. About 1.1 GB as Q4_K_M, 1.9 GB as Q8_0; it needs a little more than that in memory. Peripheral itself never downloads anything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GGUF models (*.gguf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NameFilterChoice</name>
    <message>
        <source>Which files are shown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NoteStack</name>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use it now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NumberForm</name>
    <message>
        <source>bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>number, unit</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not measured</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ObstacleText</name>
    <message>
        <source>Getting ready…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This kiosk cannot answer at the moment. Please tell the staff.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That was the last answer of this visit. Finish, and the next visit can begin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This conversation has become too long. Finish, and a new one can begin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cooling down, a moment please.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This question is too long. Make it shorter, or finish and begin anew.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OperatorFacts</name>
    <message>
        <source>%1 °C</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is being loaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computed by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counted since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Visits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time spent answering</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starts of the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Visits that could not be erased at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hottest so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, and %2 that files back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory of the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OperatorPage</name>
    <message>
        <source>This kiosk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase and go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn the screen dark now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the kiosk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>–</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Faults at the start</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PageTable</name>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>device panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare devices</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PanelSection</name>
    <message>
        <source>Show: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fold: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PinPad</name>
    <message>
        <source>Checking …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many wrong PINs. Wait %1 s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is not the PIN.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PIN of the operator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlainButton</name>
    <message>
        <source>not available now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProfileCard</name>
    <message>
        <source>What to do with %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured by Peripheral</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Published: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imported from %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>made to measure with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, made to measure with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>medians only</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProfileChoice</name>
    <message>
        <source>Compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compared: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make it the baseline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make %1 the baseline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Baseline: the others are set against it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProfileCode</name>
    <message>
        <source>Photograph this, and enter the text in another Peripheral. It holds medians, not every measurement.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter this text in another Peripheral. It holds medians, not every measurement.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>QR code of %1; the same stands in the text below it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text of the QR code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProfileEditor</name>
    <message>
        <source>Name of the profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes: how it was cooled, what else ran</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProfileFacts</name>
    <message>
        <source>cores: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>made to measure with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>threads: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cache %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sparse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dense</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 tokens a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (95 %: %2 to %3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s from a cold start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s from a warm start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s with kept weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes, the clock was held down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2 °C</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 °C</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 MHz</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>governor %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>perplexity %1 on %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read bandwidth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Power</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 W</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Energy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 J a token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slowed by heat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>published</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>simulated</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProfileFigures</name>
    <message>
        <source>not measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 tokens a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProfileFiles</name>
    <message>
        <source>Import a device profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profiles and results of llama-bench (*.json *.jsonl)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export this device profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device profiles (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProfileMenu</name>
    <message>
        <source>Name and notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export to a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>QR code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text to copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProfileNotes</name>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProfileTests</name>
    <message>
        <source>Reading %1 tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading %1 tokens after %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing %1 tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing %1 tokens after %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProfileViews</name>
    <message>
        <source>Profiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Race</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Profiles</name>
    <message>
        <source>The device profiles in “%1” are damaged; the file was left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” holds no device profiles of Peripheral; the file was left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The device profiles in “%1” were written by a newer Peripheral; start that one. The file was left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This device profile is not in “%1” any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device profiles cannot be kept, because their file is not open.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProfilesPage</name>
    <message>
        <source>Views</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProgressLine</name>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PublishedProfiles</name>
    <message>
        <source>Hide published profiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Published profiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to the list: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuestionInput</name>
    <message>
        <source>Your question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Characters left: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RaceControls</name>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How fast time goes by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1×</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2×</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>4×</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RaceLane</name>
    <message>
        <source>Reads: %1 of %2 tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes: %1 tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Question read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after %1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RaceView</name>
    <message>
        <source>Nobody races yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press “Compare” at two or three of the profiles in the view “Profiles”. They then read the same question and write the same answer here, each as fast as it was measured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All read the same question and type the same answer, which ships with the program. How long that takes follows from the speeds of reading and writing in their profiles.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReadAloudButton</name>
    <message>
        <source>Stop reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read aloud</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReplayComparison</name>
    <message>
        <source>Ask something first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last answer was written without skipping.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing it again, skipping silent neurons …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing it again, reading all of them …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same tokens: all %1 of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not the same tokens: something is wrong with this machine or this program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interrupted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It could not be written again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 tokens a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sparse and dense</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last answer once more with the same seed, without and with the weights of silent neurons.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An answer is being written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sparse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dense</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Roofline</name>
    <message>
        <source>Operations for each byte read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operations a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hollow: predicted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured, operations a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Predicted, operations a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>limit by memory, at one operation for each byte</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>limit by arithmetic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: reads %2 a second, computes %3 operations a second</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Less motion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Temperature of answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 always takes the likeliest word; higher values vary more and err more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put before every conversation. Empty: the model’s own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift+Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>break the line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stop the answer, or go back to the chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>↑ in an empty input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edit the last question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+N</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>new chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+L</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to the input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F11</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rename a conversation in the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delete a conversation in the list</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SidePage</name>
    <message>
        <source>Back to the chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>New chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the conversations</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SparsitySection</name>
    <message>
        <source>The last %3 words, read together, needed %1 of %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This word needed %1 of %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sparsity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most neurons of this model stay silent at each word. What a silent neuron would have added need not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neurons active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skipped of ffn_down</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SpeedSection</name>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For each word the weights are read from memory once: how fast that goes is the limit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing, tokens a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading, tokens a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First word after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guesses that were right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read from memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much this machine can read is measured while nobody asks anything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More than memory gives: the weights fit into the processor’s caches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of what this machine can read at most.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StackedBar</name>
    <message>
        <source>%1, estimated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hatched: backed by a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backed by a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>name, amount</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Storage</name>
    <message>
        <source>There is no space left on the disk for “%1”; free some.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program holds “%1”; close that program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another Peripheral is using the folder “%1”; close it or choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” may not be written; allow that or choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” cannot be read or written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is damaged; the file was left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a file of Peripheral; it was left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” was written by a newer Peripheral; start that one. The file was left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was asked for is not in “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not open, so nothing is kept.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SuggestionColumn</name>
    <message>
        <source>Ask something, or touch a question:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Suggestions</name>
    <message>
        <source>What is the capital of Japan?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is 8 times 11?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell me a short story about a fox.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TextCopier</name>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WorkSentences</name>
    <message>
        <source>the model’s file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what was written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the tests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what computes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the number of threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the cache’s numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sparse or dense</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 did the same work as %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 did other work than %2. Different: %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody knows whether %1 did the same work as %2. Not told: %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 Set otherwise: %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>peripheral::Answers</name>
    <message>
        <source>The context is full, the answer could not be finished; start a new chat to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This conversation takes %1 tokens and the model reads at most %2; start a new chat to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no model to answer; open a model file first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>peripheral::Chat</name>
    <message>
        <source>Deleted “%1”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>peripheral::Comparison</name>
    <message>
        <source>speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>speed after a longer conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>writing without a pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>active neurons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bandwidth and arithmetic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not measured: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 should end in .png, .svg, .csv or .md, which says what is written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no name that this program can write to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the picture would be too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be written: %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>peripheral::ConversationListModel</name>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous 7 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Older</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>peripheral::FitCheck</name>
    <message>
        <source>A device made up by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, cores: %2, %3 a second</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>peripheral::GpuListModel</name>
    <message>
        <source>integrated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a card of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>virtual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a program on the processor</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>peripheral::Gpus</name>
    <message>
        <source>%1 It is skipped until its driver changes or it is asked again in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vulkan knows no GPU here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No GPU was looked for yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for GPUs…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring %1 with %2…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>peripheral::HeatChart</name>
    <message>
        <source>Neurons active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers over time</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>peripheral::LoadedModel</name>
    <message>
        <source>A very small model: simple questions, short stories, and many mistakes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built-in model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only files of this machine can be opened, not %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>peripheral::MeasuringProcess</name>
    <message>
        <source>The measuring could not be started: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The measuring ended before it was done; there may be too little memory for it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>peripheral::MemoryChart</name>
    <message>
        <source>For comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latent cache as expanded keys and values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory by part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights in the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights, laid out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights, kept for the next start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latent cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window and libraries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not attributed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>peripheral::PartTimesChart</name>
    <message>
        <source>Writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time by part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Word table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Projections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neurons in (ffn_up)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neurons out (ffn_down)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choice of words</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>peripheral::Profiles</name>
    <message>
        <source>“%1” was deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pasted text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written to “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>peripheral::RaceLanes</name>
    <message>
        <source>%1 is done %2 s before %3, which takes %4 times as long. Its first word comes after %5 s, that of %3 after %6 s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 and %2 are done at the same time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot race: how fast it reads was not measured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot race: how fast it writes was not measured.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>peripheral::SpeedChart</name>
    <message>
        <source>Seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed over the answer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>peripheral::SpreadChart</name>
    <message>
        <source>Layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neurons active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Median</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By layer: median and middle half</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
