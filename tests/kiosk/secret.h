// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstring>
#include <random>
#include <string_view>
#include <sys/mman.h>

namespace peripheral::kiosk {

/// Pages of their own, zeroed at first and in the end.
class Pages {
public:
    explicit Pages(std::size_t bytes)
        : m_bytes(bytes),
          m_data(static_cast<char*>(
              ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))) {}
    Pages(const Pages&) = delete;
    Pages& operator=(const Pages&) = delete;
    ~Pages() {
        wipe();
        ::munmap(m_data, m_bytes);
    }

    void wipe() { explicit_bzero(m_data, m_bytes); }
    [[nodiscard]] char* data() { return m_data; }

private:
    std::size_t m_bytes;
    char* m_data;
};

/// Copies without vector registers, in which the bytes would stay, and which the dynamic linker and signals
/// put onto the stack.
inline void copyBytes(void* to, const void* from, std::size_t bytes) {
    for (std::size_t i = 0; i < bytes; ++i)
        static_cast<volatile char*>(to)[i] = static_cast<const char*>(from)[i];
}

/// Writes letters by chance, which are nowhere else.
inline void writeSecret(char* to, std::size_t letters) {
    std::random_device random;
    for (std::size_t i = 0; i < letters; ++i)
        to[i] = static_cast<char>('a' + random() % 26);
}

/// A text that nobody else has, in pages of its own.
class Secret {
public:
    explicit Secret(std::size_t letters) : m_letters(letters), m_pages(letters) {
        writeSecret(m_pages.data(), letters);
    }

    [[nodiscard]] std::string_view text() { return {m_pages.data(), m_letters}; }
    void wipe() { m_pages.wipe(); }

private:
    std::size_t m_letters;
    Pages m_pages;
};

} // namespace peripheral::kiosk
