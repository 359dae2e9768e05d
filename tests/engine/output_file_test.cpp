// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where results may be written, and how.
#include "damage.h"
#include "file_size_limit.h"
#include "files/temporary_file.h"
#include "synthetic_model.h"
#include "temporary_folder.h"

#include <plm/cache_folder.h>
#include <plm/convert.h>
#include <plm/output_file.h>
#include <plm/quantise.h>
#include <plm/synthesize.h>
#include <plm/tokenizer.h>

#include <cstdlib>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

namespace plm {
namespace {

namespace fs = std::filesystem;
using testing::EndsWith;
using testing::HasSubstr;

class Output : public testing::Test {
protected:
    [[nodiscard]] fs::path file(const char* name, const std::string& content) const {
        std::ofstream(folder / name, std::ios::binary) << content;
        return folder / name;
    }
    static std::string refusal(const fs::path& target, OutputKind kind = OutputKind::Unmarked,
                               const std::vector<fs::path>& inputs = {}) {
        const Status fit = checkOutput(target, kind, inputs);
        return fit ? "" : fit.error().message;
    }
    static Status write(const fs::path& target, std::string_view content) {
        auto out = OutputFile::create(target);
        if (!out)
            return tl::unexpected(out.error());
        const Status written = out->write(std::as_bytes(std::span(content)));
        return written ? out->finish() : written;
    }
    [[nodiscard]] std::ptrdiff_t entries() const {
        return std::distance(fs::directory_iterator(folder.path()), {});
    }

