# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later

# CPack runs this when the files of the packages lie in ${CPACK_TEMPORARY_DIRECTORY}, a folder for each component.

# Debian's zsh looks elsewhere than others do.
file(GLOB folders ${CPACK_TEMPORARY_DIRECTORY}/*/usr/share/zsh)
foreach(folder ${folders})
    file(RENAME ${folder}/site-functions ${folder}/vendor-completions)
endforeach()

# What the kiosk has outside of /usr: its settings, and units and rules, which Debian 12 has in /lib.
file(GLOB folders ${CPACK_TEMPORARY_DIRECTORY}/*/usr/etc)
foreach(folder ${folders})
    cmake_path(GET folder PARENT_PATH usr)
    file(RENAME ${folder} ${usr}/../etc)
    foreach(lower systemd udev)
        file(MAKE_DIRECTORY ${usr}/../lib)
        file(RENAME ${usr}/lib/${lower} ${usr}/../lib/${lower})
    endforeach()
endforeach()

execute_process(COMMAND find ${CPACK_TEMPORARY_DIRECTORY} -exec touch --no-dereference --date=@$ENV{SOURCE_DATE_EPOCH} {} +
    COMMAND_ERROR_IS_FATAL ANY)
