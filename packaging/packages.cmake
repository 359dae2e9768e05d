# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later

# Debian packages: cpack in the build folder, or ./dev package, which builds first. A component becomes a package: app
# peripheral, cli peripheral-cli, data peripheral-data, kiosk peripheral-kiosk. docs/decisions/0037-packages.md says why so.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME peripheral)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT ${PERIPHERAL_MAINTAINER})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
# What makes two packages of one commit equal.
set(CPACK_PERIPHERAL_TIME ${PERIPHERAL_TIME})
set(CPACK_PROJECT_CONFIG_FILE ${CMAKE_CURRENT_SOURCE_DIR}/package_environment.cmake)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_SOURCE_DIR}/before_packing.cmake)

# peripheral_debian_packages(<variable> <section>): what debian-packages.txt lists there, as a control file has it.
function(peripheral_debian_packages variable section)
    set(list ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/debian-packages.txt)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${list})
    file(STRINGS ${list} lines REGEX "^[^#]")
    set(found)
    set(here)
    foreach(line ${lines})
        if(line MATCHES "^\\[(.*)\\]")
            set(here ${CMAKE_MATCH_1})
        elseif(here STREQUAL section)
            list(APPEND found ${line})
        endif()
    endforeach()
    list(JOIN found ", " found)
    set(${variable} "${found}" PARENT_SCOPE)
endfunction()

# peripheral_package(<component> <package> <summary> <description> [DEPENDS …] [RECOMMENDS …] [ALL])
#
# RECOMMENDS: beside what all packages with programs recommend.
# ALL: for each architecture, and there is no program in it.
function(peripheral_package component package summary description)
    cmake_parse_arguments(PACKAGE ALL "DEPENDS;RECOMMENDS" "" ${ARGN})
    string(TOUPPER ${component} key)
    macro(say what value)
        set(CPACK_DEBIAN_${key}_${what} "${value}" PARENT_SCOPE)
    endmacro()
    say(PACKAGE_NAME ${package})
    say(PACKAGE_SECTION utils)
    say(PACKAGE_DEPENDS "${PACKAGE_DEPENDS}")
    say(DESCRIPTION "${summary}\n${description}")
    if(PACKAGE_ALL)
        say(PACKAGE_ARCHITECTURE all)
    else()
        say(PACKAGE_SHLIBDEPS ON) # what the programs are linked to; DEPENDS is the rest
        list(PREPEND PACKAGE_RECOMMENDS ${recommends})
        say(PACKAGE_SUGGESTS "${suggests}")
    endif()
    if(PACKAGE_RECOMMENDS)
        list(JOIN PACKAGE_RECOMMENDS ", " PACKAGE_RECOMMENDS)
        say(PACKAGE_RECOMMENDS "${PACKAGE_RECOMMENDS}")
    endif()
    set(CPACK_COMPONENTS_ALL ${CPACK_COMPONENTS_ALL} ${component} PARENT_SCOPE)

    # Only in packages: EXCLUDE_FROM_ALL is no part of an installation as a whole.
    set(folder ${CMAKE_INSTALL_DATADIR}/doc/${package})
    install(FILES copyright DESTINATION ${folder} COMPONENT ${component} EXCLUDE_FROM_ALL)
    install(FILES ${CMAKE_CURRENT_BINARY_DIR}/changelog.gz DESTINATION ${folder} COMPONENT ${component} EXCLUDE_FROM_ALL)
endfunction()

set(changelog ${CMAKE_CURRENT_BINARY_DIR}/changelog)
peripheral_write_release_notes(${changelog} debian)
add_custom_command(OUTPUT ${changelog}.gz DEPENDS ${changelog} COMMAND gzip -9nc ${changelog} > ${changelog}.gz)
add_custom_target(debian_changelog DEPENDS ${changelog}.gz)
add_dependencies(installable debian_changelog)

peripheral_debian_packages(run run)
peripheral_debian_packages(recommends recommends)
peripheral_debian_packages(recommends_window recommends-window)
peripheral_debian_packages(suggests suggests)
set(CPACK_COMPONENTS_ALL)
set(data "peripheral-data (= ${PROJECT_VERSION})")
peripheral_package(data peripheral-data "chat with a small language model: built-in model"
    "The model that the programs of the packages peripheral and peripheral-cli
start with. It is tiny, and there so that they work at once."
    ALL)
peripheral_package(cli peripheral-cli "chat with a small language model in a terminal"
    "Runs language models of the PLM family on this machine and without a
network: chats, measures the device, looks into model files, converts and
quantises them. It needs no display."
    DEPENDS "${data}")
if(PERIPHERAL_APP)
    peripheral_package(app peripheral "chat with a small language model on this machine"
        "A window for chats with language models of the PLM family, which it runs
on this machine and without a network. Conversations survive a power cut,
and it shows what the machine does while it answers."
        DEPENDS "${data}, ${run}" RECOMMENDS "${recommends_window}")
    include(kiosk.cmake)
endif()
include(CPack)
