// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/qr_code.h"

#include <QPainter>

#include <algorithm>
#include <memory>

#ifdef PERIPHERAL_HAS_QRENCODE
#include <qrencode.h>
#endif

namespace peripheral {

namespace {

#ifdef PERIPHERAL_HAS_QRENCODE
constexpr int kMargin = 4; // modules, as the standard wants it

QImage modulesOf(const QByteArray& bytes) {
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeData(static_cast<int>(bytes.size()),
                          reinterpret_cast<const unsigned char*>(bytes.constData()), 0, QR_ECLEVEL_M),
        QRcode_free);
    if (!code)
        return {};
    QImage modules(code->width + 2 * kMargin, code->width + 2 * kMargin, QImage::Format_RGB32);
    modules.fill(Qt::white);
    for (int y = 0; y < code->width; ++y) {
        for (int x = 0; x < code->width; ++x) {
            if ((code->data[y * code->width + x] & 1) != 0)
                modules.setPixel(x + kMargin, y + kMargin, qRgb(0, 0, 0));
        }
    }
    return modules;
}
#else
QImage modulesOf(const QByteArray&) {
    return {};
}
#endif

} // namespace

QrCode::QrCode(QQuickItem* parent) : QQuickPaintedItem(parent) {
    setAntialiasing(false);
    setOpaquePainting(false);
}

bool QrCode::available() {
#ifdef PERIPHERAL_HAS_QRENCODE
    return true;
#else
    return false;
#endif
}

void QrCode::setText(const QString& text) {
    if (m_text == text)
        return;
    m_text = text;
    m_modules = text.isEmpty() ? QImage() : modulesOf(text.toUtf8());
    setImplicitSize(3 * m_modules.width(), 3 * m_modules.height());
    emit textChanged();
    update();
}

void QrCode::paint(QPainter* painter) {
    if (m_modules.isNull())
        return;
    const int room = static_cast<int>(std::min(width(), height()));
    const int side = std::max(1, room / m_modules.width()) * m_modules.width();
    const QRect place((static_cast<int>(width()) - side) / 2, (static_cast<int>(height()) - side) / 2, side,
                      side);
    painter->setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter->drawImage(place, m_modules);
}

} // namespace peripheral

#include "moc_qr_code.cpp"
