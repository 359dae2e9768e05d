#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_contracts.py must name a call that does not say how it fails, and nothing else."""

import pathlib
import tempfile
import unittest

import check_contracts

RESULT = "enum class ErrorKind {\n    NotFound, ///< not there\n    Io,\n};\n"
SOUND = """
    /// Reads it. Fails with NotFound and Io.
    static Result<std::shared_ptr<const File>> open(const std::filesystem::path& path);
    /// The same again: as
    /// File::open() does.
    [[nodiscard]] virtual Status again();
    /// Cannot fail.
    void forget();

private:
    Status step();
};
"""
FAULTS = (
    "/// Reads it; errors name the file.\n    Status read(int);\n",
    "/// Notes that NotFoundation is no kind.\n    Result<int> count();\n",
    "/// Fails with Io.\n\n    [[nodiscard]] static Status begin();\n",
    "Status bare();\n",
    "private:\n    int m_one;\npublic:\n    Status bare();\n",
)


class CheckContractsTest(unittest.TestCase):
    def found(self, header: str):
        with tempfile.TemporaryDirectory() as folder:
            headers = pathlib.Path(folder) / check_contracts.HEADERS
            headers.mkdir(parents=True)
            (headers / "result.h").write_text(RESULT, encoding="utf-8")
            (headers / "file.h").write_text(header, encoding="utf-8")
            return list(check_contracts.faults(pathlib.Path(folder)))

    def test_sound_headers_pass(self):
        self.assertEqual(self.found(SOUND), [])

    def test_each_fault_is_named(self):
        for fault in FAULTS:
            with self.subTest(fault):
                self.assertEqual(len(self.found(SOUND + fault)), 1)


if __name__ == "__main__":
    unittest.main()
