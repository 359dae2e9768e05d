// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/loaded_model.h"

namespace peripheral {

LoadedModel::LoadedModel(QObject* parent) : QObject(parent) {}

QString LoadedModel::limits() const {
    return m_builtIn ? tr("A very small model: simple questions, short stories, and many mistakes.")
                     : QString();
}

void LoadedModel::open(const QUrl&) {}
void LoadedModel::openBuiltIn() {}
void LoadedModel::cancelLoading() {}

void LoadedModel::dismissError() {
    m_error.clear();
    m_errorDetails.clear();
    emit errorChanged();
}

void LoadedModel::dismissNotice() {
    m_notice.clear();
    emit noticeChanged();
}

} // namespace peripheral
