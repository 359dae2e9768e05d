<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AnswerMessage</name>
    <message>
        <source>%1 s left</source>
        <translation>noch %1 s</translation>
    </message>
    <message>
        <source>Waiting for the model</source>
        <translation>Das Modell ist noch nicht so weit</translation>
    </message>
    <message>
        <source>Thinking about the first word</source>
        <translation>Das erste Wort wird gesucht</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Prompt read</source>
        <translation>Frage gelesen</translation>
    </message>
    <message>
        <source>Reading %1 of %2 tokens</source>
        <translation>Liest %1 von %2 Token</translation>
    </message>
</context>
<context>
    <name>AnswerStatistics</name>
    <message>
        <source>%1 tok/s</source>
        <translation>%1 Token/s</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 % skipped</source>
        <translation>%1 % übersprungen</translation>
    </message>
</context>
<context>
    <name>AttractScreen</name>
    <message>
        <source>Ask a small language model</source>
        <translation>Fragen Sie ein kleines Sprachmodell</translation>
    </message>
    <message>
        <source>Touch to begin</source>
        <translation>Zum Beginnen berühren</translation>
    </message>
    <message>
        <source>Works without a network: what you type stays on this machine, until it is erased.</source>
        <translation>Funktioniert ohne Netz: Was Sie eingeben, bleibt auf diesem Gerät, bis es gelöscht wird.</translation>
    </message>
</context>
<context>
    <name>CacheSection</name>
    <message>
        <source>Latent cache</source>
        <translation>Latenter Zwischenspeicher</translation>
    </message>
    <message>
        <source>What is kept of the conversation for the next word: one short row a token and layer, instead of the keys and values of every head.</source>
        <translation>Was vom Gespräch für das nächste Wort aufbewahrt wird: je Token und Schicht eine kurze Zeile statt der Schlüssel und Werte aller Köpfe.</translation>
    </message>
    <message>
        <source>A token takes</source>
        <translation>Ein Token braucht</translation>
    </message>
    <message>
        <source>Smaller than expanded</source>
        <translation>Kleiner als ausgeschrieben</translation>
    </message>
    <message>
        <source>%1 times</source>
        <translation>%1-mal</translation>
    </message>
    <message>
        <source>Latent, in use</source>
        <translation>Latent, belegt</translation>
    </message>
    <message>
        <source>Expanded, computed</source>
        <translation>Ausgeschrieben, berechnet</translation>
    </message>
    <message>
        <source>A whole bar is what the full context would take expanded: %1.</source>
        <translation>Ein ganzer Balken ist, was der volle Kontext ausgeschrieben brauchte: %1.</translation>
    </message>
    <message>
        <source>Context used</source>
        <translation>Kontext belegt</translation>
    </message>
    <message>
        <source>%1 of %2 tokens</source>
        <translation>%1 von %2 Token</translation>
    </message>
    <message>
        <source>Addresses set aside</source>
        <translation>Reservierte Adressen</translation>
    </message>
</context>
<context>
    <name>ChartFrame</name>
    <message>
        <source>Table: %1</source>
        <translation>Tabelle: %1</translation>
    </message>
</context>
<context>
    <name>ChartNumbers</name>
    <message>
        <source>Table: %1</source>
        <translation>Tabelle: %1</translation>
    </message>
</context>
<context>
    <name>ChatInput</name>
    <message>
        <source>Editing your last question</source>
        <translation>Sie ändern Ihre letzte Frage</translation>
    </message>
    <message>
        <source>Keep it as it was</source>
        <translation>So lassen, wie sie war</translation>
    </message>
    <message>
        <source>Your message</source>
        <translation>Ihre Nachricht</translation>
    </message>
    <message>
        <source>Enter sends, Shift+Enter breaks the line</source>
        <translation>Eingabetaste sendet, Umschalt+Eingabetaste beginnt eine neue Zeile</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
</context>
<context>
    <name>ChatScreen</name>
    <message>
        <source>This model answers in %1 only.</source>
        <translation>Dieses Modell antwortet nur in dieser Sprache: %1.</translation>
    </message>
    <message>
        <source>The machine is warm, and takes longer for its answers.</source>
        <translation>Das Gerät ist warm und braucht länger für seine Antworten.</translation>
    </message>
