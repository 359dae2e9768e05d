#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# units_check.sh SOURCES: what the package peripheral-kiosk gives systemd and udev, as these read it, and what its session
# becomes. Ends with 77 where systemd's programs are not there; systemd itself need not run.
set -euo pipefail

readonly kiosk=$1/packaging/kiosk
for needed in systemd-analyze systemd-sysusers; do
    command -v "$needed" >/dev/null || {
        echo "Skipped: there is no $needed."
        exit 77
    }
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=0
fail() {
    echo "FAIL: $*"
    failed=1
}

# A system in which the units are installed, and this machine's own ones.
root=$folder/root
mkdir -p "$root/etc/systemd/system" "$root/usr/lib/systemd" "$root/usr/libexec/peripheral" "$root/bin" "$root/etc"
cp -r /usr/lib/systemd/system "$root/usr/lib/systemd"
cp "$kiosk"/*.service "$root/etc/systemd/system"
cp "$kiosk/peripheral-kiosk-session" "$root/usr/libexec/peripheral"
printf '#!/bin/sh\n' >"$root/bin/chvt"
chmod +x "$root/bin/chvt"

# Both come back whatever happens, keep no core, reach no network, and their program may look into its own memory.
readonly expected=(Type=notify Restart=always RestartSec=1 StartLimitIntervalSec=0 WatchdogSec=15 WatchdogSignal=SIGKILL
    LimitCORE=0 NoNewPrivileges=yes ProtectSystem=strict PrivateTmp=yes User=peripheral-kiosk
    'RestrictAddressFamilies=AF_UNIX AF_NETLINK' RuntimeDirectoryPreserve=restart
    RestartPreventExitStatus=77 'After=var-lib-peripheral\x2dkiosk.mount' 'ReadWritePaths=-%S/peripheral-kiosk'
    'ExecStartPre=+-/usr/bin/install -d -m 700 -o peripheral-kiosk -g peripheral-kiosk %S/peripheral-kiosk'
    Environment=GLIBC_TUNABLES=glibc.malloc.perturb=165:glibc.malloc.tcache_count=0)
for unit in "$kiosk"/*.service; do
    name=${unit##*/}
    systemd-analyze verify --man=no --root="$root" "$name" >"$folder/said" 2>&1 || fail "$name is not valid"
    [[ ! -s $folder/said ]] || { cat "$folder/said"; fail "$name is complained about"; }
    systemd-analyze security --no-pager --offline=true --threshold=20 "$unit" >"$folder/said" ||
        { cat "$folder/said"; fail "$name is exposed too much"; }
    for line in "${expected[@]}"; do
        grep -qxF "$line" "$unit" || fail "$name does not say $line"
    done
    grep -q '^SystemCallFilter=.*process_vm_readv.*sched_setaffinity' "$unit" || fail "$name forbids a call it needs"
    # The policy for devices holds for what stands behind a +, too.
    ! grep -q '^ExecStartPre=.*chvt' "$unit" || grep -qx 'DeviceAllow=/dev/tty0 rw' "$unit" ||
        fail "$name: chvt may not ask for a terminal"
    # A partition that fails must not keep the kiosk from beginning.
    ! grep -E '^(StateDirectory|WorkingDirectory|RequiresMountsFor|BindsTo|Requires)=' "$unit" ||
        fail "$name requires what can fail"
    ! grep -E '^PAMName=' "$unit" || fail "$name: in a session's scope nobody hears what the program tells"
done
grep -qx NotifyAccess=all "$kiosk/peripheral-kiosk.service" || fail "the program under cage is not heard"

grep -qE '^PARTUUID=.* /var/lib/peripheral-kiosk .*,nofail,x-systemd\.device-timeout=10s ' "$kiosk/examples/fstab" ||
    fail "a partition that fails stops the board"

# The user, as systemd-sysusers makes it.
: >"$root/etc/passwd" && : >"$root/etc/group"
systemd-sysusers --root="$root" "$kiosk/peripheral-kiosk.sysusers" || fail "no user is made"
grep -E '^peripheral-kiosk:.*:/var/lib/peripheral-kiosk:/usr/sbin/nologin$' "$root/etc/passwd" || fail "another user is made"

