# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later

# The icon as it was drawn, and in the sizes that the hicolor theme knows, for desktops that read no SVG.
set(icons ${CMAKE_INSTALL_DATADIR}/icons/hicolor)
install(FILES ${id}.svg DESTINATION ${icons}/scalable/apps COMPONENT app)

find_program(RSVG_CONVERT rsvg-convert)
if(NOT RSVG_CONVERT)
    message(STATUS "No rsvg-convert: the icon is installed as SVG only")
    return()
endif()
set(pictures)
foreach(size 16 22 24 32 48 64 128 256 512)
    set(picture ${CMAKE_CURRENT_BINARY_DIR}/icons/${size}.png)
    add_custom_command(OUTPUT ${picture} DEPENDS ${id}.svg VERBATIM
        COMMAND ${CMAKE_COMMAND} -E make_directory icons
        COMMAND ${RSVG_CONVERT} --width ${size} --height ${size} --output ${picture} ${CMAKE_CURRENT_SOURCE_DIR}/${id}.svg)
    install(FILES ${picture} DESTINATION ${icons}/${size}x${size}/apps RENAME ${id}.png COMPONENT app)
    list(APPEND pictures ${picture})
endforeach()
add_custom_target(icon_pictures DEPENDS ${pictures})
add_dependencies(installable icon_pictures)