</context>
<context>
    <name>CodeBlock</name>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>Code kopieren</translation>
    </message>
</context>
<context>
    <name>ConsentScreen</name>
    <message>
        <source>Before you begin</source>
        <translation>Bevor Sie beginnen</translation>
    </message>
    <message>
        <source>I agree</source>
        <translation>Einverstanden</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>What you type, and what is answered, stays on this machine. It is never written to its disk, and nothing is sent over a network.</source>
        <translation>Was Sie eingeben und was geantwortet wird, bleibt auf diesem Gerät. Es wird nie auf seinen Datenträger geschrieben, und nichts wird über ein Netz gesendet.</translation>
    </message>
    <message>
        <source>When you finish, or go away, all of it is erased.</source>
        <translation>Wenn Sie aufhören oder weggehen, wird alles gelöscht.</translation>
    </message>
    <message>
        <source>The answers come from a small language model, and may be wrong.</source>
        <translation>Die Antworten stammen von einem kleinen Sprachmodell und können falsch sein.</translation>
    </message>
</context>
<context>
    <name>ContextGauge</name>
    <message>
        <source>%1 of %2 tokens of the context used</source>
        <translation>%1 von %2 Token des Kontexts belegt</translation>
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
        <translation>Noch da? Gelöscht wird in %1 s</translation>
    </message>
    <message>
        <source>I am still here</source>
        <translation>Ich bin noch da</translation>
    </message>
</context>
<context>
    <name>EngineWorker</name>
    <message>
        <source>There is not enough memory for this.</source>
        <translation>Dafür reicht der Speicher nicht.</translation>
    </message>
    <message>
        <source>The engine failed: %1</source>
        <translation>Das Rechenwerk ist gescheitert: %1</translation>
    </message>
</context>
<context>
    <name>ErasedScreen</name>
    <message>
        <source>Erased.</source>
        <translation>Gelöscht.</translation>
    </message>
    <message>
        <source>Erasing…</source>
        <translation>Wird gelöscht…</translation>
    </message>
</context>
<context>
    <name>ExampleQuestion</name>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
</context>
<context>
    <name>ExhibitionContent</name>
    <message>
        <source>For the last word it read %1 of %2.</source>
        <translation>Für das letzte Wort hat es %1 von %2 gelesen.</translation>
    </message>
    <message>
        <source>What the machine does</source>
        <translation>Was das Gerät gerade tut</translation>
    </message>
    <message>
        <source>Fold away what the machine does</source>
        <translation>Ausblenden, was das Gerät gerade tut</translation>
    </message>
    <message>
        <source>The answer is computed in this machine, word by word, and nowhere else. This is what that takes.</source>
        <translation>Die Antwort wird in diesem Gerät berechnet, Wort für Wort, und nirgendwo sonst. Hier sehen Sie, was dazu nötig ist.</translation>
    </message>
    <message>
        <source>Words and parts of words a second</source>
        <translation>Wörter und Wortteile je Sekunde</translation>
    </message>
    <message>
        <source>Neurons that stay silent</source>
        <translation>Neuronen, die schweigen</translation>
    </message>
    <message>
        <source>A column for each word, a line for each layer: the brighter, the more of its neurons had something to say.</source>
        <translation>Eine Spalte je Wort, eine Zeile je Schicht: Je heller, desto mehr Neuronen der Schicht hatten etwas zu sagen.</translation>
    </message>
    <message>
        <source>Memory that it takes</source>
        <translation>Speicher, den das braucht</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
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
        <translation>Was das Gerät gerade tut</translation>
    </message>
</context>
<context>
    <name>ExhibitionStrip</name>
    <message>
        <source>See what the machine does</source>
        <translation>Ansehen, was das Gerät gerade tut</translation>
    </message>
    <message>
        <source>%1 words a second, %2 of the neurons silent</source>
        <translation>%1 Wörter je Sekunde, %2 der Neuronen schweigen</translation>
    </message>
    <message>
        <source>words a second</source>
        <translation>Wörter je Sekunde</translation>
    </message>
    <message>
        <source>silent</source>
        <translation>stumm</translation>
    </message>
