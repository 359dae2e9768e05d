// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "validation.h"

#include "temporary_folder.h"

#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <unistd.h>
#include <vector>
#include <volk.h>

namespace plm::test {

namespace {

constexpr const char* kLayer = "VK_LAYER_KHRONOS_validation";

/// Settings as Debian 12's layer reads them. The limit keeps a missing barrier from filling the pipe.
void writeSettings(const std::filesystem::path& file, int log) {
    std::ofstream(file) << "khronos_validation.debug_action = VK_DBG_LAYER_ACTION_LOG_MSG\n"
                           "khronos_validation.report_flags = error,warn,perf\n"
                           "khronos_validation.enable_message_limit = true\n"
                           "khronos_validation.duplicate_message_limit = 10\n"
                           "khronos_validation.disables =\n"
                           "khronos_validation.enables = "
                           "VK_VALIDATION_FEATURE_ENABLE_SYNCHRONIZATION_VALIDATION_EXT,"
                           "VALIDATION_CHECK_ENABLE_SYNCHRONIZATION_VALIDATION_QUEUE_SUBMIT\n"
                           "khronos_validation.log_filename = /proc/self/fd/"
                        << log << '\n';
}

bool hasLayer() {
    std::uint32_t count = 0;
    vkEnumerateInstanceLayerProperties(&count, nullptr);
    std::vector<VkLayerProperties> layers(count);
    vkEnumerateInstanceLayerProperties(&count, layers.data());
    for (const VkLayerProperties& layer : layers)
        if (std::strcmp(layer.layerName, kLayer) == 0)
            return true;
    return false;
}

/// Asked without the executor's own host side: where that fails, tests are to fail.
bool hasDriver() {
    const VkInstanceCreateInfo plain{.sType = VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO,
                                     .pNext = nullptr,
                                     .flags = 0,
                                     .pApplicationInfo = nullptr,
                                     .enabledLayerCount = 0,
                                     .ppEnabledLayerNames = nullptr,
                                     .enabledExtensionCount = 0,
                                     .ppEnabledExtensionNames = nullptr};
    VkInstance instance = VK_NULL_HANDLE;
    if (vkCreateInstance(&plain, nullptr, &instance) != VK_SUCCESS)
        return false;
    volkLoadInstanceOnly(instance);
    std::uint32_t devices = 0;
    vkEnumeratePhysicalDevices(instance, &devices, nullptr);
    vkDestroyInstance(instance, nullptr);
    return devices > 0;
}

std::string whatIsMissing() {
    if (volkInitialize() != VK_SUCCESS)
        return "The package libvulkan1 is missing.";
    if (!hasLayer())
        return "The package vulkan-validationlayers is missing.";
    return hasDriver() ? "" : "The package mesa-vulkan-drivers is missing.";
}

} // namespace

Validation& Validation::on() {
    static Validation validation;
    return validation;
}

Validation::Validation() {
    int ends[2];
    if (pipe(ends) != 0)
        std::abort();
    m_log = ends[0];
    // The layer opens its log anew, and cuts it short, with each instance: a pipe loses nothing by that.
    fcntl(m_log, F_SETFL, O_NONBLOCK);
    fcntl(m_log, F_SETPIPE_SZ, 1 << 20);
    static const TemporaryFolder folder;
    writeSettings(folder.path() / "vk_layer_settings.txt", ends[1]);
    setenv("VK_LAYER_SETTINGS_PATH", folder.path().c_str(), 1);
    setenv("VK_INSTANCE_LAYERS", kLayer, 1);
    setenv("VK_LOADER_DRIVERS_SELECT", "*lvp*", 0); // a GPU is tried by naming its driver
    m_missing = whatIsMissing();
}

std::string Validation::takeMessages() {
    std::string messages;
    char some[4096];
    for (ssize_t count = 0; (count = read(m_log, some, sizeof some)) > 0;)
        messages.append(some, static_cast<std::size_t>(count));
    return messages;
}

} // namespace plm::test
