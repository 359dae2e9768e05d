// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A file of settings as it lies on the disk, and the files that it names.
#include "kiosk/config.h"
#include "kiosk/file_fault.h"
#include "scratch_folder.h"
#include "without_rights.h"

#include <cerrno>
#include <fstream>
#include <gmock/gmock.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

using namespace peripheral::kiosk;
using namespace std::chrono_literals;
using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
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
    const auto read = readConfig(file);
    ASSERT_TRUE(read) << read.error().front();
    EXPECT_THAT(read->faults, IsEmpty());
    const Config* const config = &read->config;
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
    EXPECT_EQ(config->config.model, folder.path() / "plm.gguf");
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

TEST(ConfigFilesTest, saysWhichNamedFilesAreOfAnotherKind) {
    const ScratchFolder folder;
    folder.file("text", "");
    const auto file = folder.file("kiosk.ini", "[model]\nfile = .\n[operator]\npicture = .\n"
                                               "[machine]\nfolder = text\nlog = .\n[visit]\nidle = 1\n");
    EXPECT_THAT(mistakesIn(file),
                ElementsAre(AllOf(StartsWith(file.native() + ", line 2: “file” names “"),
                                  HasSubstr("which is no file")),
                            AllOf(HasSubstr("line 4: “picture” names “"), HasSubstr("which is no file")),
                            AllOf(HasSubstr("line 6: “folder” names “"), HasSubstr("which is no folder")),
                            AllOf(HasSubstr("line 7: “log” names “"), HasSubstr("which is no file")),
                            HasSubstr("line 9: “idle”")));
}

/// All of it on a partition that is not mounted.
TEST(ConfigFilesTest, startsAlsoWhereNothingIsThatIsNamed) {
    const ScratchFolder folder;
    const auto read = readConfig(
        folder.file("kiosk.ini", "[model]\nfile = data/plm.gguf\nlanguages = fr\n[operator]\n"
                                 "picture = data/hall.png\n[machine]\nfolder = data\nlog = data/log\n"));
    ASSERT_TRUE(read) << read.error().front();
    const auto none = HasSubstr(": No such file or directory; ");
    EXPECT_THAT(read->faults, ElementsAre(AllOf(HasSubstr("line 2: “file” names “"), none),
                                          AllOf(HasSubstr("line 5: “picture” names “"), none),
                                          AllOf(HasSubstr("line 7: “folder” names the folder “"), none),
                                          AllOf(HasSubstr("line 8: “log” names the folder “"), none)));
    EXPECT_EQ(read->config.model, folder.path() / "data/plm.gguf") << "it is tried again";
    EXPECT_EQ(read->config.folder, folder.path() / "data");
    EXPECT_TRUE(read->config.picture.empty() && read->config.log.empty());
}

TEST(ConfigFilesTest, waitsForNoPipeThatIsNamed) {
    const ScratchFolder folder;
    ASSERT_EQ(::mkfifo((folder.path() / "pipe").c_str(), 0600), 0);
    const auto file =
        folder.file("kiosk.ini", "[model]\nfile = pipe\n[operator]\npicture = pipe\n[machine]\nlog = pipe\n");
    EXPECT_THAT(mistakesIn(file), ElementsAre(HasSubstr("“file”"), HasSubstr("“picture”"),
                                              AllOf(HasSubstr("“log”"), HasSubstr("no file"))));
}

/// All that a file can name, in a folder that everybody may read and nobody may write to.
class NamedFilesTest : public testing::Test {
protected:
    NamedFilesTest() {
        for (const char* name : {"plm.gguf", "hall.png", "log"})
            std::filesystem::permissions(folder.file(name, ""), std::filesystem::perms{0444});
        setRights(folder.path(), 0555);
    }
    ~NamedFilesTest() override { setRights(folder.path(), 0755); }

    static void setRights(const std::filesystem::path& path, unsigned rights) {
        std::filesystem::permissions(path, std::filesystem::perms{rights});
    }
    [[nodiscard]] Config all() const {
        Config config;
        config.model = folder.path() / "plm.gguf";
        config.modelLanguages = "fr";
        config.picture = folder.path() / "hall.png";
        config.folder = folder.path();
        config.log = folder.path() / "log";
        return config;
    }

    ScratchFolder folder;
};

TEST_F(NamedFilesTest, whatTheMachineDoesNotGiveKeepsNoKioskFromStarting) {
    setRights(folder.path() / "plm.gguf", 0);
    setRights(folder.path() / "hall.png", 0);
    const WithoutRights rights;
    if (::access(folder.path().c_str(), W_OK) == 0)
        GTEST_SKIP() << "this user may write everywhere";
    const auto read = checkFiles(all(), "kiosk.ini");
    ASSERT_TRUE(read) << read.error().front();
    const auto denied = HasSubstr("Permission denied; ");
    EXPECT_THAT(read->faults,
                ElementsAre(AllOf(StartsWith("kiosk.ini: “file” names “"), denied, EndsWith(" instead.")),
                            AllOf(StartsWith("kiosk.ini: “folder” names the folder “"), denied,
                                  EndsWith("; wrong PINs and statistics are not kept in it.")),
                            AllOf(StartsWith("kiosk.ini: “log” names “"), denied,
                                  EndsWith("; messages go to standard error only.")),
                            AllOf(StartsWith("kiosk.ini: “picture” names “"), denied)));
    Config left = all();
    left.picture.clear();
    left.log.clear();
    EXPECT_EQ(read->config, left) << "the folder may hold something, the model is tried again";
}

