// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Peripheral.Core
import Peripheral.Style
import Peripheral.Pages

/// A profile in short, what can be done with it, and whether it is compared.
ProfileFrame {
    id: card

    required property Profiles profiles
    required property ProfileFiles files
    required property int index
    required property double profileId
    required property string name
    required property string notes
    required property int origin
    required property string source
    required property bool abridged
    required property string processor
    required property string modelName
    required property string modelType
    required property bool synthetic
    required property date measuredAt
    required property double promptSpeed
    required property double decodeSpeed
    required property double memory
    required property bool chosen
    required property bool isBaseline
    property bool editing: false
    property bool showsCode: false

    objectName: "profile" + index
    Accessible.role: Accessible.Grouping
    Accessible.name: name

    RowLayout {
        Layout.fillWidth: true
        Layout.topMargin: -Theme.spaceS // the button is higher than the line
        Layout.bottomMargin: -Theme.spaceS
        spacing: Theme.spaceS

        Caption {
            objectName: "profileName"
            Layout.fillWidth: true
            text: card.name
            font.pixelSize: Theme.largeSize
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
        }
        IconButton {
            objectName: "profileMenu"
            Layout.alignment: Qt.AlignTop
            glyph: "more"
            text: qsTr("What to do with %1").arg(card.name)
            onClicked: menu.open()

            ProfileMenu {
                id: menu

                y: parent.height
                x: parent.width - width
                changeable: !card.profiles.readOnly
                exportable: card.files.allowed
                onEditWanted: card.editing = true
                onCodeWanted: card.showsCode = true
                onExportWanted: card.files.exportOne(card.profileId)
                onRemoved: card.profiles.remove(card.profileId)
            }
        }
    }
    Caption {
        objectName: "profileAbout"
        Layout.fillWidth: true
        text: card.aboutText()
        color: Theme.colors.muted
        font.pixelSize: Theme.smallSize
    }
    ProfileFigures {
        Layout.fillWidth: true
        promptSpeed: card.promptSpeed
        decodeSpeed: card.decodeSpeed
        memory: card.memory
    }
    Caption {
        objectName: "profileNotes"
        Layout.fillWidth: true
        visible: card.notes.length > 0 && !card.editing
        text: card.notes
    }
    OnDemand {
        needed: card.editing
        delegate: ProfileEditor {
            Layout.fillWidth: true
            name: card.name
            notes: card.notes
            onSaved: (name, notes) => {
                card.profiles.rename(card.profileId, name);
                card.profiles.setNotes(card.profileId, notes);
            }
            onClosed: card.editing = false
        }
    }
    OnDemand {
        needed: card.showsCode
        delegate: ProfileCode {
            Layout.fillWidth: true
            name: card.name
            text: card.profiles.shortText(card.profileId)
            onClosed: card.showsCode = false
        }
    }
    ProfileChoice {
        Layout.fillWidth: true
        name: card.name
        chosen: card.chosen
        isBaseline: card.isBaseline
        full: card.profiles.list.chosenCount >= 5
        onChosenWanted: wanted => card.profiles.setChosen(card.profileId, wanted)
        onBaselineWanted: card.profiles.setBaseline(card.profileId)
    }

    function originText(): string {
        switch (card.origin) {
        case ProfileListModel.Measured:
            return qsTr("Measured by Peripheral");
        case ProfileListModel.Published:
            return qsTr("Published: %1").arg(card.source);
        case ProfileListModel.Simulated:
            return qsTr("Simulated");
        default:
            return card.source.length > 0 ? qsTr("Imported from %1").arg(card.source) : qsTr("Imported");
        }
    }
    function modelText(): string {
        if (card.modelName.length === 0)
            return card.synthetic ? qsTr("made to measure with") : "";
        const named = card.modelType.length > 0 ? Format.filled(qsTr("%1 %2"), [card.modelName, card.modelType]) : card.modelName;
        return card.synthetic ? Format.filled(qsTr("%1, made to measure with"), [named]) : named;
    }
    /// Where it comes from and how much of it is there, the processor where the name does not say it, the model and the day, as far as they are known.
    function aboutText(): string {
        const day = isNaN(card.measuredAt.getTime()) ? "" : card.measuredAt.toLocaleDateString(Qt.locale(), Locale.ShortFormat);
        const processor = card.processor === card.name ? "" : card.processor;
        const abridged = card.abridged ? qsTr("medians only") : "";
        return [card.originText(), abridged, processor, card.modelText(), day].filter(part => part.length > 0).join(" · ");
    }
}
