// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/loaded_model.h"

#include "builtin/builtin_model.h"
#include "models/local_path.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>

namespace peripheral {

namespace {

struct ModelDetailsText {
    Q_DECLARE_TR_FUNCTIONS(ModelDetails)
};

} // namespace

QString roundedCount(std::uint64_t count) {
    const QLocale locale;
    const auto number = static_cast<double>(count);
    // The limits are where the rounded figure would read "1000.0".
    if (number >= 999.95e6)
        return ModelDetailsText::tr("%1 billion").arg(locale.toString(number / 1e9, 'f', 1));
    if (number >= 999.95e3)
        return ModelDetailsText::tr("%1 million").arg(locale.toString(number / 1e6, 'f', 1));
    return locale.toString(static_cast<qulonglong>(count));
}

QString modelDetails(const OpenedModel& model) {
    const QLocale locale;
    QStringList parts;
    if (model.info.parameters > 0)
        parts << ModelDetailsText::tr("%1 parameters").arg(roundedCount(model.info.parameters));
    parts << locale.formattedDataSize(static_cast<qint64>(model.info.fileBytes), 1,
                                      QLocale::DataSizeSIFormat);
    if (!model.info.type.empty())
        parts << QString::fromStdString(model.info.type);
    parts << ModelDetailsText::tr("context %1").arg(locale.toString(model.contextLength));
    return parts.join(QStringLiteral(" · "));
}

LoadedModel::LoadedModel(EngineThread& engine, QString builtInPath, QObject* parent)
    : QObject(parent),
      m_engine(engine),
      m_builtInPath(std::move(builtInPath)) {
    connect(&engine, &EngineThread::loadProgressed, this, &LoadedModel::onProgress);
    connect(&engine, &EngineThread::executorChanged, this, &LoadedModel::onExecutorChanged);
}

QString LoadedModel::limits() const {
    return builtIn() ? tr("A very small model: simple questions, short stories, and many mistakes.")
                     : QString();
}

QStringList LoadedModel::suggestions() {
    QStringList questions;
    for (const Suggestion& suggestion : peripheral::suggestions())
        questions << QString::fromUtf8(suggestion.question.data(),
                                       static_cast<qsizetype>(suggestion.question.size()));
    return questions;
}

QString LoadedModel::shownPath() const {
    return peripheral::shownPath(m_path);
}

QString LoadedModel::loadingName() const {
    return m_loadingPath == m_builtInPath ? tr("Built-in model")
                                          : peripheral::shownPath(QFileInfo(m_loadingPath).fileName());
}

void LoadedModel::open(const QUrl& file) {
    if (!file.isLocalFile() && !file.scheme().isEmpty())
        return setError(tr("Only files of this machine can be opened, not %1.")
                            .arg(peripheral::shownPath(file.toDisplayString())));
    openPath(pathOfUrl(file));
}

void LoadedModel::openPath(const QString& path) {
    setError({});
    load(QFileInfo(path).absoluteFilePath());
}

void LoadedModel::openBuiltIn() {
    setError({});
    load(m_builtInPath);
}

void LoadedModel::cancelLoading() {
    if (!loading())
        return;
    const QString path = m_loadingPath;
    ++m_loadId;
    m_stop.request_stop();
    m_loadingPath.clear();
    fallBack(path);
    emit loadingChanged();
}

void LoadedModel::dismissError() {
    setError({});
}

void LoadedModel::dismissNotice() {
    m_notice.clear();
    emit noticeChanged();
}

void LoadedModel::load(const QString& path) {
    m_stop = {};
    m_fallingBack = false;
    m_loadingPath = path;
    m_progress = 0;
    m_failedBefore = m_executor.failed;
    const int id = ++m_loadId;
    m_engine
        .open({.id = id,
               .path = systemPath(path),
               .stop = m_stop,
               .executor = m_wish ? m_wish() : ExecutorWish()})
        .then(this, [this, id](const LoadReply& reply) {
            if (reply)
                onLoaded(id, *reply);
            else
                onFailed(id, reply.error());
        });
    emit progressChanged();
    emit loadingChanged();
}

void LoadedModel::onProgress(int id, double fraction) {
    if (id != m_loadId || !loading())
        return;
    m_progress = fraction;
    emit progressChanged();
}

void LoadedModel::onLoaded(int id, const OpenedModel& model) {
    // One that was to be cancelled but was faster is in use all the same.
    m_path = pathFromBytes(model.info.path.native());
    m_name = QString::fromStdString(model.info.name);
    m_details = modelDetails(model);
    m_executor = model.executor;
    m_shape = plm::shapeOf(model.info);
    m_fileBytes = model.info.fileBytes;
    m_notice =
        m_executor.failed && !m_failedBefore ? m_executor.reason : QString::fromStdString(model.info.notice);
    m_contextLength = model.contextLength;
    emit modelChanged();
    emit noticeChanged();
    if (id != m_loadId)
        return;
    m_loadingPath.clear();
    if (!m_fallingBack)
        emit chosen(builtIn() ? QString() : m_path);
    emit loadingChanged();
}

void LoadedModel::onExecutorChanged(const ExecutorFacts& facts) {
    m_executor = facts;
    m_notice = facts.reason;
    emit modelChanged();
    emit noticeChanged();
}

void LoadedModel::onFailed(int id, const EngineFailure& failure) {
    if (id != m_loadId || !loading())
        return;
    const QString path = m_loadingPath;
    m_loadingPath.clear();
    if (failure.kind != plm::ErrorKind::Cancelled) { // else the program ends
        setError(failure.sentence, peripheral::shownPath(path));
        fallBack(path);
    }
    emit loadingChanged();
}

void LoadedModel::fallBack(const QString& failedPath) {
    if (ready() || failedPath == m_builtInPath)
        return;
    load(m_builtInPath);
    m_fallingBack = true;
}

void LoadedModel::setError(const QString& sentence, const QString& details) {
    m_error = sentence;
    m_errorDetails = details;
    emit errorChanged();
}

} // namespace peripheral

#include "moc_loaded_model.cpp"
