// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "visit/administration.h"
#include "visit/closed_exits.h"
#include "visit/kiosk_counter.h"
#include "visit/kiosk_darkness.h"
#include "visit/kiosk_exit.h"
#include "visit/kiosk_objects.h"
#include "visit/kiosk_pointer.h"
#include "visit/kiosk_warmth.h"

#include <plm/threads.h>

#include <QStringList>
#include <QVariantMap>

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace peripheral {

/// What an operator has beside a kiosk's visits, put together in one place: the page behind the PIN, the
/// counts, the care for heat, pointer and dark screen, and the ways out that are closed. Each outlives those
/// below it. GUI thread, one for an application.
struct KioskOperator {
    struct Setup {
        KioskObjects& objects;
        /// Ends the program so that it is started again.
        std::function<void()> restart;
        /// Lets so many threads compute from now on.
        std::function<void(int)> setThreads{};
        /// Told what the log should know, a sentence each.
        std::function<void(const std::string&)> tell{};
        /// What is wrong from the start on, a sentence each: it is told, and stands on the page.
        std::vector<std::string> faults{};
        QString version{};
    };
    explicit KioskOperator(const Setup& setup)
        : counter(setup.objects.kiosk, kiosk::Statistics(countsFile(setup.objects.config), today()),
                  setup.tell),
          warmth(
              {.kiosk = setup.objects.kiosk,
               .limits = {.warm = setup.objects.config.warmDegrees, .hot = setup.objects.config.hotDegrees},
               .threads = plm::threadsFor(setup.objects.config.threads),
               .setThreads = setup.setThreads,
               .note = [this](double degrees) { counter.noteDegrees(degrees); }}),
          pointer(setup.objects.config.hidePointer),
          darkness(setup.objects.kiosk, setup.objects.config.darkAfter),
          administration({.kiosk = setup.objects.kiosk,
                          .loadedModel = setup.objects.model,
                          .config = setup.objects.config,
                          .attempts = attempts(setup),
                          .counts = [this] { return counter.counts(); },
                          .degrees = [this] { return warmth.degrees(); },
                          .restart = setup.restart,
                          .leave = [this] { exits.leave(kiosk_exit::kLeft); },
                          .darken = [this] { darkness.turnDark(); },
                          .version = setup.version,
                          .faults = sentences(setup.faults)}) {
        if (setup.tell)
            for (const std::string& fault : setup.faults)
                setup.tell(fault);
    }

    /// What the window is given beside KioskObjects::properties().
    [[nodiscard]] QVariantMap properties(KioskObjects& objects) {
        return {{"administration", QVariant::fromValue(&administration)},
                {"darkness", QVariant::fromValue(&darkness)},
                {"deviceReadings", QVariant::fromValue(&objects.deviceReadings)},
                {"answerTelemetry", QVariant::fromValue(&objects.answerTelemetry)}};
    }

    KioskCounter counter;
    KioskWarmth warmth;
    KioskPointer pointer;
    ClosedExits exits;
    KioskDarkness darkness; ///< the last to watch the application is the first to hear of a touch
    Administration administration;

private:
    [[nodiscard]] static std::filesystem::path countsFile(const kiosk::Config& config) {
        return config.folder.empty() ? std::filesystem::path() : config.folder / "statistics";
    }
    [[nodiscard]] static kiosk::PinAttempts attempts(const Setup& setup) {
        const kiosk::Config& config = setup.objects.config;
        kiosk::PinAttempts kept(kiosk::attemptFolders(config.folder));
        if (!config.pinHash.empty() && !kept.note().empty() && setup.tell)
            setup.tell(kept.note());
        return kept;
    }
    [[nodiscard]] static QStringList sentences(const std::vector<std::string>& texts) {
        QStringList list;
        for (const std::string& text : texts)
            list << QString::fromStdString(text);
        return list;
    }
    [[nodiscard]] static std::chrono::sys_seconds today() {
        return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    }
};

} // namespace peripheral