# udevadm of Debian 12 does not check rules: every line is a list of KEY==, =, += with a quoted value, every jump arrives.
rules=$kiosk/72-peripheral-kiosk.rules
readonly item='[A-Z]+(\{[A-Za-z0-9_]+\})?(==|!=|=|\+=|:=)"[^"]*"'
! grep -vE "^(#.*|$item(, $item)*|)\$" "$rules" || fail "these are no rules"
while read -r label; do
    grep -q "LABEL=\"$label\"" "$rules" || fail "nothing is called $label"
done < <(sed -nE 's/^[^#]*GOTO="([^"]*)".*/\1/p' "$rules")

# The session: which program is started how, and that its status is the session's. Under cage it is no main process,
# and may feed the watchdog all the same. "cage" ends with 0 whatever becomes of the program, as the true one does.
mkdir -p "$folder/bin" "$folder/dev/dri" "$folder/run"
cat >"$folder/bin/cage" <<'EOF'
#!/bin/sh
echo "cage $1 $2"
shift 2
"$@"
exit 0
EOF
cat >"$folder/bin/peripheral" <<'EOF'
#!/bin/sh
echo "peripheral $* watchdog=${WATCHDOG_PID-none} platform=${QT_QPA_PLATFORM-} renderer=${WLR_RENDERER-}" \
    "quick=${QT_QUICK_BACKEND-}"
exit 77
EOF
# What it would sleep is counted. While it sleeps for the third time, $later comes.
cat >"$folder/bin/sleep" <<'EOF'
#!/bin/sh
echo "$1" >>"$SLEEPS"
[ -z "$LATER" ] || [ "$(wc -l <"$SLEEPS")" != 3 ] || touch "$LATER"
EOF
chmod +x "$folder"/bin/*
later=''
slept() { wc -l <"$folder/sleeps"; }
session() {
    : >"$folder/sleeps"
    env PATH="$folder/bin:$PATH" PERIPHERAL_KIOSK_DEVICES="$folder/dev" XDG_RUNTIME_DIR="$folder/run" WATCHDOG_PID=1 \
        SLEEPS="$folder/sleeps" LATER="$later" "$kiosk/peripheral-kiosk-session" "$1" 2>/dev/null
}
# becomes <kind> <lines>
becomes() {
    local said code=0
    said=$(session "$1") || code=$?
    [[ $said = "$2" && $code = 77 ]] || fail "the session for $1 ends with $code, and was: $said"
}
readonly started='peripheral --kiosk /etc/peripheral/kiosk.ini watchdog=none'
touch "$folder/dev/dri/card0" "$folder/dev/fb0"
readonly drawn_by_processor="cage -d --"$'\n'"$started platform=wayland renderer=pixman quick=software"
readonly drawn_by_chip="cage -d --"$'\n'"$started platform=wayland renderer= quick="
becomes cage "$drawn_by_processor"
[[ $(slept) = 10 ]] || fail "a graphics chip is waited for $(slept) times"
becomes cage "$drawn_by_processor"
[[ $(slept) = 0 ]] || fail "a start anew waits for a graphics chip that never came"
rm -r "${folder:?}/run"/* # the board starts
later=$folder/dev/dri/renderD128
becomes cage "$drawn_by_chip"
[[ $(slept) = 3 ]] || fail "a graphics chip that has come is waited for"
becomes cage "$drawn_by_chip"
later=''
becomes linuxfb "$started platform= renderer= quick="
! session other >/dev/null || fail "there is another kind of session"
rm "$folder/dev/fb0"
later=$folder/dev/fb0
becomes linuxfb "$started platform= renderer= quick="
[[ $(slept) = 3 ]] || fail "a screen that comes late is waited for $(slept) times"
rm "$folder/dev/fb0"
later='' code=0
session linuxfb >/dev/null || code=$?
[[ $code = 1 && $(slept) = 120 ]] || fail "without a screen it ends with $code after $(slept) waits"
printf '#!/bin/sh\nexit 0\n' >"$folder/bin/cage" # before it could start anything
code=0
session cage || code=$?
[[ $code = 1 ]] || fail "a compositor that does nothing ends the session with $code"
# Where the program's own statuses are said.
readonly said_in=$1/app/visit/kiosk_exit.h
[[ ! -e $said_in ]] || grep -q 'kLeft = 77' "$said_in" ||
    fail "the units know another status for the operator who leaves"
exit $failed
