# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later

# CPack runs this when the files of the packages lie in ${CPACK_TEMPORARY_DIRECTORY}, a folder for each component.

# Debian's zsh looks elsewhere than others do.
file(GLOB folders ${CPACK_TEMPORARY_DIRECTORY}/*/usr/share/zsh)
foreach(folder ${folders})
    file(RENAME ${folder}/site-functions ${folder}/vendor-completions)
endforeach()

execute_process(COMMAND find ${CPACK_TEMPORARY_DIRECTORY} -exec touch --no-dereference --date=@$ENV{SOURCE_DATE_EPOCH} {} +
    COMMAND_ERROR_IS_FATAL ANY)
