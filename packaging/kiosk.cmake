# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later

# The package peripheral-kiosk: a user, units, a rule and the operator's file of settings around the program of the
# package peripheral. Only in packages: all of it belongs to a system as a whole. What lies outside of /usr is put into
# its place by before_packing.cmake.
set(kiosk ${CMAKE_CURRENT_SOURCE_DIR}/kiosk)

install(FILES ${kiosk}/peripheral-kiosk.service ${kiosk}/peripheral-kiosk-linuxfb.service
    DESTINATION lib/systemd/system COMPONENT kiosk EXCLUDE_FROM_ALL)
install(FILES ${kiosk}/72-peripheral-kiosk.rules DESTINATION lib/udev/rules.d COMPONENT kiosk EXCLUDE_FROM_ALL)
install(FILES ${kiosk}/peripheral-kiosk.sysusers DESTINATION lib/sysusers.d RENAME peripheral-kiosk.conf
    COMPONENT kiosk EXCLUDE_FROM_ALL)
install(PROGRAMS ${kiosk}/peripheral-kiosk-session DESTINATION libexec/peripheral COMPONENT kiosk EXCLUDE_FROM_ALL)
install(FILES ${kiosk}/kiosk.ini DESTINATION etc/peripheral COMPONENT kiosk EXCLUDE_FROM_ALL)
install(DIRECTORY ${kiosk}/examples/ DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/peripheral-kiosk/examples
    COMPONENT kiosk EXCLUDE_FROM_ALL)

peripheral_debian_packages(kiosk_needs kiosk)
peripheral_debian_packages(kiosk_recommends kiosk-recommends)
peripheral_package(kiosk peripheral-kiosk "chat with a small language model on a touchscreen"
    "Lets the program of the package peripheral run for months on a public
screen: as the only window, as a user of its own, started anew whenever it
hangs. Visitors agree, ask and leave, and what they said is erased. It is
not enabled by itself: settings are in /etc/peripheral/kiosk.ini."
    DEPENDS "peripheral (= ${PROJECT_VERSION}), ${kiosk_needs}" RECOMMENDS "${kiosk_recommends}" ALL)
set(CPACK_DEBIAN_KIOSK_PACKAGE_CONTROL_EXTRA
    "${kiosk}/scripts/conffiles;${kiosk}/scripts/postinst;${kiosk}/scripts/prerm;${kiosk}/scripts/postrm")
