# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later

# Tests once more on each kind of arm64 processor, as qemu imitates it, and that each gets its own kernels: those of a
# Raspberry Pi 4, of a Raspberry Pi 5, and one with everything. `./dev arm64` runs the label arm64; a whole model takes
# qemu minutes and is left to `./dev test --preset arm64`.
function(arm64_test program part processor kernels label)
    add_test(NAME ${part}_test_on_${processor} COMMAND ${program} ${part}_test.cpp)
    set_tests_properties(${part}_test_on_${processor} PROPERTIES LABELS ${label}
        ENVIRONMENT "QEMU_CPU=${processor};PERIPHERAL_EXPECTED_KERNELS=${kernels}")
endfunction()

# The command `profile` names these kernels, and `sets`, the instruction sets that they use.
function(arm64_profile processor kernels sets)
    add_test(NAME profile_on_${processor} COMMAND peripheral-cli profile)
    set_tests_properties(profile_on_${processor} PROPERTIES LABELS arm64 ENVIRONMENT "QEMU_CPU=${processor}"
        PASS_REGULAR_EXPRESSION "\nKernels +${kernels} \\(${sets}\\)\nInstruction sets +${sets}[,\n]")
endfunction()

function(arm64_tests processor kernels sets)
    foreach(part kernels linear extreme_blocks neuron_major)
        arm64_test(kernels_tests ${part} ${processor} ${kernels} arm64)
    endforeach()
    foreach(part executor executor_conformance)
        arm64_test(engine_tests ${part} ${processor} ${kernels} slow)
    endforeach()
    arm64_profile(${processor} ${kernels} "${sets}")
endfunction()

arm64_tests(cortex-a72 NEON "NEON")
arm64_tests(cortex-a76 NEON-dotprod "NEON, dotprod")
arm64_tests(max NEON-i8mm "NEON, dotprod, i8mm")
