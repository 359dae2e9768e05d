// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Peripheral.Core
import Peripheral.Visit
import Peripheral.Style
import Peripheral.Chat
import Peripheral.Kiosk

/// The visitor's chat: questions to press or the messages, what is in the way, the input, and the way out of it.
Item {
    id: screen

    required property Kiosk kiosk
    required property KioskFace face
    property Exhibit exhibit: null ///< shown beside the chat; null: nothing is
    property ReadAloud readAloud: null
    readonly property Chat chat: kiosk.chat
    readonly property bool compact: height < Theme.scaled(300)
    /// Beside what is in the way there is only room for the input, which the keyboard must not cover.
    readonly property bool crowded: compact && obstacle.visible
    /// Nothing will be asked any more in this visit.
    readonly property bool over: kiosk.obstacle === Kiosk.AnswersUsed || kiosk.obstacle === Kiosk.ContextFull

    objectName: "chatScreen"
    Component.onCompleted: if (!face.keyboard)
        input.focusText()

    RowLayout {
        anchors.fill: parent
        spacing: 0

        ColumnLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: 0

            // What ends a visit does away with the button: not before that has been clicked to the end.
            KioskHeader {
                Layout.fillWidth: true
                title: screen.face.operatorName
                compact: screen.compact
                onFinishRequested: Qt.callLater(screen.kiosk.finish) // qmllint disable
            }
            QuietNotice {
                objectName: "languageNotice"
                Layout.fillWidth: true
                visible: screen.face.answersInAnother && !screen.crowded && !(screen.compact && screen.chat.messages.count > 0)
                text: Format.filled(qsTr("This model answers in %1 only."), [screen.face.answerLanguage])
            }
            QuietNotice {
                objectName: "warmNotice"
                Layout.fillWidth: true
                visible: screen.kiosk.warm && screen.kiosk.obstacle !== Kiosk.Hot && !screen.compact
                text: qsTr("The machine is warm, and takes longer for its answers.")
            }
            Item {
                Layout.fillWidth: true
                Layout.fillHeight: true

                MessageList {
                    id: list

                    anchors.fill: parent
                    visible: screen.chat.messages.count > 0
                    chat: screen.chat
                    copier: null
                    actions: false
                }
                SuggestionColumn {
                    anchors.fill: parent
                    visible: screen.chat.messages.count === 0
                    kiosk: screen.kiosk
                    face: screen.face
                    onSuggested: index => screen.ask(screen.face.question(index))
                }
            }
            ReadAloudButton {
                Layout.leftMargin: Theme.spaceS
                readAloud: screen.readAloud
                wanted: !screen.crowded
            }
            ObstacleCard {
                id: obstacle

                Layout.fillWidth: true
                Layout.margins: Theme.spaceS
                Layout.topMargin: screen.compact ? Theme.spaceXs : Theme.spaceS
                Layout.bottomMargin: Layout.topMargin
                kiosk: screen.kiosk
                compact: screen.compact
            }
            QuestionInput {
                id: input

                Layout.fillWidth: true
                Layout.maximumWidth: Theme.textWidth + 2 * Theme.spaceS
                Layout.alignment: Qt.AlignHCenter
                Layout.margins: Theme.spaceS
                Layout.topMargin: 0
                visible: !screen.over
                mostCharacters: screen.face.questionCharacters
                mostLines: screen.compact ? 1 : 4
                canSend: screen.kiosk.obstacle === Kiosk.None
                busy: screen.chat.busy
                // What is too long is cut at once, and nothing has changed then.
                onTextChanged: if (room >= 0)
                    screen.chat.draft = text
                onSubmitted: text => screen.ask(text)
                onStopRequested: screen.chat.stop()
            }
        }
        /// Of what is shown beside the chat; as wide as that.
        Item {
            id: panelPlace

            objectName: "panelPlace"
            Layout.fillHeight: true
            Layout.preferredWidth: childrenRect.width

            OnDemand {
                needed: screen.exhibit !== null

                ExhibitionPanel {
                    height: panelPlace.height
                    chat: screen.chat
                    exhibit: screen.exhibit
                    room: screen.width
                }
            }
        }
    }
    Connections {
        target: screen.chat

        function onDraftChanged(): void {
            if (input.text !== screen.chat.draft)
                input.write(screen.chat.draft);
        }
    }
    /// Text that still moves when the finger has gone is being looked at.
    Timer {
        running: list.view.moving
        interval: 250
        repeat: true
        triggeredOnStart: true
        onTriggered: screen.kiosk.noteActivity()
    }

    function ask(text: string): void {
        kiosk.ask(text);
        list.jumpToNewest();
        if (face.keyboard)
            list.view.forceActiveFocus(); // the keyboard goes, and leaves its room to the answer
    }
}