</context>
<context>
    <name>FactLine</name>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
</context>
<context>
    <name>Figure</name>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>%1 seconds</source>
        <translation>%1 Sekunden</translation>
    </message>
    <message>
        <source>%1 minutes</source>
        <translation>%1 Minuten</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>HeatStrip</name>
    <message>
        <source>Across: %1 1 to %2. Down: %3 1 to %4.</source>
        <comment>token, number of tokens, layer, number of layers</comment>
        <translation>Waagerecht: %1 1 bis %2. Senkrecht: %3 1 bis %4.</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Least</source>
        <translation>Kleinster Wert</translation>
    </message>
    <message>
        <source>Most</source>
        <translation>Größter Wert</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>what, number</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>name, amount</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: %2 on average, from %3 to %4 by layer</source>
        <translation>%1: im Mittel %2, je Schicht von %3 bis %4</translation>
    </message>
</context>
<context>
    <name>InlineNote</name>
    <message>
        <source>Less</source>
        <translation>Weniger</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>KioskHeader</name>
    <message>
        <source>Finish and erase</source>
        <translation>Beenden und löschen</translation>
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
        <translation>Sprache</translation>
    </message>
</context>
<context>
    <name>LineChart</name>
    <message>
        <source>%1, estimated</source>
        <translation>%1, geschätzt</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>name, amount</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Reihe</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>%1: from %2 to %3, at last %4</source>
        <translation>%1: von %2 bis %3, zuletzt %4</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <comment>title, sentence</comment>
        <translation>%1. %2</translation>
    </message>
</context>
<context>
    <name>LoadingStrip</name>
    <message>
        <source>Loading %1 · %2</source>
        <translation>%1 wird geladen · %2</translation>
    </message>
    <message>
        <source>Loading %1</source>
        <translation>%1 wird geladen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Model loaded</source>
        <translation>Modell geladen</translation>
    </message>
</context>
<context>
    <name>MemorySection</name>
    <message>
        <source>Memory is tight: programs waited for it %1 of the last 10 s.</source>
        <translation>Der Speicher ist knapp: In den letzten 10 s mussten Programme %1 der Zeit darauf warten.</translation>
    </message>
    <message>
        <source>Programs waited for memory %1 of the last 10 s.</source>
        <translation>In den letzten 10 s mussten Programme %1 der Zeit auf Speicher warten.</translation>
    </message>
    <message>
        <source>No program has to wait for memory.</source>
        <translation>Kein Programm muss auf Speicher warten.</translation>
    </message>
    <message>
        <source>%1 of %2; the CPU computes the others</source>
        <translation>%1 von %2; die anderen rechnet der Prozessor</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>What this program has in memory now, and what is left. The system can drop what a file backs, and read it again.</source>
        <translation>Was dieses Programm jetzt im Speicher hat und was frei ist. Was in einer Datei steht, kann das System verwerfen und wieder lesen.</translation>
    </message>
    <message>
        <source>This program</source>
        <translation>Dieses Programm</translation>
    </message>
    <message>
        <source>Free in this machine</source>
        <translation>Frei in diesem Gerät</translation>
    </message>
    <message>
        <source>Model on the GPU</source>
        <translation>Modell auf der Grafikkarte</translation>
    </message>
    <message>
        <source>Free on the GPU</source>
        <translation>Frei auf der Grafikkarte</translation>
    </message>
    <message>
        <source>Conversation on the GPU</source>
        <translation>Gespräch auf der Grafikkarte</translation>
    </message>
    <message>
        <source>room for all of it: %1</source>
        <translation>Platz für das ganze: %1</translation>
    </message>
    <message>
        <source>What computing takes there</source>
        <translation>Was das Rechnen dort braucht</translation>
    </message>
    <message>
        <source>Layers on the GPU</source>
        <translation>Schichten auf der Grafikkarte</translation>
    </message>
    <message>
        <source>Memory of the GPU</source>
        <translation>Speicher der Grafikkarte</translation>
    </message>
    <message>
        <source>Memory of this machine</source>
        <translation>Speicher dieses Geräts</translation>
    </message>
    <message>
        <source>Swapped out</source>
        <translation>Ausgelagert</translation>
    </message>
    <message>
        <source>Of that, compressed (zram)</source>
        <translation>Davon verdichtet (zram)</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
