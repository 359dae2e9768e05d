// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Peripheral.Visit
import Peripheral.Style
import Peripheral.Kiosk

/// What the operator has over everything else of the kiosk: the hidden gesture, the pad and the page that it leads to.
Item {
    id: operators

    required property Administration administration
    required property KioskFace face

    objectName: "operatorLayer"

    OperatorCorner {
        visible: operators.administration.state === Administration.Hidden
        place: operators.face.corner
        onMade: operators.administration.openPin()
    }
    OnDemand {
        needed: operators.administration.state === Administration.Pin

        PinPad {
            anchors.fill: operators
            administration: operators.administration
            Component.onCompleted: forceActiveFocus()
        }
    }
    OnDemand {
        needed: operators.administration.state === Administration.Page

        OperatorPage {
            anchors.fill: operators
            administration: operators.administration
            Component.onCompleted: forceActiveFocus()
        }
    }
}
