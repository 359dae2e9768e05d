// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/built_in_dialog.h"

#include <QQmlAbstractUrlInterceptor>
#include <QQmlEngine>
#include <QUrl>

namespace peripheral {

namespace {

class DialogInterceptor : public QQmlAbstractUrlInterceptor {
public:
    QUrl intercept(const QUrl& url, DataType type) override {
        const bool isDialog =
            type == QmlFile && url.path().endsWith("/QtQuick/Dialogs/quickimpl/qml/FileDialog.qml");
        return isDialog ? QUrl("qrc:/qt/qml/Peripheral/Style/dialogs/BuiltInFileDialog.qml") : url;
    }
};

} // namespace

void dressFileDialogs(QQmlEngine& engine) {
    static DialogInterceptor interceptor; // the engine does not own it
    engine.addUrlInterceptor(&interceptor);
}

} // namespace peripheral
