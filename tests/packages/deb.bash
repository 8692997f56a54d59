# The Debian package; read by `run`.
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash

build_deb() (
  cd "$tree" && DEB_BUILD_OPTIONS='nocheck parallel=2' dpkg-buildpackage -us -uc
)

has_the_version() {
  local stated
  stated=$(cd "$tree" && dpkg-parsechangelog -S Version)
  [[ ${stated%%-*} == "$(version_of_project)" ]] || { echo "debian/changelog says $stated, meson.build $(version_of_project)" && return 1; }
}

# As root lintian wants to be told that it is meant.
lintian_finds_nothing() {
  local -a as_root=()
  ((EUID != 0)) || as_root=(--allow-root)
  lintian "${as_root[@]}" --info --pedantic --fail-on error,warning,info,pedantic "$work"/*.changes
}

lends_no_rights() { dpkg -x "$work"/sandbox_*.deb "$work/unpacked" && tests/installed-rights "$work/unpacked"; }

# -- installed -----------------------------------------------------------------------------------------------------

with_root() { if ((EUID == 0)); then "$@"; else sudo -n "$@"; fi; }

# Why this machine must be left alone, if it must.
reason_against_installing() {
  if ! with_root true 2>/dev/null; then
    echo 'root is needed, and `sudo -n` does not give it'
  elif [[ -e /usr/bin/sandbox || -e /usr/bin/sandboxctl || -e /etc/apparmor.d/sandbox ]]; then
    echo 'there is another /usr/bin/sandbox, which stays'
  elif dpkg-query -W sandbox >/dev/null 2>&1; then
    echo 'dpkg knows a package of that name already, which stays'
  elif dpkg-query -W -f '${db:Status-Status}' policycoreutils-python-utils 2>/dev/null | grep -qx installed; then
    echo 'policycoreutils-python-utils is installed, which has a program of that name'
  fi
}

packages_of_machine() { dpkg-query -W -f '${Package} ${Version} ${db:Status-Status}\n'; }
traces() { find /etc /usr/bin /usr/share /var/lib/dpkg /var/lib/ucf -xdev -path '*sandbox*' ! -path '*/python3/*' 2>/dev/null | sort; }
remember_machine() { packages_of_machine >"$work/packages.before" && traces >"$work/traces.before"; }
as_it_was() {
  diff "$work/packages.before" <(packages_of_machine) && diff "$work/traces.before" <(traces)
}

install_deb() { undo=purge_deb && with_root dpkg -i "$work"/sandbox_*.deb; }
purge_deb() { undo=true && with_root dpkg --purge sandbox; }

says_its_version() {
  [[ $(/usr/bin/sandbox --version) == "sandbox $(version_of_project)" ]] && dpkg --verify sandbox
}

# The profile of AppArmor is there where AppArmor understands it, and nowhere else. Both are tried in a mount namespace
# in which /etc/apparmor.d and ucf's records are empty, with an AppArmor that is switched off.
gives_apparmor_its_profile() {
  # shellcheck disable=SC2016  # the inner shell expands it
  with_root unshare --mount --propagation private sh -eux <<'EOT'
for directory in /etc/apparmor.d /var/lib/ucf /mnt; do mount -t tmpfs none "$directory"; done
mkdir /etc/apparmor.d/abi
touch /var/lib/ucf/hashfile /var/lib/ucf/registry
printf '#!/bin/sh\nexit 1\n' >/mnt/aa-enabled
chmod +x /mnt/aa-enabled
export PATH=/mnt:$PATH DEBIAN_FRONTEND=noninteractive
script=/var/lib/dpkg/info/sandbox profile=/etc/apparmor.d/sandbox
absent() { if test -e "$1"; then exit 1; fi; }
sh "$script.postinst" configure ''
absent "$profile"
touch /etc/apparmor.d/abi/4.0
sh "$script.postinst" triggered /etc/apparmor.d/abi/4.0
cmp "$profile" /usr/share/sandbox/apparmor
echo '# mine' >>"$profile"
sh "$script.postinst" configure 0.1.0
grep '# mine' "$profile"
sh "$script.postrm" remove
test -e "$profile"
sh "$script.postrm" purge
absent "$profile"
echo '# of somebody else' >"$profile"
sh "$script.postrm" purge
test -e "$profile"
EOT
}

# The promises count themselves; a failing one is shown as there.
promises_are_kept() {
  local text counts
  text=$(tests/promises/run --build "$build" --installed /usr --as user)
  counts=$(sed -nE 's/^([0-9]+) passed, ([0-9]+) failed, ([0-9]+) skipped$/\1 \2 \3/p' <<<"$text" | tail -n 1)
  grep -E '^((FAIL|ok|skip)  |      \|)' <<<"$text"
  local ok fail skip
  read -r ok fail skip <<<"${counts:-0 1 0}"
  passed=$((passed + ok)) failed=$((failed + fail))
  while read -r reason; do skips+=("installed: $reason"); done < <(sed -n 's/^skipped: //p' <<<"$text")
}

test_deb() {
  check 'the Debian package has the version of the project' has_the_version
  check 'lintian finds nothing in the Debian package' lintian_finds_nothing
  check 'no file of the Debian package lends rights' lends_no_rights
  check 'the Debian package has the pages that its README names' has_what_its_readme_names "$work/unpacked/usr/share/doc/sandbox"
  local reason
  reason=$(reason_against_installing)
  if [[ -n $reason ]]; then
    skip 'the Debian package is installed and kept its promises' "$reason"
    return
  fi
  remember_machine
  check 'the Debian package can be installed' install_deb || return
  check 'what it installed is whole and says its version' says_its_version
  check "AppArmor's profile comes where AppArmor knows it, and goes with the package" gives_apparmor_its_profile
  promises_are_kept
  check 'the Debian package can be removed' purge_deb
  check 'the machine is as it was' as_it_was
}
