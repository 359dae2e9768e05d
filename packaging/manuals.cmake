# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later

# peripheral_install_manuals(<program> <component>): the manual page and completions, which the program writes of its own
# options (app/manual). They lie in the build tree's folder packaging/manuals, too.
function(peripheral_install_manuals program component)
    if(PERIPHERAL_SANITIZE) # what is never installed need not be run for it
        return()
    endif()
    set(folder ${CMAKE_CURRENT_BINARY_DIR}/manuals)
    file(MAKE_DIRECTORY ${folder})
    set(written)
    foreach(form man bash zsh fish)
        set(file ${folder}/${program}.${form})
        add_custom_command(OUTPUT ${file} DEPENDS ${program} COMMAND ${program} --manual ${form} > ${file})
        list(APPEND written ${file})
    endforeach()
    # -n: no name and no time in it.
    add_custom_command(OUTPUT ${folder}/${program}.1.gz DEPENDS ${folder}/${program}.man
        COMMAND gzip -9nc ${folder}/${program}.man > ${folder}/${program}.1.gz)
    add_custom_target(${program}_manuals DEPENDS ${written} ${folder}/${program}.1.gz)
    add_dependencies(installable ${program}_manuals)

    install(FILES ${folder}/${program}.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT ${component})
    install(FILES ${folder}/${program}.bash RENAME ${program}
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions COMPONENT ${component})
    install(FILES ${folder}/${program}.zsh RENAME _${program}
        DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions COMPONENT ${component})
    install(FILES ${folder}/${program}.fish
        DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d COMPONENT ${component})
endfunction()
