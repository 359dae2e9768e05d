// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml_folder.h"

#include <QQmlAbstractUrlInterceptor>
#include <QUrl>

namespace {

const QString kBuiltIn = ":/qt/qml/Peripheral";

class FolderInterceptor : public QQmlAbstractUrlInterceptor {
public:
    QUrl intercept(const QUrl& url, DataType type) override {
        const QString path = url.toString();
        const QString builtIn = "qrc" + kBuiltIn + "/";
        if (type != QmlFile || !path.startsWith(builtIn))
            return url;
        // Peripheral.Chat lies in the folder chat.
        const QString inModules = path.mid(builtIn.size());
        const qsizetype name = inModules.indexOf(u'/');
        return QUrl::fromLocalFile(qmlFolder() + "/" + inModules.left(name).toLower() + inModules.mid(name));
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
