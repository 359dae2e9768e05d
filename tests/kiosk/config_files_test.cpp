// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A file of settings as it lies on the disk, and the files that it names.
#include "kiosk/config.h"
#include "scratch_folder.h"

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

using namespace peripheral::kiosk;
using namespace std::chrono_literals;
using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

/// What is said about a file.
static Mistakes mistakesIn(const std::filesystem::path& file) {
    auto config = readConfig(file);
    return config ? Mistakes{} : config.error();
}

TEST(ConfigFilesTest, readsAFileAndWhatLiesBesideIt) {
    const ScratchFolder folder;
    folder.file("plm.gguf", "GGUF");
    folder.file("hall.png", "PNG");
    std::filesystem::create_directory(folder.path() / "state");
    const auto file =
        folder.file("kiosk.ini", "[model]\nfile = plm.gguf\n[operator]\npicture = ./hall.png\n"
                                 "[visit]\nidle = 30\n[machine]\nfolder = state\nlog = state/log\n");
    const auto config = readConfig(file);
    ASSERT_TRUE(config) << config.error().front();
    EXPECT_EQ(config->model, folder.path() / "plm.gguf");
    EXPECT_EQ(config->picture, folder.path() / "hall.png");
    EXPECT_EQ(config->folder, folder.path() / "state");
    EXPECT_EQ(config->log, folder.path() / "state" / "log");
    EXPECT_EQ(config->idle, 30s);
}

TEST(ConfigFilesTest, aRelativeFileIsInTheCurrentFolder) {
    const ScratchFolder folder;
    folder.file("kiosk.ini", "[model]\nfile = plm.gguf\n");
    folder.file("plm.gguf", "GGUF");
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(folder.path());
    const auto config = readConfig("kiosk.ini");
    std::filesystem::current_path(before);
    ASSERT_TRUE(config) << config.error().front();
    EXPECT_EQ(config->model, folder.path() / "plm.gguf");
}

TEST(ConfigFilesTest, saysInOneSentenceWhyThereIsNoFile) {
    const ScratchFolder folder;
    const auto pipe = folder.path() / "pipe";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    const auto large = folder.file("large.ini", std::string((1 << 20) + 1, '\n'));
    for (const auto& [file, why] : std::vector<std::pair<std::filesystem::path, std::string>>{
             {folder.path() / "none.ini", "No such file"},
             {folder.path(), "folder"},
             {pipe, "no ordinary file"},
             {"/dev/zero", "no ordinary file"},
             {large, "1048577 bytes"},
             {"", "No such file"}})
        EXPECT_THAT(mistakesIn(file),
                    ElementsAre(AllOf(HasSubstr(file.native()), HasSubstr(why), EndsWith("."))));
    EXPECT_EQ(mistakesIn(folder.file("just.ini", std::string(1 << 20, '\n'))), Mistakes{});
}

TEST(ConfigFilesTest, saysWhichNamedFilesAreNotThere) {
    const ScratchFolder folder;
    folder.file("text", "");
    const auto file =
        folder.file("kiosk.ini", "[model]\nfile = none.gguf\n[operator]\npicture = .\n"
                                 "[machine]\nfolder = text\nlog = none/log\n[visit]\nidle = 1\n");
    EXPECT_THAT(
        mistakesIn(file),
        ElementsAre(AllOf(StartsWith(file.native() + ", line 2: “file” names “"),
                          HasSubstr("none.gguf”, which cannot be read: No ")),
                    AllOf(HasSubstr("line 4: “picture” names “"), HasSubstr("which is no file")),
                    AllOf(HasSubstr("line 6: “folder” names “"), HasSubstr("which is no folder")),
                    AllOf(HasSubstr("line 7: “log” names the folder “"), HasSubstr("cannot be written to")),
                    HasSubstr("line 9: “idle”")));
}

TEST(ConfigFilesTest, waitsForNoPipeThatIsNamed) {
    const ScratchFolder folder;
    ASSERT_EQ(::mkfifo((folder.path() / "pipe").c_str(), 0600), 0);
    const auto file =
        folder.file("kiosk.ini", "[model]\nfile = pipe\n[operator]\npicture = pipe\n[machine]\nlog = pipe\n");
    EXPECT_THAT(mistakesIn(file), ElementsAre(HasSubstr("“file”"), HasSubstr("“picture”"),
                                              AllOf(HasSubstr("“log”"), HasSubstr("no file"))));
}

TEST(ConfigFilesTest, saysWhatThisUserMayNot) {
    if (::geteuid() == 0)
        GTEST_SKIP() << "root may";
    const ScratchFolder folder;
    const auto model = folder.file("plm.gguf", "");
    ::chmod(model.c_str(), 0);
    const auto file = folder.file("kiosk.ini", "[model]\nfile = plm.gguf\n[machine]\nfolder = /usr\n");
    EXPECT_THAT(mistakesIn(file),
                ElementsAre(HasSubstr("Permission denied"), HasSubstr("Permission denied")));
    ::chmod(file.c_str(), 0);
    EXPECT_THAT(mistakesIn(file), ElementsAre(HasSubstr("Permission denied")));
}

TEST(ConfigFilesTest, aFolderOfASystemThatIsReadOnlyCannotBeWritten) {
    if (::access("/proc/self", W_OK) == 0)
        GTEST_SKIP() << "no folder that nobody may write to";
    Config config;
    config.folder = "/proc/self";
    EXPECT_THAT(checkFiles(config, "kiosk.ini"), ElementsAre(HasSubstr("“folder”")));
}

TEST(ConfigFilesTest, aConfigurationOfNoFileIsCheckedToo) {
    EXPECT_EQ(checkFiles({}, "kiosk.ini"), Mistakes{});
    Config config;
    config.model = "/no/such/file";
    EXPECT_THAT(checkFiles(config, "kiosk.ini"),
                ElementsAre(AllOf(StartsWith("kiosk.ini: “file” names “/no/such/file”"), EndsWith("."))));
}
