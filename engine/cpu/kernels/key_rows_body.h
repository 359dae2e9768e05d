// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The kernel of absorbed queries; included after the vectors, under the rules of kernels_body.h.

#include "cpu/kernels/fetch.h"
#include "cpu/layout/key_rows_layout.h"

namespace plm::cpu {
namespace {

/// 32 columns of a row, times the query's value for the row. Inline, so that the sums stay in registers.
template <bool Nibbles, std::size_t ScaleColumns>
[[gnu::always_inline]] inline void addKeyPiece(const KeyRowsView& keys, const NibbleValues& nibbles,
                                               std::size_t row, std::size_t column, float query,
                                               Floats* sums) {
    const std::size_t at = row * keys.columns + column;
    const float* scales = keys.scales + at / ScaleColumns;
    const Floats first = spread(query * scales[0]);
    const Floats second = ScaleColumns == 16 ? spread(query * scales[1]) : first;
    if constexpr (Nibbles) {
        Floats low;
        Floats high;
        loadNibbles(keys.codes + at / 2, nibbles, low, high);
        addProduct(sums[0], low, first);
        addProduct(sums[1], high, second);
    } else {
        addProduct(sums[0], loadSignedBytes(keys.codes + at), first);
        addProduct(sums[1], loadSignedBytes(keys.codes + at + 16), second);
    }
}

/// Rows between asking for one and using it.
constexpr std::size_t kKeysFetchAhead = 16;

/// All of a row's bytes, whose columns are taken a few at a time.
[[gnu::always_inline]] inline void fetchKeyRow(const KeyRowsView& keys, std::size_t row) {
    const std::size_t at = row * keys.columns;
    fetch(keys.codes + (keys.nibbles ? at / 2 : at), keys.nibbles ? keys.columns / 2 : keys.columns);
    const std::size_t scales = keys.columns / keys.scaleColumns;
    fetch(reinterpret_cast<const std::byte*>(keys.scales + row * scales), scales * sizeof(float));
    if (keys.minima != nullptr)
        fetch(reinterpret_cast<const std::byte*>(keys.minima + row * scales), scales * sizeof(float));
}

/// The sums of `Pieces` · 32 columns over all rows.
template <bool Nibbles, std::size_t ScaleColumns, std::size_t Pieces>
void absorbColumns(const KeyRowsView& keys, const float* query, std::size_t column, float* out) {
    const NibbleValues nibbles(keys.offset);
    Floats sums[2 * Pieces];
    for (Floats& sum : sums)
        sum = zeroFloats();
    for (std::size_t row = 0; row < static_cast<std::size_t>(keys.rows); ++row) {
        if (column == 0)
            fetchKeyRow(keys, row + kKeysFetchAhead);
        for (std::size_t piece = 0; piece < Pieces; ++piece)
            addKeyPiece<Nibbles, ScaleColumns>(keys, nibbles, row, column + 32 * piece, query[row],
                                               sums + 2 * piece);
    }
    for (std::size_t i = 0; i < 2 * Pieces; ++i)
        storeFloats(sums[i], out + column + 16 * i);
}

template <bool Nibbles, std::size_t ScaleColumns>
void absorbAll(const KeyRowsView& keys, const float* query, float* out) {
    constexpr std::size_t kPieces = kFloatsTogether / 2;
    std::size_t column = 0;
    for (; column + 32 * kPieces <= keys.columns; column += 32 * kPieces)
        absorbColumns<Nibbles, ScaleColumns, kPieces>(keys, query, column, out);
    for (; column < keys.columns; column += 32)
        absorbColumns<Nibbles, ScaleColumns, 1>(keys, query, column, out);
}

/// Σ query[row] · minimum of sixteen blocks from `first` on.
void sumMinima(const KeyRowsView& keys, std::size_t blocks, std::size_t first, const float* query,
               float* sums) {
    Floats sum = zeroFloats();
    for (std::size_t row = 0; row < static_cast<std::size_t>(keys.rows); ++row)
        addProduct(sum, loadFloats(keys.minima + row * blocks + first), spread(query[row]));
    storeFloats(sum, sums);
}

float sumMinimum(const KeyRowsView& keys, std::size_t blocks, std::size_t block, const float* query) {
    float sum = 0;
    for (std::size_t row = 0; row < static_cast<std::size_t>(keys.rows); ++row)
        sum += query[row] * keys.minima[row * blocks + block];
    return sum;
}

void takeKeyMinima(const KeyRowsView& keys, const float* query, float* out) {
    const std::size_t blocks = keys.columns / keys.scaleColumns;
    for (std::size_t first = 0; first < blocks; first += 16) {
        const std::size_t count = blocks - first < 16 ? blocks - first : 16;
        float sums[16];
        if (count == 16)
            sumMinima(keys, blocks, first, query, sums);
        else
            for (std::size_t i = 0; i < count; ++i)
                sums[i] = sumMinimum(keys, blocks, first + i, query);
        for (std::size_t i = 0; i < count * keys.scaleColumns; ++i)
            out[first * keys.scaleColumns + i] -= sums[i / keys.scaleColumns];
    }
}

void absorb(const KeyRowsView& keys, const float* query, float* out) {
    if (keys.nibbles)
        absorbAll<true, 32>(keys, query, out);
    else if (keys.scaleColumns == 32)
        absorbAll<false, 32>(keys, query, out);
    else
        absorbAll<false, 16>(keys, query, out);
    if (keys.minima != nullptr)
        takeKeyMinima(keys, query, out);
}

} // namespace
} // namespace plm::cpu
