// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/built_in_dialog.h"

#include <QLibraryInfo>
#include <QQmlAbstractUrlInterceptor>
#include <QQmlEngine>
#include <QUrl>
#include <QVersionNumber>

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
    if (QLibraryInfo::version().segments().mid(0, 2) != QList<int>{6, 4})
        return;
    static DialogInterceptor interceptor; // the engine does not own it
    engine.addUrlInterceptor(&interceptor);
}

} // namespace peripheral
