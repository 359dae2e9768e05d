// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/gpu_records.h>

#include <QAbstractListModel>
#include <QtQmlIntegration>

#include <string>
#include <vector>

namespace peripheral {

/// The devices that Vulkan knows, in the system's order, and what came of asking them. GUI thread.
class GpuListModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Gpus owns it")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    /// Texts are as people see them.
    enum Role {
        ExecutorRole = Qt::UserRole + 1, ///< executor: string, e.g. "vulkan:0", as Settings has it
        NameRole,                        ///< name: string
        FactsRole,                       ///< facts: string, kind, memory and driver in one line
        SentenceRole,                    ///< sentence: string, what came of asking it; may be empty
        SkippedRole,                     ///< skipped: bool, it went wrong and is not used
    };
    Q_ENUM(Role)

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return static_cast<int>(m_gpus.size()); }

    /// Measures that are shown are those with a model of this shape.
    void show(const plm::GpuRecords& records, const std::string& modelShape);

signals:
    void countChanged();

private:
    std::vector<plm::KnownGpu> m_gpus;
    std::string m_shape;
};

} // namespace peripheral
