// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cpu/linear.h"
#include "threads/thread_pool.h"

#include <plm/executors.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <vector>

namespace plm {

namespace {

using namespace cpu;

/// The products of a few rows of Q8_0 weights with a few inputs, over and over: the executor's own kernel
/// with operands that stay in the nearest caches, some 90 KB of them. What the numbers are makes no
/// difference to how long it takes.
class CachedProducts {
public:
    explicit CachedProducts(int threads)
        : m_pool(threads),
          m_weights(Tiles::bytesFor(m_matrix)),
          m_tiles(m_matrix, m_weights.data()),
          m_multipliers(static_cast<std::size_t>(m_pool.threads()), Multiplier(bestKernels())),
          m_products(m_multipliers.size(), std::vector<float>(std::size_t{kRows} * kInputs)) {
        m_inputs.shape(kInputs, kColumns);
    }

    /// Calculates `pieces` of them, shared among the threads, and returns operations a second.
    double rate(int pieces) {
        const auto start = std::chrono::steady_clock::now();
        m_pool.parallel(pieces, 1, [this](int begin, int end, int thread) {
            const auto t = static_cast<std::size_t>(thread);
            for (int i = begin * kTimes; i < end * kTimes; ++i)
                m_multipliers[t].multiply(m_tiles, 0, m_tiles.count(), m_inputs.all(),
                                          {m_products[t].data(), kRows});
        });
        const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
        constexpr double kOperations = 2.0 * kRows * kColumns * kInputs * kTimes; // of a piece
        return kOperations * pieces / taken.count();
    }

    /// Pieces that take about so many seconds.
    int piecesFor(double seconds) {
        int pieces = m_pool.threads();
        while (pieces < kMostPieces) {
            const auto start = std::chrono::steady_clock::now();
            (void)rate(pieces);
            if (std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() >= seconds)
                break;
            pieces *= 2;
        }
        return pieces;
    }

private:
    static constexpr int kRows = 64;
    static constexpr int kColumns = 1024;
    static constexpr int kInputs = 16;
    static constexpr int kTimes = 8; ///< that a piece is calculated, or handing it out would show
    static constexpr int kMostPieces = 1 << 20;

    ThreadPool m_pool;
    const Matrix m_matrix{&quant::format(quant::Type::Q8_0), kRows, kColumns};
    std::vector<std::byte> m_weights;
    Tiles m_tiles;
    std::vector<Multiplier> m_multipliers;
    std::vector<std::vector<float>> m_products; ///< by thread
    QuantisedRows m_inputs;
};

} // namespace

Result<std::vector<double>> multiplyRates(int threads, const std::stop_token& stop) {
    constexpr int kPasses = 5;
    constexpr double kPassSeconds = 0.02;
    CachedProducts products(std::max(threads, 1));
    const int pieces = products.piecesFor(kPassSeconds);
    std::vector<double> rates;
    for (int pass = 0; pass < kPasses; ++pass) {
        if (stop.stop_requested())
            return fail(ErrorKind::Cancelled, "Measuring the kernels was cancelled.");
        rates.push_back(products.rate(pieces));
    }
    return rates;
}

} // namespace plm
