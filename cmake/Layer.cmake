# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later

# peripheral_layer(<target> <folder> SOURCES ... [USES <layer targets>] [LINKS <other libraries>] [APART])
#
# A static library from the sources of one folder: that of the CMakeLists.txt that says so, or one below it. Its headers
# are seen as "<folder>/<header>.h", and only by targets that name it under USES: each layer has an include folder of its
# own (a link in the build tree), so an include that a layer may not make does not build. APART: each file is compiled by
# itself, for layers whose files have the same names for different things, each in its unnamed namespace.
function(peripheral_layer target folder)
    cmake_parse_arguments(LAYER "APART" "" "SOURCES;USES;LINKS" ${ARGN})
    set(view ${PROJECT_BINARY_DIR}/layers/${target})
    file(MAKE_DIRECTORY ${view})
    cmake_path(GET CMAKE_CURRENT_SOURCE_DIR FILENAME here)
    set(place ${CMAKE_CURRENT_SOURCE_DIR})
    if(NOT here STREQUAL folder)
        string(APPEND place /${folder})
        list(TRANSFORM LAYER_SOURCES PREPEND ${folder}/)
    endif()
    file(CREATE_LINK ${place} ${view}/${folder} SYMBOLIC)
    add_library(${target} STATIC ${LAYER_SOURCES})
    target_include_directories(${target} PUBLIC ${view})
    if(NOT SQLite::SQLite3 IN_LIST LAYER_LINKS)
        peripheral_keep_from_sqlite(${target})
    endif()
    target_link_libraries(${target} PUBLIC ${LAYER_USES} PRIVATE peripheral_flags ${LAYER_LINKS})
    set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON)
    if(NOT LAYER_APART)
        peripheral_compile_together(${target})
    endif()
endfunction()

# The system's sqlite3.h lies where every compiler looks; this puts one before it that does not build.
function(peripheral_keep_from_sqlite target)
    target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/cmake/guards/no_sqlite)
endfunction()
