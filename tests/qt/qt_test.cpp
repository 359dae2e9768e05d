// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qt_test.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>

namespace {

/// By the names of their files. A function's own variable, because tests are told before main() starts.
std::map<std::string, QtTest::Run>& tests() {
    static std::map<std::string, QtTest::Run> tests;
    return tests;
}

} // namespace

QtTest::QtTest(const char* file, Run run) {
    tests()[std::filesystem::path(file).stem()] = run;
}

int main(int argc, char** argv) {
    // As ctest sets them; who says otherwise has reasons.
    ::setenv("QT_QPA_PLATFORM", PERIPHERAL_SCREENS, 0);
    ::setenv("QT_QUICK_BACKEND", "software", 0);
    ::setenv("LC_ALL", "C.UTF-8", 0);
    const auto found = argc > 1 ? tests().find(argv[1]) : tests().end();
    if (found != tests().end()) {
        argv[1] = argv[0];
        return found->second(argc - 1, argv + 1);
    }
    std::fprintf(stderr, "%s: which test? There are:", argv[0]);
    for (const auto& test : tests())
        std::fprintf(stderr, " %s", test.first.c_str());
    std::fprintf(stderr, "\n");
    return 1;
}
