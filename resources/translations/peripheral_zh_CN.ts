<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AnswerMessage</name>
    <message>
        <source>%1 s left</source>
        <translation>还剩 %1 秒</translation>
    </message>
    <message>
        <source>Waiting for the model</source>
        <translation>正在等待模型</translation>
    </message>
    <message>
        <source>Thinking about the first word</source>
        <translation>正在思考第一个词</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Prompt read</source>
        <translation>已读取的提示</translation>
    </message>
    <message>
        <source>Reading %1 of %2 tokens</source>
        <translation>正在读取 %1 / %2 个词元</translation>
    </message>
</context>
<context>
    <name>AnswerStatistics</name>
    <message>
        <source>%1 tok/s</source>
        <translation>%1 词元/秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 % skipped</source>
        <translation>跳过 %1%</translation>
    </message>
</context>
<context>
    <name>AttractScreen</name>
    <message>
        <source>Ask a small language model</source>
        <translation>向小型语言模型提问</translation>
    </message>
    <message>
        <source>Touch to begin</source>
        <translation>触摸屏幕开始</translation>
    </message>
    <message>
        <source>Works without a network: what you type stays on this machine, until it is erased.</source>
        <translation>无需联网：您输入的内容只保留在本机上，直到被清除。</translation>
    </message>
</context>
<context>
    <name>CacheSection</name>
    <message>
        <source>Latent cache</source>
        <translation>潜在缓存</translation>
    </message>
    <message>
        <source>What is kept of the conversation for the next word: one short row a token and layer, instead of the keys and values of every head.</source>
        <translation>为下一个词保留的对话内容：每个词元在每一层只占一短行，而不是每个注意力头的键和值。</translation>
    </message>
    <message>
        <source>A token takes</source>
        <translation>每个词元占用</translation>
    </message>
    <message>
        <source>Smaller than expanded</source>
        <translation>比展开后小</translation>
    </message>
    <message>
        <source>%1 times</source>
        <translation>%1 倍</translation>
    </message>
    <message>
        <source>Latent, in use</source>
        <translation>潜在形式（已用）</translation>
    </message>
    <message>
        <source>Expanded, computed</source>
        <translation>展开形式（计算值）</translation>
    </message>
    <message>
        <source>A whole bar is what the full context would take expanded: %1.</source>
        <translation>整条表示完整上下文展开后所需的大小：%1。</translation>
    </message>
    <message>
        <source>Context used</source>
        <translation>已用上下文</translation>
    </message>
    <message>
        <source>%1 of %2 tokens</source>
        <translation>%1 / %2 个词元</translation>
    </message>
    <message>
        <source>Addresses set aside</source>
        <translation>预留的地址空间</translation>
    </message>
</context>
<context>
    <name>ChartFrame</name>
    <message>
        <source>Table: %1</source>
        <translation>表格：%1</translation>
    </message>
</context>
<context>
    <name>ChartNumbers</name>
    <message>
        <source>Table: %1</source>
        <translation>表格：%1</translation>
    </message>
</context>
<context>
    <name>ChatInput</name>
    <message>
        <source>Editing your last question</source>
        <translation>正在修改您上一个问题</translation>
    </message>
    <message>
        <source>Keep it as it was</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>Your message</source>
        <translation>您的消息</translation>
    </message>
    <message>
        <source>Enter sends, Shift+Enter breaks the line</source>
        <translation>按回车键发送，按 Shift+回车键换行</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>回车</translation>
    </message>
</context>
<context>
    <name>ChatScreen</name>
    <message>
        <source>This model answers in %1 only.</source>
        <translation>此模型只能用以下语言回答：%1。</translation>
    </message>
    <message>
        <source>The machine is warm, and takes longer for its answers.</source>
        <translation>机器有些热，回答会慢一些。</translation>
    </message>
</context>
<context>
    <name>CodeBlock</name>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>复制代码</translation>
    </message>
</context>
<context>
    <name>ConsentScreen</name>
    <message>
        <source>Before you begin</source>
        <translation>开始之前</translation>
    </message>
    <message>
        <source>I agree</source>
        <translation>我同意</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>What you type, and what is answered, stays on this machine. It is never written to its disk, and nothing is sent over a network.</source>
        <translation>您输入的内容和得到的回答都只保留在本机上，绝不会写入磁盘，也不会通过网络发送。</translation>
    </message>
    <message>
        <source>When you finish, or go away, all of it is erased.</source>
        <translation>当您结束或离开时，所有内容都会被清除。</translation>
    </message>
    <message>
        <source>The answers come from a small language model, and may be wrong.</source>
        <translation>回答来自一个小型语言模型，可能有误。</translation>
    </message>