</context>
<context>
    <name>MessageDelegate</name>
    <message>
        <source>You: %1</source>
        <translation>Sie: %1</translation>
    </message>
    <message>
        <source>An answer arrives</source>
        <translation>Eine Antwort kommt</translation>
    </message>
    <message>
        <source>Answer: %1</source>
        <translation>Antwort: %1</translation>
    </message>
</context>
<context>
    <name>MessageFooter</name>
    <message>
        <source>Broken off: the program ended before the answer did.</source>
        <translation>Abgebrochen: Das Programm endete vor der Antwort.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>The model ended its answer without a word.</source>
        <translation>Das Modell hat seine Antwort ohne ein Wort beendet.</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy the answer</source>
        <translation>Antwort kopieren</translation>
    </message>
    <message>
        <source>Answer again</source>
        <translation>Noch einmal antworten</translation>
    </message>
</context>
<context>
    <name>MessageList</name>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Jump to the newest</source>
        <translation>Zum Neuesten springen</translation>
    </message>
</context>
<context>
    <name>ModelDetails</name>
    <message>
        <source>%1 billion</source>
        <translation>%1 Milliarden</translation>
    </message>
    <message>
        <source>%1 million</source>
        <translation>%1 Millionen</translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>%1 Parameter</translation>
    </message>
    <message>
        <source>context %1</source>
        <translation>Kontext %1</translation>
    </message>
</context>
<context>
    <name>ObstacleText</name>
    <message>
        <source>Getting ready…</source>
        <translation>Wird vorbereitet…</translation>
    </message>
    <message>
        <source>This kiosk cannot answer at the moment. Please tell the staff.</source>
        <translation>Dieses Gerät kann zurzeit nicht antworten. Bitte sagen Sie dem Personal Bescheid.</translation>
    </message>
    <message>
        <source>That was the last answer of this visit. Finish, and the next visit can begin.</source>
        <translation>Das war die letzte Antwort dieses Besuchs. Beenden Sie ihn, dann kann der nächste beginnen.</translation>
    </message>
    <message>
        <source>This conversation has become too long. Finish, and a new one can begin.</source>
        <translation>Dieses Gespräch ist zu lang geworden. Beenden Sie es, dann kann ein neues beginnen.</translation>
    </message>
    <message>
        <source>Cooling down, a moment please.</source>
        <translation>Das Gerät kühlt ab, einen Moment bitte.</translation>
    </message>
    <message>
        <source>This question is too long. Make it shorter, or finish and begin anew.</source>
        <translation>Diese Frage ist zu lang. Kürzen Sie sie, oder beenden Sie und fangen Sie neu an.</translation>
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
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>is being loaded</source>
        <translation>wird geladen</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keines</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Computed by</source>
        <translation>Berechnet von</translation>
    </message>
    <message>
        <source>Counted since</source>
        <translation>Gezählt seit</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>Besuche</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Time spent answering</source>
        <translation>Zeit für Antworten</translation>
    </message>
    <message>
        <source>Starts of the program</source>
        <translation>Starts des Programms</translation>
    </message>
    <message>
        <source>Visits that could not be erased at once</source>
        <translation>Besuche, die nicht sofort gelöscht werden konnten</translation>
    </message>
    <message>
        <source>Hottest so far</source>
        <translation>Bisher am heißesten</translation>
    </message>
    <message>
        <source>%1, and %2 that files back</source>
        <translation>%1 und %2, die Dateien hinterlegen</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>Memory of the program</source>
        <translation>Speicher des Programms</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
</context>
<context>
    <name>OperatorPage</name>
    <message>
        <source>This kiosk</source>
        <translation>Dieser Kiosk</translation>
    </message>
    <message>
        <source>Erase and go on</source>
        <translation>Löschen und weitermachen</translation>
    </message>
    <message>
        <source>Turn the screen dark now</source>
        <translation>Bildschirm jetzt abdunkeln</translation>
    </message>
    <message>
        <source>Start anew</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>Leave the kiosk</source>
        <translation>Kiosk verlassen</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Nutzung</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
    <message>
        <source>Faults at the start</source>
        <translation>Störungen beim Start</translation>
    </message>
