// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Peripheral.Core
import Peripheral.Style

PanelSection {
    id: section

    required property Chat chat
    required property DeviceReadings readings
    readonly property real latent: readings.cacheBytesPerToken
    readonly property real expanded: readings.expandedBytesPerToken
    readonly property int tokens: readings.cacheTokens
    /// The scale of both bars: expanded keys and values of a full context.
    readonly property real all: Math.max(latent, expanded) * chat.contextLength

    name: "cache"
    title: qsTr("Latent cache")
    explanation: qsTr("What is kept of the conversation for the next word: one short row a token and layer, instead of the keys and values of every head.")
    body: Column {
        width: parent.width
        spacing: Theme.spaceM

        FigureGrid {
            Figure {
                valueName: "cacheToken"
                label: qsTr("A token takes")
                value: section.latent > 0 ? Format.bytes(section.latent) : ""
            }
            Figure {
                valueName: "cacheFactor"
                label: qsTr("Smaller than expanded")
                value: section.latent > 0 && section.expanded > 0
                     ? qsTr("%1 times").arg(Format.decimal(section.expanded / section.latent, 1)) : ""
            }
        }
        Meter {
            valueName: "cacheUsed"
            label: qsTr("Latent, in use")
            value: section.latent > 0 ? Format.bytes(section.latent * section.tokens) : ""
            share: section.all > 0 ? section.latent * section.tokens / section.all : 0
        }
        Meter {
            valueName: "cacheExpanded"
            label: qsTr("Expanded, computed")
            value: section.expanded > 0 ? Format.bytes(section.expanded * section.tokens) : ""
            share: section.all > 0 ? section.expanded * section.tokens / section.all : 0
        }
        Explanation {
            width: parent.width
            visible: section.expanded > 0 && section.all > 0
            text: qsTr("A whole bar is what the full context would take expanded: %1.").arg(Format.bytes(section.all))
        }
        Meter {
            valueName: "contextUsed"
            label: qsTr("Context used")
            value: section.chat.contextLength > 0
                 ? qsTr("%1 of %2 tokens").arg(Format.count(section.chat.contextUsed)).arg(Format.count(section.chat.contextLength)) : ""
            share: section.chat.contextLength > 0 ? section.chat.contextUsed / section.chat.contextLength : 0
        }
        FactLine {
            valueName: "cacheReserved"
            label: qsTr("Addresses set aside")
            value: section.readings.cacheReserved > 0 ? Format.bytes(section.readings.cacheReserved) : ""
        }
    }
}
