// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <cstdio>
#include <gtest/gtest.h>
#include <string>

namespace {

/// A filter that lets the tests of this source file pass; empty where it has none.
std::string filterFor(const std::string& file) {
    const testing::UnitTest& program = *testing::UnitTest::GetInstance();
    std::string filter;
    for (int i = 0; i < program.total_test_suite_count(); ++i) {
        const testing::TestSuite& suite = *program.GetTestSuite(i);
        for (int k = 0; k < suite.total_test_count(); ++k) {
            const testing::TestInfo& test = *suite.GetTestInfo(k);
            if (std::string(test.file()).ends_with("/" + file))
                filter += std::string(suite.name()) + "." + test.name() + ":";
        }
    }
    return filter;
}

} // namespace

/// Runs the tests of the files that the arguments name ("session_test.cpp"), without any the tests of all
/// files. ctest gives each file a process of its own, so that one that crashes fails alone and files run side
/// by side.
int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    std::string filter;
    for (int i = 1; i < argc; ++i) {
        const std::string ofFile = filterFor(argv[i]);
        if (ofFile.empty()) { // running nothing would pass
            std::fprintf(stderr, "%s has no tests of a file %s.\n", argv[0], argv[i]);
            return 1;
        }
        filter += ofFile;
    }
    // A filter that is given says enough: death tests start the program again with its arguments and a
    // filter.
    if (!filter.empty() && GTEST_FLAG_GET(filter) == "*")
        GTEST_FLAG_SET(filter, filter);
    return RUN_ALL_TESTS();
}
