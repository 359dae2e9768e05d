# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later

# The toolchain of the presets arm64 and arm64-app: Debian's cross compiler and its arm64 libraries. What is built runs
# under qemu; Qt's tools are this machine's.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_CXX_COMPILER aarch64-linux-gnu-g++)
set(CMAKE_LIBRARY_ARCHITECTURE aarch64-linux-gnu)
set(CMAKE_CROSSCOMPILING_EMULATOR qemu-aarch64)
set(ENV{PKG_CONFIG_LIBDIR} /usr/lib/aarch64-linux-gnu/pkgconfig:/usr/share/pkgconfig) # the latter is for every architecture
set(QT_HOST_PATH /usr)
set(CPACK_DEBIAN_PACKAGE_ARCHITECTURE arm64)
