// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/device_product.h"

#include "vulkan/activations.h"

namespace plm::vulkan {

namespace {

/// Pieces write each their own rows of one buffer.
Order orderOf(const DevicePiece& piece) {
    return piece.firstLine == 0 ? Order::After : Order::Beside;
}

} // namespace

void DeviceProduct::record(Dispatches& dispatch) const {
    if (tokens <= kMostAlike)
        recordFew(dispatch);
    else
        recordMany(dispatch);
}

void DeviceProduct::recordFew(Dispatches& dispatch) const {
    const std::uint32_t tile = tileFor(tokens);
    const auto constants = fewConstants(matrix.layout, *variants.few, tile);
    for (const DevicePiece& piece : matrix.pieces)
        dispatch(*variants.few->shader, constants, {&piece.buffer, &inputs, &outputs},
                 MultiplyArguments{.places = piece.places,
                                   .rows = piece.lines,
                                   .columns = unsignedOf(columns),
                                   .tokens = tokens,
                                   .firstOutput = piece.firstLine,
                                   .outputStride = strideOf(rows),
                                   .adds = adds ? 1U : 0U},
                 {dividedUp(piece.lines, rowsFor(*variants.few, tile)), dividedUp(tokens, tile), 1},
                 orderOf(piece));
}

void DeviceProduct::recordMany(Dispatches& dispatch) const {
    const Tiles tiles = tilesFor(*variants.many, tokens);
    const auto constants = tiledConstants(matrix.layout, tiles);
    for (const DevicePiece& piece : matrix.pieces) {
        // By neuron it is one piece, whose lines are columns.
        const std::uint32_t own = matrix.layout.order == LineOrder::Rows ? piece.lines : unsignedOf(rows);
        dispatch(kMultiplyTiled, constants, {&piece.buffer, &inputs, &outputs},
                 TiledArguments{.places = piece.places,
                                .firstRow = 0,
                                .rows = own,
                                .rowStep = 0,
                                .columns = unsignedOf(columns),
                                .tokens = tokens,
                                .inputStep = 0,
                                .inputStride = strideOf(columns),
                                .firstOutput = piece.firstLine,
                                .outputStep = 0,
                                .outputStride = strideOf(rows),
                                .adds = adds ? 1U : 0U},
                 {dividedUp(own, tiles.rows), dividedUp(tokens, tiles.tokens), 1}, orderOf(piece));
    }
}

} // namespace plm::vulkan
