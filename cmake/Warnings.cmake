# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later

# Interface target with the warnings and sanitizers that every target of the project is built with.
add_library(peripheral_flags INTERFACE)
target_compile_options(peripheral_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough
    $<$<BOOL:${PERIPHERAL_WERROR}>:-Werror>)
if(PERIPHERAL_SANITIZE)
    target_compile_options(peripheral_flags INTERFACE
        -fsanitize=${PERIPHERAL_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(peripheral_flags INTERFACE -fsanitize=${PERIPHERAL_SANITIZE})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang") # GCC says so by itself
        foreach(sanitizer ADDRESS THREAD)
            string(TOLOWER ${sanitizer} name)
            if(PERIPHERAL_SANITIZE MATCHES ${name})
                target_compile_definitions(peripheral_flags INTERFACE __SANITIZE_${sanitizer}__)
            endif()
        endforeach()
    endif()
    # GCC takes the sanitizers' own branches for paths of the program, and warns of what could happen on them.
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        target_compile_options(peripheral_flags INTERFACE -Wno-maybe-uninitialized -Wno-restrict)
    endif()
endif()
# The code under test tells libFuzzer which edges it took; the fuzz targets themselves add the driver.
if(PERIPHERAL_FUZZ)
    target_compile_options(peripheral_flags INTERFACE -fsanitize=fuzzer-no-link)
    target_link_options(peripheral_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