</context>
<context>
    <name>ContextGauge</name>
    <message>
        <source>%1 of %2 tokens of the context used</source>
        <translation>上下文已用 %1 / %2 个词元</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>CountdownLayer</name>
    <message>
        <source>Still there? Erasing in %1 s</source>
        <translation>您还在吗？%1 秒后清除</translation>
    </message>
    <message>
        <source>I am still here</source>
        <translation>我还在</translation>
    </message>
</context>
<context>
    <name>EngineWorker</name>
    <message>
        <source>There is not enough memory for this.</source>
        <translation>内存不足，无法完成。</translation>
    </message>
    <message>
        <source>The engine failed: %1</source>
        <translation>引擎出错：%1</translation>
    </message>
</context>
<context>
    <name>ErasedScreen</name>
    <message>
        <source>Erased.</source>
        <translation>已清除。</translation>
    </message>
    <message>
        <source>Erasing…</source>
        <translation>正在清除…</translation>
    </message>
</context>
<context>
    <name>ExampleQuestion</name>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
</context>
<context>
    <name>ExhibitionContent</name>
    <message>
        <source>For the last word it read %1 of %2.</source>
        <translation>为了最后一个词，它读取了 %2 中的 %1。</translation>
    </message>
    <message>
        <source>What the machine does</source>
        <translation>机器在做什么</translation>
    </message>
    <message>
        <source>Fold away what the machine does</source>
        <translation>收起机器在做什么</translation>
    </message>
    <message>
        <source>The answer is computed in this machine, word by word, and nowhere else. This is what that takes.</source>
        <translation>回答只在这台机器里逐词计算，不在别处。您在这里可以看到计算所需的一切。</translation>
    </message>
    <message>
        <source>Words and parts of words a second</source>
        <translation>每秒的词和词的片段</translation>
    </message>
    <message>
        <source>Neurons that stay silent</source>
        <translation>保持沉默的神经元</translation>
    </message>
    <message>
        <source>A column for each word, a line for each layer: the brighter, the more of its neurons had something to say.</source>
        <translation>每一列是一个词，每一行是一层：越亮，表示该层有越多的神经元参与。</translation>
    </message>
    <message>
        <source>Memory that it takes</source>
        <translation>占用的内存</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>%1 °C</source>
        <translation>%1 °C</translation>
    </message>
</context>
<context>
    <name>ExhibitionPanel</name>
    <message>
        <source>What the machine does</source>
        <translation>机器在做什么</translation>
    </message>
</context>
<context>
    <name>ExhibitionStrip</name>
    <message>
        <source>See what the machine does</source>
        <translation>看看机器在做什么</translation>
    </message>
    <message>
        <source>%1 words a second, %2 of the neurons silent</source>
        <translation>每秒 %1 个词，%2 的神经元保持沉默</translation>
    </message>
    <message>
        <source>words a second</source>
        <translation>词/秒</translation>
    </message>
    <message>
        <source>silent</source>
        <translation>沉默</translation>
    </message>
</context>
<context>
    <name>FactLine</name>
    <message>
        <source>not measured</source>
        <translation>未测量</translation>
    </message>
</context>
<context>
    <name>Figure</name>
    <message>
        <source>not measured</source>
        <translation>未测量</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>%1 seconds</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 minutes</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
</context>
<context>
    <name>HeatStrip</name>
    <message>
        <source>Across: %1 1 to %2. Down: %3 1 to %4.</source>
        <comment>token, number of tokens, layer, number of layers</comment>
        <translation>横向：%1 1 到 %2。纵向：%3 1 到 %4。</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>Least</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>Most</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>what, number</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>name, amount</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: %2 on average, from %3 to %4 by layer</source>
        <translation>%1：平均 %2，各层从 %3 到 %4</translation>
    </message>
</context>
<context>
    <name>InlineNote</name>
    <message>
        <source>Less</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>KioskHeader</name>
    <message>
        <source>Finish and erase</source>
        <translation>结束并清除</translation>
    </message>
</context>
<context>
    <name>KioskWindow</name>
    <message>
        <source>Peripheral</source>
        <translation>Peripheral</translation>
    </message>
</context>
<context>
    <name>LanguageChoice</name>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
</context>
<context>
    <name>LineChart</name>
    <message>
        <source>%1, estimated</source>
        <translation>%1（估计值）</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>name, amount</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>数据系列</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>%1: from %2 to %3, at last %4</source>
        <translation>%1：从 %2 到 %3，最后为 %4</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <comment>title, sentence</comment>
        <translation>%1。%2</translation>
    </message>
