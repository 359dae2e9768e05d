// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/profile_archive.h"
#include "profiling/profile_list_model.h"

#include <QObject>
#include <QUrl>
#include <QtQmlIntegration>

#include <optional>

namespace peripheral {

/// The device profiles that are kept and all that can be done with them. GUI thread.
class Profiles : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Application owns it")
    Q_PROPERTY(peripheral::ProfileListModel* list READ list CONSTANT)
    /// They have been read, or cannot be: until then nothing can be said of how many there are.
    Q_PROPERTY(bool known READ known NOTIFY knownChanged)
    /// One sentence on what could not be kept, read or written; empty when all is well.
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged)
    Q_PROPERTY(QString problemDetails READ problemDetails NOTIFY problemChanged)
    /// Nothing can be kept or changed.
    Q_PROPERTY(bool readOnly READ readOnly NOTIFY problemChanged)
    /// What undoRemove() would bring back, as a sentence; empty where there is nothing.
    Q_PROPERTY(QString undoText READ undoText NOTIFY undoTextChanged)
    /// What was written last, as a sentence; empty where that was taken note of.
    Q_PROPERTY(QString notice READ notice NOTIFY noticeChanged)

public:
    /// `archive` outlives it.
    explicit Profiles(ProfileArchive& archive, QObject* parent = nullptr);

    [[nodiscard]] ProfileListModel* list() const { return m_list; }
    [[nodiscard]] bool known() const { return m_known; }
    [[nodiscard]] QString problem() const { return m_problem.sentence; }
    [[nodiscard]] QString problemDetails() const { return m_problem.details; }
    [[nodiscard]] bool readOnly() const { return m_readOnly; }
    [[nodiscard]] QString undoText() const;
    [[nodiscard]] QString notice() const { return m_notice; }

    /// Keeps a profile; added() follows, or a problem.
    void add(const plm::DeviceProfile& profile);

    // qint64: QML does not know what a ProfileId is.
    Q_INVOKABLE void rename(qint64 id, const QString& name);
    Q_INVOKABLE void setNotes(qint64 id, const QString& notes);
    Q_INVOKABLE void remove(qint64 id);
    Q_INVOKABLE void undoRemove();
    Q_INVOKABLE void dismissUndo();
    Q_INVOKABLE void dismissProblem();
    Q_INVOKABLE void dismissNotice();
    /// Where nothing can be kept (readOnly): tries once more to open the store.
    Q_INVOKABLE void tryAgain();

    /// Keeps the profile of a local file: one of ours, llama-bench's, or the text of a QR code. added()
    /// follows, or a problem.
    Q_INVOKABLE void importFile(const QUrl& file);
    /// The same with text that was pasted.
    Q_INVOKABLE void importText(const QString& text);
    /// Writes a profile to a local file as JSON; a notice follows, or a problem.
    Q_INVOKABLE void exportTo(qint64 id, const QUrl& file);
    /// A profile in few words, which a QR code can hold and importText() reads; empty for an unknown id.
    Q_INVOKABLE QString shortText(qint64 id) const;

    Q_INVOKABLE void setChosen(qint64 id, bool chosen) { m_list->setChosen(id, chosen); }
    Q_INVOKABLE void setBaseline(qint64 id) { m_list->setBaseline(id); }

signals:
    void added(qint64 id);
    void knownChanged();
    void problemChanged();
    void undoTextChanged();
    void noticeChanged();

private:
    void onOpened();
    void onRefused(const Failure& failure);
    void onListed(const Result<QList<KeptProfile>>& listed);
    void onAdded(const Result<KeptProfile>& kept);
    void setProblem(const Failure& failure);
    void setNotice(const QString& notice);
    void setKnown();
    /// Puts a changed copy of a kept profile in its place; false where there is none, or nothing may change.
    template <class Change>
    [[nodiscard]] bool change(ProfileId id, Change change);

    ProfileArchive& m_archive;
    ProfileListModel* m_list;
    bool m_known = false;
    bool m_readOnly = false;
    Failure m_problem;
    QString m_notice;
    std::optional<KeptProfile> m_removed;
};

} // namespace peripheral
