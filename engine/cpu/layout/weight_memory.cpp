// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cpu/layout/weight_memory.h"

#include <new>
#include <sys/mman.h>

namespace plm::cpu {

WeightMemory::WeightMemory(std::size_t bytes) : m_size(bytes) {
    if (bytes == 0)
        return;
    void* mapped = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED)
        throw std::bad_alloc();
    (void)madvise(mapped, bytes, MADV_HUGEPAGE); // as well without
    m_data = static_cast<std::byte*>(mapped);
}

WeightMemory::~WeightMemory() {
    if (m_data != nullptr)
        (void)munmap(m_data, m_size);
}

} // namespace plm::cpu
