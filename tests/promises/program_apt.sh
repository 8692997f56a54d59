#!/usr/bin/env bash
# promise: with subordinate ids apt fetches as its own user, and dpkg installs files of several users below a directory
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/subids.bash"

for program in apt-get dpkg dpkg-deb; do command -v $program >/dev/null || skip "there is no $program here"; done
getent passwd _apt >/dev/null || skip 'apt has no user _apt here'

mkdir project && chown "$lent_user:$lent_group" project
project=$WORK/project

# make_package NAME MODE: inside, a package with a file of man's in that mode.
cat >"$WORK/make-package" <<'T'
set -e
mkdir -p "$1/DEBIAN" "$1/opt/$1"
printf 'Package: %s\nVersion: 1\nArchitecture: all\nMaintainer: nobody <n@example.org>\nDescription: for a test\n' "$1" >"$1/DEBIAN/control"
echo text >"$1/opt/$1/file"
chmod 644 "$1/DEBIAN/control" "$1/opt/$1/file"
chown man:games "$1/opt/$1/file"
chmod "$2" "$1/opt/$1/file"
dpkg-deb --build "$1" "$1.deb" >/dev/null
{
  cat "$1/DEBIAN/control"
  printf 'Filename: ./%s.deb\nSize: %s\nSHA256: %s\n\n' "$1" "$(stat -c %s "$1.deb")" "$(sha256sum "$1.deb" | cut -d ' ' -f 1)"
} >>Packages
T
cat >"$WORK/apt" <<'T'
set -e
mkdir -p lists/partial cache/archives/partial state fetched root/var/lib/dpkg/info root/var/lib/dpkg/updates
touch root/var/lib/dpkg/status
top=$PWD
echo "deb [trusted=yes] file:$top ./" >sources.list
chown _apt lists/partial cache/archives/partial fetched
cd fetched
exec apt-get -qq -o Dir::Etc=/dev/null -o Dir::Etc::SourceList="$top/sources.list" -o Dir::Etc::SourceParts=/dev/null \
  -o Dir::State="$top/state" -o Dir::State::Lists="$top/lists" -o Dir::State::Status="$top/root/var/lib/dpkg/status" -o Dir::Cache="$top/cache" \
  -o Dir::Log=/dev/null -o APT::Sandbox::User=_apt -o APT::Sandbox::Verify=1 -o Acquire::Languages=none "$@"
T
inside=(--rw "$project" --ro "$WORK/make-package" --ro "$WORK/apt" --set "process.cwd=$project")
install=(dpkg --root="$project/root" --no-triggers -i)

fake_root
works 'a package with a file of another user is made' lent_box "${inside[@]}" -- sh "$WORK/make-package" plain 0640
works 'apt reads the list of packages as its own user' lent_box "${inside[@]}" -- sh "$WORK/apt" update
works '    and fetches the package' lent_box "${inside[@]}" -- sh "$WORK/apt" download plain
works '    which is there' lent_box "${inside[@]}" -- test -s "$project/fetched/plain_1_all.deb"
says man:games '    and dpkg installs it with the owners that it says' lent_box "${inside[@]}" -- \
  sh -c '"$@" plain.deb >/dev/null && stat -c %U:%G root/opt/plain/file' - "${install[@]}"
if [[ $WHO == root ]]; then
  same "$((700000 + $(id -u man) - 1))" "$(stat -c %u "$project/root/opt/plain/file")" '    which are lent ids outside'
fi

fake_root 'seccomp.features = ["set-id-files"]'
works 'a package with a set-user-ID file is made where files may be' lent_box "${inside[@]}" -- sh "$WORK/make-package" special 4755
works '    and installed there' lent_box "${inside[@]}" -- "${install[@]}" special.deb
fake_root
refused 'elsewhere dpkg cannot install it' lent_box "${inside[@]}" -- sh -c '"$@" special.deb >/dev/null || exit 1' - "${install[@]}"
works 'a sandbox removes what it left' lent_box "${inside[@]}" -- sh -c 'rm -rf "$0"/*' "$project"