TEST_F(NamedFilesTest, aLogIsWrittenWhereOldOnesCannotBeKept) {
    setRights(folder.path() / "log", 0666);
    const WithoutRights rights;
    if (::access(folder.path().c_str(), W_OK) == 0)
        GTEST_SKIP() << "this user may write everywhere";
    Config config;
    config.log = folder.path() / "log";
    auto read = checkFiles(config, "kiosk.ini");
    ASSERT_TRUE(read) << read.error().front();
    EXPECT_THAT(read->faults, ElementsAre(AllOf(HasSubstr("“log” names the folder “"),
                                                EndsWith("; old messages are not kept."))));
    EXPECT_EQ(read->config, config);
    config.log = folder.path() / "new.log";
    read = checkFiles(config, "kiosk.ini");
    ASSERT_TRUE(read) << read.error().front();
    EXPECT_THAT(read->faults, ElementsAre(EndsWith("; messages go to standard error only.")));
    EXPECT_EQ(read->config, Config());
}

TEST_F(NamedFilesTest, whatIsOfAnotherKindIsAMistakeAlsoBesideAFault) {
    const WithoutRights rights;
    Config config = all();
    config.model = folder.path();
    EXPECT_THAT(checkFiles(config, "kiosk.ini").error(),
                ElementsAre(AllOf(HasSubstr("“file”"), HasSubstr("which is no file"))));
    config = all();
    config.log = folder.path();
    EXPECT_THAT(checkFiles(config, "kiosk.ini").error(),
                ElementsAre(AllOf(HasSubstr("“log”"), HasSubstr("which is no file"))));
}

TEST_F(NamedFilesTest, theFileItselfHasToBeRead) {
    const auto file = folder.path() / "kiosk.ini";
    setRights(folder.path(), 0755);
    setRights(folder.file("kiosk.ini", ""), 0);
    const WithoutRights rights;
    if (::access(file.c_str(), R_OK) == 0)
        GTEST_SKIP() << "this user may read everything";
    EXPECT_THAT(mistakesIn(file), ElementsAre(HasSubstr("Permission denied")));
}

/// Puts a file system that nobody can write to over `folder`, seen by this process alone, with an empty log
/// in it.
static bool coverReadOnly(const std::filesystem::path& folder) {
    if (::unshare(CLONE_NEWNS) != 0 || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        ::mount("none", folder.c_str(), "tmpfs", 0, nullptr) != 0)
        return false;
    std::ofstream(folder / "log").flush();
    return ::mount("none", folder.c_str(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr) == 0;
}

TEST(ConfigFilesTest, aCardThatWentReadOnlyKeepsNoKioskFromStarting) {
    constexpr int kSkipped = 77;
    const ScratchFolder folder;
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        if (!coverReadOnly(folder.path()))
            ::_exit(kSkipped);
        Config config;
        config.folder = folder.path();
        config.log = folder.path() / "log";
        const auto read = checkFiles(config, "kiosk.ini");
        EXPECT_THAT(read ? read->faults : read.error(),
                    ElementsAre(AllOf(HasSubstr("“folder”"), HasSubstr("Read-only file system; ")),
                                AllOf(HasSubstr("“log”"), HasSubstr("Read-only file system; "))));
        ::_exit(testing::Test::HasFailure() ? 1 : 0);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    if (WIFEXITED(status) && WEXITSTATUS(status) == kSkipped)
        GTEST_SKIP() << "this user may mount nothing";
    EXPECT_EQ(status, 0);
}

TEST(ConfigFilesTest, onlyWhatANameCannotMeanIsAMistakeInIt) {
    for (const int error : {ELOOP, ENAMETOOLONG})
        EXPECT_TRUE(isOfTheName(error)) << error;
    for (const int error :
         {ENOENT, ENOTDIR, EROFS, EIO, ENOSPC, EDQUOT, EACCES, EPERM, ESTALE, ENOTCONN, ENOMEM, EUCLEAN})
        EXPECT_FALSE(isOfTheName(error)) << error;
}

TEST(ConfigFilesTest, aConfigurationOfNoFileIsCheckedToo) {
    const auto empty = checkFiles({}, "kiosk.ini");
    ASSERT_TRUE(empty);
    EXPECT_THAT(empty->faults, IsEmpty());
    Config config;
    config.model = "/dev";
    EXPECT_THAT(checkFiles(config, "kiosk.ini").error(),
                ElementsAre(AllOf(StartsWith("kiosk.ini: “file” names “/dev”"), EndsWith("."))));
}
