// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace peripheral::faults {

/// What can go wrong with a driver, where it is asked for.
enum class FaultKind {
    Lost,            ///< a submit and all that is asked after it: VK_ERROR_DEVICE_LOST
    Memory,          ///< one allocation: VK_ERROR_OUT_OF_DEVICE_MEMORY
    Crash,           ///< a submit aborts the program
    Hang,            ///< a submit never returns
    Pipeline,        ///< a compute pipeline and all after it: VK_ERROR_INITIALIZATION_FAILED
    CrashInPipeline, ///< one aborts the program
    HangInPipeline,  ///< one never returns
    Wrong,           ///< from a dispatch on, those of more than one workgroup are not recorded
    CrashInInstance,
    HangInInstance,
    NoInstance, ///< VK_ERROR_INITIALIZATION_FAILED
    CrashInDevice,
    HangInDevice,
    NoDevice,     ///< VK_ERROR_INITIALIZATION_FAILED
    LittleMemory, ///< each heap has so many KiB
};

/// A fault, and at which call of its kind, from 1, counted from the making of the device.
struct Fault {
    FaultKind kind;
    std::uint64_t at = 1;
};

/// The faults that a text like "lost@7,memory@3" asks for: names as in fault_plan.cpp, each with "@" and a
/// number or without, which is 1. Nothing where it is none such.
std::optional<std::vector<Fault>> faultPlan(std::string_view text);

} // namespace peripheral::faults
