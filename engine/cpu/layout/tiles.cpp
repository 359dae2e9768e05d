// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cpu/layout/tiles.h"

#include "quant/format.h"

#include <algorithm>
#include <atomic>
#include <cstring>

namespace plm::cpu {

namespace {

/// Four codes of a row, a byte each, lowest column first.
std::uint32_t quadAt(const std::int8_t* codes) {
    std::uint32_t quad = 0;
    std::memcpy(&quad, codes, sizeof quad);
    return quad;
}

/// Writes one row's block of the file into its lane of a tile.
class LaneWriter {
public:
    LaneWriter(const TileLayout& layout, std::byte* tile, int lane)
        : m_layout(layout),
          m_tile(tile),
          m_lane(static_cast<std::size_t>(lane)) {}

    /// Writes the next block of the row.
    void write(quant::BlockParts& parts) {
        std::memcpy(m_tile + 2 * m_lane, &parts.factor, 2);
        if (m_layout.minima)
            std::memcpy(m_tile + 2 * (kTileLanes + m_lane), &parts.minimumFactor, 2);
        m_tile += m_layout.factorBytes();
        for (int step = 0; step < m_layout.blockSteps; ++step) {
            const auto half = 2 * static_cast<std::size_t>(step);
            for (int group = 0; group < m_layout.scaleGroups; ++group)
                m_tile[static_cast<std::size_t>(kTileLanes * group) + m_lane] =
                    static_cast<std::byte>(parts.scales[half + static_cast<std::size_t>(group)]);
            if (m_layout.minima)
                m_tile[static_cast<std::size_t>(kTileLanes * m_layout.scaleGroups) + m_lane] =
                    static_cast<std::byte>(parts.minima[half]);
            writeCodes(parts.codes.data() + kStepColumns * static_cast<std::size_t>(step),
                       m_tile + m_layout.scaleBytes());
            m_tile += m_layout.scaleBytes() + m_layout.codeBytes();
        }
    }

private:
    void writeCodes(std::int8_t* codes, std::byte* target) const {
        if (m_layout.bits == 8) {
            for (std::size_t quad = 0; quad < 8; ++quad)
                put(quadAt(codes + 4 * quad), quad, target);
            return;
        }
        std::uint32_t quads[8];
        for (std::size_t c = 0; c < kStepColumns; ++c)
            codes[c] = static_cast<std::int8_t>(codes[c] + m_layout.offset);
        for (std::size_t quad = 0; quad < 8; ++quad)
            quads[quad] = quadAt(codes + 4 * quad);
        for (std::size_t quad = 0; quad < 4; ++quad)
            put((quads[quad] & 0x0f0f0f0fU) | (quads[quad + 4] & 0x0f0f0f0fU) << 4, quad, target);
        if (m_layout.bits == 5)
            put(upperBits(quads, 8, 0x10101010U, 1), 4, target);
        if (m_layout.bits == 6) {
            put(upperBits(quads, 4, 0x30303030U, 2), 4, target);
            put(upperBits(quads + 4, 4, 0x30303030U, 2), 5, target);
        }
    }

    /// The bits of `mask` of `count` quads, quad q's moved from bit 4 to bit q · width.
    static std::uint32_t upperBits(const std::uint32_t* quads, int count, std::uint32_t mask, int width) {
        std::uint32_t bits = 0;
        for (int quad = 0; quad < count; ++quad)
            bits |= (quads[quad] & mask) >> 4 << quad * width;
        return bits;
    }

    void put(std::uint32_t quad, std::size_t index, std::byte* codes) const {
        std::memcpy(codes + index * kTileLanes * kQuadColumns + m_lane * kQuadColumns, &quad, sizeof quad);
    }

    const TileLayout& m_layout;
    std::byte* m_tile;
    std::size_t m_lane;
};

int tilesOf(const Matrix& matrix) {
    return (matrix.rows + kTileLanes - 1) / kTileLanes;
}

/// Returns whether its scales are finite.
bool layOutTile(const Matrix& matrix, int index, std::byte* tile) {
    const TileLayout layout = tileLayoutOf(*matrix.format);
    const int first = index * kTileLanes;
    const std::size_t blocks = static_cast<std::size_t>(matrix.columns) / matrix.format->blockValues;
    quant::BlockParts parts;
    bool finite = true;
    for (int lane = 0; lane < std::min(kTileLanes, matrix.rows - first); ++lane) {
        LaneWriter writer(layout, tile, lane);
        const std::byte* block = matrix.row(first + lane);
        for (std::size_t b = 0; b < blocks; ++b, block += matrix.format->blockBytes) {
            matrix.format->takeApart(block, parts);
            finite = finite && quant::isFinite(parts);
            writer.write(parts);
        }
    }
    return finite;
}

} // namespace

bool Tiles::supports(const Matrix& matrix) {
    return matrix.format->hasCodes();
}

std::size_t Tiles::bytesFor(const Matrix& matrix) {
    return tileLayoutOf(*matrix.format).tileBytes(static_cast<std::size_t>(matrix.columns)) *
           static_cast<std::size_t>(tilesOf(matrix));
}

bool Tiles::layOut(const Matrix& matrix, std::byte* target, ThreadPool& pool) {
    const std::size_t tileBytes =
        tileLayoutOf(*matrix.format).tileBytes(static_cast<std::size_t>(matrix.columns));
    std::atomic<bool> finite = true;
    pool.parallel(tilesOf(matrix), 1, [&](int begin, int end, int) {
        for (int index = begin; index < end; ++index)
            if (!layOutTile(matrix, index, target + static_cast<std::size_t>(index) * tileBytes))
                finite = false;
    });
    return finite;
}

Tiles::Tiles(const Matrix& matrix, const std::byte* laidOut)
    : m_type(matrix.format->type),
      m_rows(matrix.rows),
      m_columns(static_cast<std::size_t>(matrix.columns)),
      m_tileBytes(tileLayoutOf(*matrix.format).tileBytes(m_columns)),
      m_tiles(laidOut) {}

} // namespace plm::cpu
