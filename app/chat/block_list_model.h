// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QtQmlIntegration>

namespace peripheral {

/// The typed blocks of one message. While its text arrives only the last rows change. GUI thread.
class BlockListModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("MessageListModel owns them")

public:
    enum Kind { Text, Heading, Code, List, Table, Quote, Rule };
    Q_ENUM(Kind)

    enum Role {
        KindRole = Qt::UserRole + 1, ///< kind: Kind
        TextRole,                    ///< text: Markdown without images and raw HTML; of Code the bare code
        LanguageRole,                ///< language: string, of Code; may be empty
        LevelRole,                   ///< level: int from 1, of Heading
        JoinedRole,                  ///< joined: bool, goes on from the block before it without a gap
    };
    Q_ENUM(Role)

    explicit BlockListModel(QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    void append(const QString& text);

private:
    QString m_text;
};

} // namespace peripheral
