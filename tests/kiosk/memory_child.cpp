// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Asked to do things with memory that only a process of its own can; freed_memory_test starts it.

#include "kiosk/freed_memory.h"
#include "kiosk/memory_search.h"
#include "secret.h"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <sys/prctl.h>
#include <sys/resource.h>

using namespace peripheral::kiosk;

namespace {

std::uint64_t hits(const Traces& traces) {
    const auto findings = searchMemory(traces);
    if (!findings) {
        std::printf("%s\n", findings.error().c_str());
        std::exit(3);
    }
    return findings->count;
}

/// Frees secrets of many sizes, with others between them that stay, and tells what is found then.
void freeSecrets() {
    Traces traces;
    std::vector<char*> secrets, others;
    for (const std::size_t size : {40U, 200U, 900U, 5000U, 70'000U}) {
        auto* const secret = static_cast<char*>(std::malloc(size));
        writeSecret(secret, size);
        traces.addText({secret, size});
        secrets.push_back(secret);
        others.push_back(static_cast<char*>(std::malloc(32)));
    }
    std::printf("before %d\n", hits(traces) > 0 ? 1 : 0);
    for (char* const secret : secrets)
        std::free(secret);
    std::printf("after %d\n", hits(traces) > 0 ? 1 : 0);
    for (char* const other : others)
        std::free(other);
}

void refuseDumps() {
    const auto done = forbidCoreDumps();
    rlimit limit{};
    ::getrlimit(RLIMIT_CORE, &limit);
    Secret secret(40);
    Traces traces;
    traces.addText(secret.text());
    std::printf("done %d, limit %d, dumpable %d, found %d\n", done ? 1 : 0,
                static_cast<int>(limit.rlim_cur + limit.rlim_max), ::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0),
                static_cast<int>(hits(traces)));
}

} // namespace

int main(int count, char** arguments) {
    const std::string what = count > 1 ? arguments[1] : "";
    if (what == "freed" || what == "tunables") {
        if (const auto done = overwriteFreedMemory(arguments); !done) {
            std::printf("%s\n", done.error().c_str());
            return 2;
        }
    }
    if (what == "freed" || what == "freed-as-usual")
        freeSecrets();
    else if (what == "tunables")
        std::printf("%s|%s|%d\n", std::getenv("GLIBC_TUNABLES"), arguments[2],
                    std::getenv("PERIPHERAL_KIOSK_STARTED_ANEW") == nullptr ? 0 : 1);
    else if (what == "dumps")
        refuseDumps();
    return 0;
}
