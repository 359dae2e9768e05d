// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Peripheral.Visit
import Peripheral.Style

/// What the operator may know of the kiosk, and may do with it. There is no visit any more when it is shown.
Rectangle {
    id: page

    required property Administration administration

    objectName: "operatorPage"
    color: Theme.colors.ground
    focus: true
    Keys.onEscapePressed: administration.close()

    // What lies below is not to be touched.
    MouseArea {
        anchors.fill: parent
        hoverEnabled: true
    }
    // Only watches: whoever reads and scrolls is there.
    PointHandler {
        onActiveChanged: page.administration.noteActivity()
    }
    ScrollArea {
        id: scroll

        objectName: "operatorScroll"
        anchors.fill: parent
        contentHeight: content.implicitHeight + 2 * Theme.spaceXl

        ColumnLayout {
            id: content

            x: Math.max(Theme.spaceXl, (scroll.width - width) / 2)
            y: Theme.spaceXl
            width: Math.min(scroll.width - 2 * Theme.spaceXl, Theme.textWidth)
            spacing: Theme.spaceL

            Caption {
                Layout.fillWidth: true
                text: qsTr("This kiosk")
                font.pixelSize: Theme.displaySize
                Accessible.role: Accessible.Heading
            }
            Flow {
                Layout.fillWidth: true
                spacing: Theme.spaceM

                PageButton {
                    objectName: "operatorBack"
                    text: qsTr("Erase and go on")
                    primary: true
                    onClicked: page.administration.close()
                }
                PageButton {
                    objectName: "operatorDark"
                    text: qsTr("Turn the screen dark now")
                    onClicked: page.administration.darken()
                }
                PageButton {
                    objectName: "operatorRestart"
                    text: qsTr("Start anew")
                    onClicked: page.administration.restart()
                }
                PageButton {
                    objectName: "operatorLeave"
                    text: qsTr("Leave the kiosk")
                    onClicked: page.administration.leave()
                }
            }
            // What is to be mended comes first.
            ColumnLayout {
                objectName: "operatorFaults"
                Layout.fillWidth: true
                spacing: Theme.spaceXs
                visible: page.administration.faults.length > 0

                GroupHeading {
                    text: qsTr("Faults at the start")
                }
                Repeater {
                    model: page.administration.faults

                    Caption {
                        required property string modelData

                        Layout.fillWidth: true
                        text: modelData
                        horizontalAlignment: Text.AlignLeft
                        wrapMode: Text.Wrap // paths have no blanks
                    }
                }
            }
            FactGroup {
                title: qsTr("Use")
                facts: page.administration.counts
            }
            FactGroup {
                title: qsTr("Machine")
                facts: page.administration.machine
            }
            FactGroup {
                title: qsTr("Model")
                facts: page.administration.model
            }
            FactGroup {
                title: qsTr("Settings")
                facts: page.administration.settings
            }
        }
    }

    component PageButton: TextButton {
        implicitHeight: Theme.target + Theme.spaceS // 64 where there are only fingers
    }

    /// Begins a part of the page.
    component GroupHeading: ColumnLayout {
        id: heading

        required property string text

        Layout.fillWidth: true
        spacing: Theme.spaceXs

        Hairline {
            Layout.fillWidth: true
        }
        Caption {
            Layout.fillWidth: true
            text: heading.text
            font.pixelSize: Theme.largeSize
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
        }
    }

    /// Facts under a heading, what they are called beside what they are.
    component FactGroup: ColumnLayout {
        id: group

        required property string title
        required property var facts ///< a list of OperatorFact

        Layout.fillWidth: true
        spacing: Theme.spaceXs
        visible: facts.length > 0

        GroupHeading {
            text: group.title
        }
        Repeater {
            model: group.facts

            RowLayout {
                id: line

                required property operatorFact modelData

                Layout.fillWidth: true
                spacing: Theme.spaceM

                Caption {
                    Layout.preferredWidth: group.width * 0.4
                    Layout.alignment: Qt.AlignTop
                    text: line.modelData.name
                    color: Theme.colors.muted
                    horizontalAlignment: Text.AlignLeft
                    wrapMode: Text.WrapAnywhere
                }
                Caption {
                    Layout.fillWidth: true
                    text: line.modelData.value.length > 0 ? line.modelData.value : qsTr("–")
                    horizontalAlignment: Text.AlignLeft
                    wrapMode: Text.Wrap
                }
            }
        }
    }
}