</context>
<context>
    <name>LoadingStrip</name>
    <message>
        <source>Loading %1 · %2</source>
        <translation>正在加载 %1 · %2</translation>
    </message>
    <message>
        <source>Loading %1</source>
        <translation>正在加载 %1</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Model loaded</source>
        <translation>模型加载进度</translation>
    </message>
</context>
<context>
    <name>MemorySection</name>
    <message>
        <source>Memory is tight: programs waited for it %1 of the last 10 s.</source>
        <translation>内存紧张：最近 10 秒内有 %1 的时间程序在等待内存。</translation>
    </message>
    <message>
        <source>Programs waited for memory %1 of the last 10 s.</source>
        <translation>最近 10 秒内有 %1 的时间程序在等待内存。</translation>
    </message>
    <message>
        <source>No program has to wait for memory.</source>
        <translation>没有程序需要等待内存。</translation>
    </message>
    <message>
        <source>%1 of %2; the CPU computes the others</source>
        <translation>%1 / %2；其余由 CPU 计算</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>What this program has in memory now, and what is left. The system can drop what a file backs, and read it again.</source>
        <translation>本程序目前占用的内存以及剩余内存。有文件对应的部分，系统可以释放并重新读取。</translation>
    </message>
    <message>
        <source>This program</source>
        <translation>本程序</translation>
    </message>
    <message>
        <source>Free in this machine</source>
        <translation>本机可用内存</translation>
    </message>
    <message>
        <source>Model on the GPU</source>
        <translation>GPU 上的模型</translation>
    </message>
    <message>
        <source>Free on the GPU</source>
        <translation>GPU 可用显存</translation>
    </message>
    <message>
        <source>Conversation on the GPU</source>
        <translation>GPU 上的对话</translation>
    </message>
    <message>
        <source>room for all of it: %1</source>
        <translation>全部所需空间：%1</translation>
    </message>
    <message>
        <source>What computing takes there</source>
        <translation>计算所占用</translation>
    </message>
    <message>
        <source>Layers on the GPU</source>
        <translation>GPU 上的层</translation>
    </message>
    <message>
        <source>Memory of the GPU</source>
        <translation>GPU 显存</translation>
    </message>
    <message>
        <source>Memory of this machine</source>
        <translation>本机内存</translation>
    </message>
    <message>
        <source>Swapped out</source>
        <translation>已换出</translation>
    </message>
    <message>
        <source>Of that, compressed (zram)</source>
        <translation>其中已压缩 (zram)</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1，占用 %2</translation>
    </message>
</context>
<context>
    <name>MessageDelegate</name>
    <message>
        <source>You: %1</source>
        <translation>您：%1</translation>
    </message>
    <message>
        <source>An answer arrives</source>
        <translation>回答正在生成</translation>
    </message>
    <message>
        <source>Answer: %1</source>
        <translation>回答：%1</translation>
    </message>
</context>
<context>
    <name>MessageFooter</name>
    <message>
        <source>Broken off: the program ended before the answer did.</source>
        <translation>已中断：程序在回答完成之前结束了。</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>The model ended its answer without a word.</source>
        <translation>模型没有说一个字就结束了回答。</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Copy the answer</source>
        <translation>复制回答</translation>
    </message>
    <message>
        <source>Answer again</source>
        <translation>重新回答</translation>
    </message>
</context>
<context>
    <name>MessageList</name>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Jump to the newest</source>
        <translation>跳到最新消息</translation>
    </message>
</context>
<context>
    <name>ModelDetails</name>
    <message>
        <source>%1 billion</source>
        <translation>%1 × 10⁹</translation>
    </message>
    <message>
        <source>%1 million</source>
        <translation>%1 × 10⁶</translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>%1 个参数</translation>
    </message>
    <message>
        <source>context %1</source>
        <translation>上下文 %1</translation>
    </message>
</context>
<context>
    <name>ObstacleText</name>
    <message>
        <source>Getting ready…</source>
        <translation>正在准备…</translation>
    </message>
    <message>
        <source>This kiosk cannot answer at the moment. Please tell the staff.</source>
        <translation>本机目前无法回答。请告知工作人员。</translation>
    </message>
    <message>
        <source>That was the last answer of this visit. Finish, and the next visit can begin.</source>
        <translation>这是本次使用的最后一个回答。请结束，以便开始下一次使用。</translation>
    </message>
    <message>
        <source>This conversation has become too long. Finish, and a new one can begin.</source>
        <translation>这段对话已经太长。请结束，然后可以开始新的对话。</translation>
    </message>
    <message>
        <source>Cooling down, a moment please.</source>
        <translation>正在降温，请稍候。</translation>
    </message>
    <message>
        <source>This question is too long. Make it shorter, or finish and begin anew.</source>
        <translation>这个问题太长。请缩短，或结束后重新开始。</translation>
    </message>
