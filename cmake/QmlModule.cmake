# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later

# QML modules with walls. Each module is written into a folder of its own in the build tree (peripheral_qml_place), and
# the tools that read QML find only the modules that its USES names, all of them by name: an import of another one does
# not build. docs/decisions/0024-qml-modules.md says why.

# Ahead of time, QML takes minutes to build and starts faster.
if(CMAKE_BUILD_TYPE STREQUAL "Release")
    option(PERIPHERAL_COMPILE_QML "Compile QML ahead of time" ON)
endif()

# What qmlcachegen writes shadows its own parameters. Named after the project's flags, this has the last word.
add_library(peripheral_generated_flags INTERFACE)
target_compile_options(peripheral_generated_flags INTERFACE -Wno-shadow)

# peripheral_qml_place(<variable> <target>): the folder that the target's module is written into.
function(peripheral_qml_place variable target)
    set(${variable} ${PROJECT_BINARY_DIR}/modules/${target} PARENT_SCOPE)
endfunction()

# peripheral_qml_module(<target> <URI> USES <targets of modules> [CONSTANTS <QML files>] [SOURCES <C++ files>])
#
# All QML files of the calling folder as a static module. CONSTANTS are singletons: values and pure functions.
function(peripheral_qml_module target uri)
    cmake_parse_arguments(MODULE "" "" "USES;CONSTANTS;SOURCES" ${ARGN})
    peripheral_qml_place(QT_QML_OUTPUT_DIRECTORY ${target})
    set(seen)
    set(uris)
    foreach(used ${MODULE_USES})
        peripheral_qml_place(place ${used})
        list(APPEND seen ${place})
        get_target_property(one ${used} QT_QML_MODULE_URI)
        list(APPEND uris ${one}) # where the tools find the types that C++ of this module names
    endforeach()
    set(cache NO_CACHEGEN)
    if(PERIPHERAL_COMPILE_QML)
        set(cache)
    endif()
    file(GLOB_RECURSE files RELATIVE ${CMAKE_CURRENT_SOURCE_DIR} CONFIGURE_DEPENDS *.qml)
    set_source_files_properties(${MODULE_CONSTANTS} PROPERTIES QT_QML_SINGLETON_TYPE TRUE)

    qt_add_library(${target} STATIC)
    qt_add_qml_module(${target} URI ${uri} VERSION 1.0 RESOURCE_PREFIX /qt/qml ${cache} DEPENDENCIES QtQuick ${uris}
        IMPORT_PATH ${seen} QML_FILES ${files} SOURCES ${MODULE_SOURCES})
    target_link_libraries(${target} PUBLIC ${MODULE_USES} Qt6::Quick Qt6::QuickControls2
        PRIVATE peripheral_flags peripheral_lightly_optimised peripheral_generated_flags)
    set_property(TARGET ${target} PROPERTY PERIPHERAL_QML_USES ${MODULE_USES})
    peripheral_compile_together(${target})
    peripheral_refuse_other_imports(${target} FILES ${files} SEES ${QT_QML_OUTPUT_DIRECTORY} ${seen})
endfunction()

# The target does not build where one of the files imports what it does not see, or uses a type that no import gives.
function(peripheral_refuse_other_imports target)
    cmake_parse_arguments(ARG "" "" "FILES;SEES" ${ARGN})
    set(silent)
    foreach(category alias deferred-property-id deprecated inheritance-cycle multiline-strings plugin property required
            signal type unqualified unused-imports with)
        list(APPEND silent --${category} disable) # `./dev lint qml` tells of these
    endforeach()
    list(TRANSFORM ARG_SEES PREPEND -I)
    get_target_property(resources ${target} _qt_generated_qrc_files) # where the module's own types are
    if(resources)
        list(TRANSFORM resources PREPEND --resource=)
    else()
        set(resources)
    endif()
    add_custom_command(TARGET ${target} POST_BUILD WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} VERBATIM
        COMMAND Qt6::qmllint --bare ${silent} ${ARG_SEES} -I${QT6_INSTALL_PREFIX}/${QT6_INSTALL_QML}
            ${resources} ${ARG_FILES})
endfunction()

# peripheral_import_qml(<program> <module>): the program has this module and those that it names. Static modules are
# linked as plugins, and each plugin is asked for by the program's own code.
function(peripheral_import_qml program module)
    get_target_property(modules ${module} PERIPHERAL_QML_USES)
    if(NOT modules) # of a module that names none
        set(modules)
    endif()
    set(text "#include <QQmlExtensionPlugin>\n")
    foreach(one ${modules} ${module})
        get_target_property(uri ${one} QT_QML_MODULE_URI)
        string(REPLACE "." "_" name ${uri})
        string(APPEND text "Q_IMPORT_QML_PLUGIN(${name}Plugin)\n")
        target_link_libraries(${program} PRIVATE ${one} ${one}plugin)
    endforeach()
    file(CONFIGURE OUTPUT ${program}_${module}_modules.cpp CONTENT "${text}")
    set(file ${CMAKE_CURRENT_BINARY_DIR}/${program}_${module}_modules.cpp)
    # By itself: another module of the program may ask for the same ones.
    set_source_files_properties(${file} TARGET_DIRECTORY ${program} PROPERTIES SKIP_UNITY_BUILD_INCLUSION TRUE)
    target_sources(${program} PRIVATE ${file})
endfunction()
