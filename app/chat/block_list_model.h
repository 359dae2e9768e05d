// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "markdown/block_splitter.h"

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
        MarkerRole, ///< marker: string, what stands before a List item; empty where it goes on
        LevelRole,  ///< level: int, of Heading from 1, of List its depth, else the lists around it
        JoinedRole, ///< joined: bool, goes on from the block before it without a gap
    };
    Q_ENUM(Role)

    explicit BlockListModel(QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    void append(const QString& text);
    /// The text is complete; should more come all the same, it goes on where it was.
    void finish();

    /// The whole code of which the block at `row` is the first piece.
    Q_INVOKABLE QString code(int row) const;

private:
    void update();

    BlockSplitter m_splitter;
    int m_rows = 0; ///< as the views know it
};

} // namespace peripheral
