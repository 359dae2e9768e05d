// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake_system.h"
#include "measure/power_meter.h"

#include <cmath>

namespace plm {
namespace {

class PowerMeters : public test::FakeSystem {
protected:
    void battery(const char* microwatts) {
        file("sys/class/power_supply/BAT0/type", "Battery\n");
        file("sys/class/power_supply/BAT0/status", "Discharging\n");
        file("sys/class/power_supply/BAT0/power_now", microwatts);
    }
    void counter(const char* microjoules) {
        file("sys/class/powercap/intel-rapl:0/name", "package-0\n");
        file("sys/class/powercap/intel-rapl:0/energy_uj", microjoules);
    }
};

TEST_F(PowerMeters, TellNothingWhereNothingDoes) {
    PowerMeter power(root());
    EXPECT_FALSE(power.watts());
    power.sample();
    EXPECT_FALSE(power.watts());
}

TEST_F(PowerMeters, TakeTheMeanOfTheBatteryOrASensor) {
    battery("6000000\n");
    PowerMeter power(root());
    EXPECT_FALSE(power.watts()) << "nobody looked";
    power.sample();
    battery("8000000\n");
    power.sample();
    EXPECT_EQ(power.watts(), 7);
    file("sys/class/hwmon/hwmon0/power1_input", "10000000\n");
    power.sample();
    EXPECT_EQ(power.watts(), 8) << "a sensor knows better";
}

TEST_F(PowerMeters, CountEnergyWhereTheProcessorDoes) {
    battery("6000000\n");
    counter("1000000\n");
    PowerMeter power(root());
    power.sample();
    EXPECT_EQ(power.watts(), 0) << "nothing was used yet";
    counter("3000000\n");
    ASSERT_TRUE(power.watts());
    EXPECT_GT(*power.watts(), 0);
    std::filesystem::remove_all(root() / "sys/class/powercap");
    EXPECT_FALSE(power.watts()) << "half a reading is none";
}

} // namespace
} // namespace plm
