// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QQuickPaintedItem>
#include <QString>
#include <QtQmlIntegration>

namespace peripheral {

/// A text as a QR code (ISO/IEC 18004, error correction M): dark on light whatever the theme, because many
/// cameras read no other, with a margin of four modules. Each module is drawn as so many whole pixels as
/// there is room for; its implicit size has three a module.
class QrCode : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged)
    /// There is a code: this program can make them, and the text is not too long for one.
    Q_PROPERTY(bool valid READ valid NOTIFY textChanged)
    /// This program was built with what makes them.
    Q_PROPERTY(bool available READ available CONSTANT)

public:
    explicit QrCode(QQuickItem* parent = nullptr);

    [[nodiscard]] QString text() const { return m_text; }
    void setText(const QString& text);
    [[nodiscard]] bool valid() const { return !m_modules.isNull(); }
    [[nodiscard]] static bool available();

    void paint(QPainter* painter) override;

signals:
    void textChanged();

private:
    QString m_text;
    QImage m_modules; ///< a pixel for each, the margin included
};

} // namespace peripheral