</context>
<context>
    <name>PanelSection</name>
    <message>
        <source>Show: %1</source>
        <translation>Zeigen: %1</translation>
    </message>
    <message>
        <source>Fold: %1</source>
        <translation>Einklappen: %1</translation>
    </message>
</context>
<context>
    <name>PinPad</name>
    <message>
        <source>Checking …</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>Too many wrong PINs. Wait %1 s.</source>
        <translation>Zu viele falsche PINs. Bitte warten Sie %1 s.</translation>
    </message>
    <message>
        <source>That is not the PIN.</source>
        <translation>Das ist nicht die PIN.</translation>
    </message>
    <message>
        <source>PIN of the operator</source>
        <translation>PIN des Betreibers</translation>
    </message>
    <message>
        <source>%1 digits</source>
        <translation>%1 Ziffern</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>PlainButton</name>
    <message>
        <source>not available now</source>
        <translation>zurzeit nicht möglich</translation>
    </message>
</context>
<context>
    <name>ProgressLine</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>QuestionInput</name>
    <message>
        <source>Your question</source>
        <translation>Ihre Frage</translation>
    </message>
    <message>
        <source>Characters left: %1</source>
        <translation>Noch %1 Zeichen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
</context>
<context>
    <name>ReadAloudButton</name>
    <message>
        <source>Stop reading</source>
        <translation>Vorlesen beenden</translation>
    </message>
    <message>
        <source>Read aloud</source>
        <translation>Vorlesen</translation>
    </message>
</context>
<context>
    <name>SparsitySection</name>
    <message>
        <source>The last %3 words, read together, needed %1 of %2.</source>
        <translation>Die letzten %3 Wörter, zusammen gelesen, brauchten %1 von %2.</translation>
    </message>
    <message>
        <source>This word needed %1 of %2.</source>
        <translation>Dieses Wort brauchte %1 von %2.</translation>
    </message>
    <message>
        <source>Sparsity</source>
        <translation>Sparsamkeit</translation>
    </message>
    <message>
        <source>Most neurons of this model stay silent at each word. What a silent neuron would have added need not be read.</source>
        <translation>Bei jedem Wort schweigen die meisten Neuronen dieses Modells. Was ein stummes Neuron beigetragen hätte, muss nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Neurons active</source>
        <translation>Aktive Neuronen</translation>
    </message>
    <message>
        <source>Skipped of ffn_down</source>
        <translation>Übersprungen von ffn_down</translation>
    </message>
</context>
<context>
    <name>StackedBar</name>
    <message>
        <source>%1, estimated</source>
        <translation>%1, geschätzt</translation>
    </message>
    <message>
        <source>hatched: backed by a file</source>
        <translation>schraffiert: steht in einer Datei</translation>
    </message>
    <message>
        <source>Bar</source>
        <translation>Balken</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>Own</source>
        <translation>Eigener</translation>
    </message>
    <message>
        <source>Backed by a file</source>
        <translation>Steht in einer Datei</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>name, amount</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>SuggestionColumn</name>
    <message>
        <source>Ask something, or touch a question:</source>
        <translation>Fragen Sie etwas, oder berühren Sie eine Frage:</translation>
    </message>
</context>
<context>
    <name>Suggestions</name>
    <message>
        <source>What is the capital of Japan?</source>
        <translation>Was ist die Hauptstadt von Japan?</translation>
    </message>
    <message>
        <source>What is 8 times 11?</source>
        <translation>Was ist 8 mal 11?</translation>
    </message>
    <message>
        <source>Tell me a short story about a fox.</source>
        <translation>Erzählen Sie mir eine kurze Geschichte von einem Fuchs.</translation>
    </message>