</context>
<context>
    <name>OperatorFacts</name>
    <message>
        <source>%1 °C</source>
        <translation>%1 °C</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分钟</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>is being loaded</source>
        <translation>正在加载</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Computed by</source>
        <translation>计算方式</translation>
    </message>
    <message>
        <source>Counted since</source>
        <translation>统计开始于</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>访问次数</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>回答数</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元数</translation>
    </message>
    <message>
        <source>Time spent answering</source>
        <translation>回答总用时</translation>
    </message>
    <message>
        <source>Starts of the program</source>
        <translation>程序启动次数</translation>
    </message>
    <message>
        <source>Visits that could not be erased at once</source>
        <translation>未能立即清除的访问</translation>
    </message>
    <message>
        <source>Hottest so far</source>
        <translation>迄今最高温度</translation>
    </message>
    <message>
        <source>%1, and %2 that files back</source>
        <translation>%1，另有 %2 由文件支持</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Memory of the program</source>
        <translation>程序占用的内存</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
</context>
<context>
    <name>OperatorPage</name>
    <message>
        <source>This kiosk</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Erase and go on</source>
        <translation>清除并继续</translation>
    </message>
    <message>
        <source>Turn the screen dark now</source>
        <translation>立即让屏幕变暗</translation>
    </message>
    <message>
        <source>Start anew</source>
        <translation>重新启动</translation>
    </message>
    <message>
        <source>Leave the kiosk</source>
        <translation>退出展台模式</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用情况</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>机器</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
    <message>
        <source>Faults at the start</source>
        <translation>启动时的故障</translation>
    </message>
</context>
<context>
    <name>PanelSection</name>
    <message>
        <source>Show: %1</source>
        <translation>展开：%1</translation>
    </message>
    <message>
        <source>Fold: %1</source>
        <translation>收起：%1</translation>
    </message>
</context>
<context>
    <name>PinPad</name>
    <message>
        <source>Checking …</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>Too many wrong PINs. Wait %1 s.</source>
        <translation>错误次数过多。请等待 %1 秒。</translation>
    </message>
    <message>
        <source>That is not the PIN.</source>
        <translation>PIN 不正确。</translation>
    </message>
    <message>
        <source>PIN of the operator</source>
        <translation>管理员 PIN</translation>
    </message>
    <message>
        <source>%1 digits</source>
        <translation>%1 位数字</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>退格</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>PlainButton</name>
    <message>
        <source>not available now</source>
        <translation>当前不可用</translation>
    </message>
</context>
<context>
    <name>ProgressLine</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>QuestionInput</name>
    <message>
        <source>Your question</source>
        <translation>您的问题</translation>
    </message>
    <message>
        <source>Characters left: %1</source>
        <translation>还可输入 %1 个字符</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
</context>
<context>
    <name>ReadAloudButton</name>
    <message>
        <source>Stop reading</source>
        <translation>停止朗读</translation>
    </message>
    <message>
        <source>Read aloud</source>
        <translation>朗读</translation>
    </message>
</context>
<context>
    <name>SparsitySection</name>
    <message>
        <source>The last %3 words, read together, needed %1 of %2.</source>
        <translation>最近一起读取的 %3 个词需要 %2 中的 %1。</translation>
    </message>
    <message>
        <source>This word needed %1 of %2.</source>
        <translation>这个词需要 %2 中的 %1。</translation>
    </message>
    <message>
        <source>Sparsity</source>
        <translation>稀疏性</translation>
    </message>
    <message>
        <source>Most neurons of this model stay silent at each word. What a silent neuron would have added need not be read.</source>
        <translation>在每个词上，这个模型的大多数神经元都保持沉默。沉默的神经元原本要加上的内容无需读取。</translation>
    </message>
    <message>
        <source>Neurons active</source>
        <translation>活跃的神经元</translation>
    </message>
    <message>
        <source>Skipped of ffn_down</source>
        <translation>ffn_down 中跳过的部分</translation>
    </message>
