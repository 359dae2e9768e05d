// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"
#include "toy/toy_executors.h"

int main(int argc, char** argv) {
    return peripheral::cli::runProgram(argc, argv, plm::toy::withToy());
}