    test::TemporaryFolder folder;
};

TEST_F(Output, ANewFileAndAnOldOneMayBeWritten) {
    EXPECT_EQ(refusal(folder / "new"), "");
    EXPECT_EQ(refusal(file("old", "x"), OutputKind::Unmarked, {file("input", "y"), "", folder / "none"}), "");
}

TEST_F(Output, WhatIsNoFileIsRefused) {
    ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = {}};
    (folder / "socket").native().copy(address.sun_path, sizeof address.sun_path - 1);
    const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
    ASSERT_EQ(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    fs::create_symlink("/dev/full", folder / "device");
    for (const auto& [path, why] : {std::pair<fs::path, const char*>{folder / "pipe", "it is a pipe."},
                                    {folder / "socket", "it is a socket."},
                                    {folder / "device", "it is a device."},
                                    {"/dev/null", "it is a device."},
                                    {folder.path(), "it is a folder."}}) {
        EXPECT_THAT(refusal(path), EndsWith(" cannot be written: " + std::string(why)));
        EXPECT_FALSE(OutputFile::create(path)) << "nor without being asked";
    }
    ::close(socket);
}

TEST_F(Output, AnInputIsRefusedUnderAnyName) {
    const auto input = file("input", "x");
    fs::create_hard_link(input, folder / "hard");
    fs::create_symlink("input", folder / "link");
    fs::create_symlink("link", folder / "link to link");
    for (const char* name : {"input", "hard", "link", "link to link"})
        EXPECT_THAT(refusal(folder / name, OutputKind::Unmarked, {folder / "none", input}),
                    EndsWith(" cannot be written: it is a file that is read."))
            << name;
    EXPECT_NE(refusal(input, OutputKind::Unmarked, {folder / "hard"}), "");
}

TEST_F(Output, AFormatWithAMarkReplacesItsOwnKindOnly) {
    const auto notes = file("notes", "notes");
    for (const OutputKind kind : {OutputKind::Gguf, OutputKind::SavedCache}) {
        EXPECT_THAT(refusal(notes, kind), HasSubstr(" is not replaced: it is not a "));
        EXPECT_NE(refusal(file("short", "GG"), kind), "");
        EXPECT_EQ(refusal(file("empty", ""), kind), "");
        EXPECT_EQ(refusal(folder / "new", kind), "");
    }
    EXPECT_EQ(refusal(file("model", "GGUF\3"), OutputKind::Gguf), "");
    EXPECT_NE(refusal(folder / "model", OutputKind::SavedCache), "");
    EXPECT_EQ(refusal(file("cache", "PLMCACHE"), OutputKind::SavedCache), "");
}

TEST_F(Output, AFailureLeavesWhatWasThere) {
    const auto old = file("old", "old");
    {
        auto out = OutputFile::create(old);
        ASSERT_TRUE(out);
        ASSERT_TRUE(out->write(std::as_bytes(std::span("new", 3))));
        EXPECT_EQ(test::readBytes(old), "old");
    } // not finished
    const test::FileSizeLimit limit(2);
    EXPECT_FALSE(write(old, "too much"));
    EXPECT_EQ(test::readBytes(old), "old");
    EXPECT_EQ(entries(), 1);
}

TEST_F(Output, ALinkStaysOneAndItsFileIsWritten) {
    fs::create_directory(folder / "sub");
    const auto real = file("sub/real", "old");
    fs::create_symlink("sub/real", folder / "link");
    fs::create_symlink(folder / "sub" / "new", folder / "dangling");
    ASSERT_TRUE(write(folder / "link", "written"));
    ASSERT_TRUE(write(folder / "dangling", "written too"));
    EXPECT_TRUE(fs::is_symlink(folder / "link"));
    EXPECT_TRUE(fs::is_symlink(folder / "dangling"));
    EXPECT_EQ(test::readBytes(real), "written");
    EXPECT_EQ(test::readBytes(folder / "sub" / "new"), "written too");
    fs::create_symlink("circle", folder / "circle");
    EXPECT_FALSE(write(folder / "circle", "x"));
}

TEST_F(Output, PermissionsOfAReplacedFileStay) {
    const auto secret = file("secret", "old");
    fs::permissions(secret, fs::perms::owner_read | fs::perms::owner_write);
    ASSERT_TRUE(write(secret, "new"));
    EXPECT_EQ(fs::status(secret).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(Output, TheLongestNamesAndThoseThatAreNotUtf8CanBeWritten) {
    const std::string ascii(255, 'n');
    std::string umlauts = "n";
    while (umlauts.size() < 255)
        umlauts += "ä";
    for (const std::string& name : {ascii, ascii.substr(0, 249), umlauts, std::string("n\xFF.gguf")}) {
        const fs::path path = folder.path() / name;
        EXPECT_EQ(refusal(path).find("cannot"), std::string::npos);
        const Status written = write(path, "content");
        ASSERT_TRUE(written) << written.error().message;
        EXPECT_EQ(test::readBytes(path), "content");
        ASSERT_TRUE(write(path, "once more"));
    }
    EXPECT_EQ(entries(), 4);
    EXPECT_FALSE(write(folder.path() / std::string(256, 'n'), "x"));
}

TEST_F(Output, TemporaryNamesAreKnownAsSuch) {
    auto file = files::TemporaryFile::create(folder / "a.gguf");
    ASSERT_TRUE(file);
    const std::string name = fs::directory_iterator(folder.path())->path().filename();
    EXPECT_EQ(files::TemporaryFile::targetOf(name), "a.gguf") << name;
    EXPECT_FALSE(files::TemporaryFile::targetOf("a.gguf"));
}

TEST_F(Output, WhatAKilledProgramLeftInAFolderIsRemoved) {
    const auto target = CacheFolder::fileIn(folder.path(), "key");
    ASSERT_TRUE(target);
    const pid_t child = ::fork();
    if (child == 0) { // ends without the end of anything
        const auto file = files::TemporaryFile::create(*target);
        ::_exit(file && file->target() == *target ? 0 : 1);
    }
    int status = 1;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_EQ(status, 0);
    ASSERT_EQ(entries(), 1);
    ASSERT_TRUE(CacheFolder::open(folder.path(), 1000));
    EXPECT_EQ(entries(), 0);
}

/// Everything in the engine that writes a file for its caller.
TEST_F(Output, TheEngineRefusesItsInputsAndForeignFiles) {
    const auto model = folder / "model.gguf";
    ASSERT_TRUE(test::writeSyntheticModel(model));
    const auto before = test::readBytes(model);
    const auto notes = file("notes", "notes");
    const auto again = folder / "again.gguf";
    fs::create_hard_link(model, again);
    auto quantisation = Quantisation::prepare(model, {.type = "Q8_0", .threads = 1});
    ASSERT_TRUE(quantisation) << quantisation.error().message;
    SynthesisOptions synthesis;
    synthesis.vocabulary = model;
    EXPECT_FALSE(quantisation->write(again));
    EXPECT_FALSE(synthesize(again, synthesis));
    for (const auto& path : {notes, fs::path("/dev/null")}) {
        EXPECT_FALSE(quantisation->write(path));
        EXPECT_FALSE(synthesize(path, synthesis));
        EXPECT_FALSE(convert(folder.path(), path));
    }
    EXPECT_EQ(test::readBytes(model), before);
    EXPECT_EQ(test::readBytes(notes), "notes");
}

TEST_F(Output, AFileThatIsOpenIsAnInputForAll) {
    const auto model = folder / "model.gguf";
    ASSERT_TRUE(test::writeSyntheticModel(model));
    const auto open = Quantisation::prepare(model, {.type = "Q8_0", .threads = 1});
    ASSERT_TRUE(open);
    fs::rename(model, folder / "renamed.gguf");
    EXPECT_THAT(refusal(folder / "renamed.gguf", OutputKind::Gguf), HasSubstr("it is a file that is read"));
}

} // namespace
} // namespace plm