</context>
<context>
    <name>TextCopier</name>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>peripheral::Answers</name>
    <message>
        <source>The context is full, the answer could not be finished; start a new chat to go on.</source>
        <translation>Der Kontext ist voll, die Antwort konnte nicht beendet werden; beginnen Sie ein neues Gespräch, um fortzufahren.</translation>
    </message>
    <message>
        <source>This conversation takes %1 tokens and the model reads at most %2; start a new chat to go on.</source>
        <translation>Dieses Gespräch braucht %1 Token, und das Modell liest höchstens %2; beginnen Sie ein neues Gespräch, um fortzufahren.</translation>
    </message>
    <message>
        <source>There is no model to answer; open a model file first.</source>
        <translation>Es ist kein Modell da, das antworten könnte; öffnen Sie zuerst eine Modelldatei.</translation>
    </message>
</context>
<context>
    <name>peripheral::HeatChart</name>
    <message>
        <source>Neurons active</source>
        <translation>Aktive Neuronen</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Layers over time</source>
        <translation>Schichten im Lauf der Zeit</translation>
    </message>
</context>
<context>
    <name>peripheral::LoadedModel</name>
    <message>
        <source>A very small model: simple questions, short stories, and many mistakes.</source>
        <translation>Ein sehr kleines Modell: einfache Fragen, kurze Geschichten und viele Fehler.</translation>
    </message>
    <message>
        <source>Built-in model</source>
        <translation>Eingebautes Modell</translation>
    </message>
    <message>
        <source>Only files of this machine can be opened, not %1.</source>
        <translation>Nur Dateien dieses Geräts können geöffnet werden, nicht %1.</translation>
    </message>
</context>
<context>
    <name>peripheral::MemoryChart</name>
    <message>
        <source>For comparison</source>
        <translation>Zum Vergleich</translation>
    </message>
    <message>
        <source>Latent cache as expanded keys and values</source>
        <translation>Latenter Zwischenspeicher als ausgeschriebene Schlüssel und Werte</translation>
    </message>
    <message>
        <source>Memory by part</source>
        <translation>Speicher nach Teilen</translation>
    </message>
    <message>
        <source>This program</source>
        <translation>Dieses Programm</translation>
    </message>
    <message>
        <source>Weights in the file</source>
        <translation>Gewichte in der Datei</translation>
    </message>
    <message>
        <source>Weights, laid out</source>
        <translation>Gewichte, zum Rechnen geordnet</translation>
    </message>
    <message>
        <source>Weights, kept for the next start</source>
        <translation>Gewichte, für den nächsten Start aufbewahrt</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>Wortschatz</translation>
    </message>
    <message>
        <source>Latent cache</source>
        <translation>Latenter Zwischenspeicher</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>Aktivierungen</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>Window and libraries</source>
        <translation>Fenster und Bibliotheken</translation>
    </message>
    <message>
        <source>Not attributed</source>
        <translation>Nicht zugeordnet</translation>
    </message>
</context>
<context>
    <name>peripheral::PartTimesChart</name>
    <message>
        <source>Writing</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Time by part</source>
        <translation>Zeit nach Teilen</translation>
    </message>
    <message>
        <source>Word table</source>
        <translation>Wörtertabelle</translation>
    </message>
    <message>
        <source>Projections</source>
        <translation>Projektionen</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Aufmerksamkeit</translation>
    </message>
    <message>
        <source>Neurons in (ffn_up)</source>
        <translation>Neuronen hinein (ffn_up)</translation>
    </message>
    <message>
        <source>Neurons out (ffn_down)</source>
        <translation>Neuronen hinaus (ffn_down)</translation>
    </message>
    <message>
        <source>Choice of words</source>
        <translation>Wortwahl</translation>
    </message>
</context>
<context>
    <name>peripheral::SpeedChart</name>
    <message>
        <source>Seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>Tokens a second</source>
        <translation>Token je Sekunde</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Speed over the answer</source>
        <translation>Geschwindigkeit im Lauf der Antwort</translation>
    </message>
</context>
<context>
    <name>peripheral::SpreadChart</name>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Neurons active</source>
        <translation>Aktive Neuronen</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>By layer: median and middle half</source>
        <translation>Je Schicht: Median und mittlere Hälfte</translation>
    </message>
</context>
</TS>
