// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml_folder.h"

#include <QQmlAbstractUrlInterceptor>
#include <QUrl>

namespace {

const QString kBuiltIn = ":/qt/qml/Peripheral/Ui";

class FolderInterceptor : public QQmlAbstractUrlInterceptor {
public:
    QUrl intercept(const QUrl& url, DataType type) override {
        const QString path = url.toString();
        const QString builtIn = "qrc" + kBuiltIn;
        if (type != QmlFile || !path.startsWith(builtIn))
            return url;
        return QUrl::fromLocalFile(qmlFolder() + path.mid(builtIn.size()));
    }
};

} // namespace

QString qmlFolder() {
    return qEnvironmentVariable("PERIPHERAL_QML", kBuiltIn);
}

void readQmlFromFolder(QQmlEngine& engine) {
    static FolderInterceptor interceptor;
    if (qmlFolder() != kBuiltIn)
        engine.addUrlInterceptor(&interceptor);
}
