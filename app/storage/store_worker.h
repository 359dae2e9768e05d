// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/data_folder.h"
#include "storage/failure.h"

#include <QObject>

#include <memory>

namespace peripheral {

/// A store as its thread sees it. Lives in the storage's thread (see StorageThread), and is called there
/// only.
class StoreWorker : public QObject {
    Q_OBJECT

public:
    /// Opens what the store keeps in the folder. The claim on the folder lasts for as long as any store holds
    /// on to `folder`, and a store does so while it is open.
    virtual Status open(std::shared_ptr<const DataFolder> folder) = 0;
    [[nodiscard]] virtual bool isOpen() const = 0;

    /// Writes what is left, closes and lets go of the folder; false where something could not be written.
    virtual bool close() = 0;

signals:
    void opened();
    /// The folder, or the store's file in it, cannot be used and was left as it is.
    void refused(const peripheral::Failure& failure);
};

} // namespace peripheral
