// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which drivers are the processor itself.
#include "application/display.h"
#include "qt_test.h"

using namespace peripheral;

class RendererTest : public QObject {
    Q_OBJECT

private slots:
    void tellsProcessorsFromGpus_data();
    void tellsProcessorsFromGpus();
};

void RendererTest::tellsProcessorsFromGpus_data() {
    QTest::addColumn<bool>("software");
    QTest::newRow("llvmpipe (LLVM 15.0.6, 256 bits)") << true;
    QTest::newRow("softpipe") << true;
    QTest::newRow("Software Rasterizer") << true;
    QTest::newRow("ANGLE (Google, Vulkan 1.3 (SwiftShader Device))") << true;
    QTest::newRow("V3D 7.1.7") << false;
    QTest::newRow("Mesa Intel(R) UHD Graphics 620 (KBL GT2)") << false;
    QTest::newRow("AMD Radeon RX 6600 (radeonsi, navi23, LLVM 15.0.6, DRM 3.49)") << false;
    QTest::newRow("NVIDIA GeForce RTX 3060/PCIe/SSE2") << false;
}

void RendererTest::tellsProcessorsFromGpus() {
    QFETCH(const bool, software);
    QCOMPARE(isDoneInSoftware(QTest::currentDataTag()), software);
}

PERIPHERAL_QT_TEST(RendererTest, QCoreApplication)
#include "renderer_test.moc"
