# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later

# Which version this is, for all that says so: the programs, their manual pages, the metainfo, packages. The number is
# the project's; from git, where the sources are in a repository, come
#
#     PERIPHERAL_COMMIT    the commit, shortened; else empty
#     PERIPHERAL_COMMITS   how many led to it; else 0
#     PERIPHERAL_TIME      when it was made, in seconds since 1970; else now; $SOURCE_DATE_EPOCH comes before both
#     PERIPHERAL_DATE      the same as a day, such as 2026-11-30
#
# Configured again after each commit.
function(peripheral_ask_git variable otherwise)
    execute_process(COMMAND git -C ${PROJECT_SOURCE_DIR} ${ARGN}
        OUTPUT_VARIABLE said OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
    if(said STREQUAL "")
        set(said "${otherwise}")
    endif()
    set(${variable} "${said}" PARENT_SCOPE)
endfunction()

string(TIMESTAMP now "%s" UTC) # $SOURCE_DATE_EPOCH, where that is set
peripheral_ask_git(PERIPHERAL_COMMIT "" rev-parse --short=10 HEAD) # as long in every clone
peripheral_ask_git(PERIPHERAL_COMMITS 0 rev-list --count HEAD)
set(given "$ENV{SOURCE_DATE_EPOCH}")
if(given STREQUAL "")
    peripheral_ask_git(PERIPHERAL_TIME ${now} log -1 --format=%ct)
else()
    set(PERIPHERAL_TIME ${now})
endif()
set(ENV{SOURCE_DATE_EPOCH} ${PERIPHERAL_TIME}) # what string(TIMESTAMP) takes for now
string(TIMESTAMP PERIPHERAL_DATE "%Y-%m-%d" UTC)
if(given STREQUAL "")
    unset(ENV{SOURCE_DATE_EPOCH})
else()
    set(ENV{SOURCE_DATE_EPOCH} ${given})
endif()

peripheral_ask_git(commits "" rev-parse --path-format=absolute --git-path logs/HEAD)
if(EXISTS "${commits}")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${commits}")
endif()