</context>
<context>
    <name>StackedBar</name>
    <message>
        <source>%1, estimated</source>
        <translation>%1（估计值）</translation>
    </message>
    <message>
        <source>hatched: backed by a file</source>
        <translation>斜线：有文件对应</translation>
    </message>
    <message>
        <source>Bar</source>
        <translation>条</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>Own</source>
        <translation>自有</translation>
    </message>
    <message>
        <source>Backed by a file</source>
        <translation>有文件对应</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>name, amount</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>SuggestionColumn</name>
    <message>
        <source>Ask something, or touch a question:</source>
        <translation>请提问，或触摸一个问题：</translation>
    </message>
</context>
<context>
    <name>Suggestions</name>
    <message>
        <source>What is the capital of Japan?</source>
        <translation>日本的首都是哪里？</translation>
    </message>
    <message>
        <source>What is 8 times 11?</source>
        <translation>8 乘以 11 等于多少？</translation>
    </message>
    <message>
        <source>Tell me a short story about a fox.</source>
        <translation>给我讲一个关于狐狸的小故事。</translation>
    </message>
</context>
<context>
    <name>TextCopier</name>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>peripheral::Answers</name>
    <message>
        <source>The context is full, the answer could not be finished; start a new chat to go on.</source>
        <translation>上下文已满，回答未能完成；请开始新的对话以继续。</translation>
    </message>
    <message>
        <source>This conversation takes %1 tokens and the model reads at most %2; start a new chat to go on.</source>
        <translation>这段对话需要 %1 个词元，而模型最多读取 %2 个；请开始新的对话以继续。</translation>
    </message>
    <message>
        <source>There is no model to answer; open a model file first.</source>
        <translation>没有可以回答的模型；请先打开一个模型文件。</translation>
    </message>
</context>
<context>
    <name>peripheral::HeatChart</name>
    <message>
        <source>Neurons active</source>
        <translation>活跃的神经元</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Layers over time</source>
        <translation>各层随时间的变化</translation>
    </message>
</context>
<context>
    <name>peripheral::LoadedModel</name>
    <message>
        <source>A very small model: simple questions, short stories, and many mistakes.</source>
        <translation>一个非常小的模型：只能回答简单的问题、讲短故事，而且错误很多。</translation>
    </message>
    <message>
        <source>Built-in model</source>
        <translation>内置模型</translation>
    </message>
    <message>
        <source>Only files of this machine can be opened, not %1.</source>
        <translation>只能打开本机上的文件，不能打开 %1。</translation>
    </message>
</context>
<context>
    <name>peripheral::MemoryChart</name>
    <message>
        <source>For comparison</source>
        <translation>用于比较</translation>
    </message>
    <message>
        <source>Latent cache as expanded keys and values</source>
        <translation>潜在缓存展开为键和值</translation>
    </message>
    <message>
        <source>Memory by part</source>
        <translation>各部分占用的内存</translation>
    </message>
    <message>
        <source>This program</source>
        <translation>本程序</translation>
    </message>
    <message>
        <source>Weights in the file</source>
        <translation>文件中的权重</translation>
    </message>
    <message>
        <source>Weights, laid out</source>
        <translation>重新排列的权重</translation>
    </message>
    <message>
        <source>Weights, kept for the next start</source>
        <translation>为下次启动保留的权重</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词汇表</translation>
    </message>
    <message>
        <source>Latent cache</source>
        <translation>潜在缓存</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>激活值</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Window and libraries</source>
        <translation>窗口和程序库</translation>
    </message>
    <message>
        <source>Not attributed</source>
        <translation>未归类</translation>
    </message>
</context>
<context>
    <name>peripheral::PartTimesChart</name>
    <message>
        <source>Writing</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Time by part</source>
        <translation>各部分所用时间</translation>
    </message>
    <message>
        <source>Word table</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>Projections</source>
        <translation>投影</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Neurons in (ffn_up)</source>
        <translation>神经元输入 (ffn_up)</translation>
    </message>
    <message>
        <source>Neurons out (ffn_down)</source>
        <translation>神经元输出 (ffn_down)</translation>
    </message>
    <message>
        <source>Choice of words</source>
        <translation>选词</translation>
    </message>
</context>
<context>
    <name>peripheral::SpeedChart</name>
    <message>
        <source>Seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Tokens a second</source>
        <translation>每秒词元数</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Speed over the answer</source>
        <translation>回答过程中的速度</translation>
    </message>
</context>
<context>
    <name>peripheral::SpreadChart</name>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Neurons active</source>
        <translation>活跃的神经元</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>By layer: median and middle half</source>
        <translation>各层：中位数和中间一半</translation>
    </message>
</context>
</TS>
