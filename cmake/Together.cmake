# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later

# Most of a build's time goes into reading the same headers and writing the same inline functions for each file
# (docs/decisions/0017-files-compiled-together.md has the measurements).
option(PERIPHERAL_TOGETHER "Compile the files of a target two dozen at a time, which takes half the processor time" ON)

# The target's files are compiled two dozen at a time. The preset "plain" compiles each by itself, which shows what a
# file forgot to include.
function(peripheral_compile_together target)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ${PERIPHERAL_TOGETHER} UNITY_BUILD_BATCH_SIZE 24)
endfunction()

# For what only talks, asks and tells: optimising it further takes long, and nobody would notice. The sanitizers'
# builds are made to be run once, and there not optimising at all takes half the time to compile. Named after
# peripheral_flags, it has the last word.
add_library(peripheral_lightly_optimised INTERFACE)
target_compile_options(peripheral_lightly_optimised INTERFACE
    $<$<CONFIG:Release>:-O1> $<$<CONFIG:RelWithDebInfo>:-O0>)
