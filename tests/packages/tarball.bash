# The tarballs of a release; read by `run`.
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash

# Somebody who has nothing but a home.
as_somebody() {
  local -a become=()
  ((EUID != 0)) || become=(setpriv --reuid 54321 --regid 54321 --clear-groups)
  "${become[@]}" env -i HOME="$work/home" PATH="$work/home/.local/bin:/usr/bin:/bin" TERM=dumb LANG=C.UTF-8 "$@"
}

make_tarballs() { "$tree/release/make-tarballs" --compiled "$(compiled)" "$1"; }

makes_the_same_twice() {
  local again=$work/again
  (umask 077 && cd / && TMPDIR=$work "$tree/release/make-tarballs" --compiled "$(compiled)" "$again") &&
    diff "$work/release/SHA256SUMS" "$again/SHA256SUMS" && [[ $(wc -l <"$again/SHA256SUMS") == 2 ]]
}

holds_what_git_has() {
  diff <(git -C "$tree" ls-files | sort) \
    <(tar -tf "$work"/release/sandbox-*.tar.xz | sed -n 's,^[^/]*/,,p' | grep -v -e '/$' -e '^$' | sort)
}

unpacks() {
  mkdir -m 755 "$work/home" && { ((EUID != 0)) || chown 54321:54321 "$work/home"; } &&
    as_somebody sh -c 'mkdir ~/.local && tar -C ~/.local -xzf -' <"$(echo "$work"/release/sandbox-*-linux-*.tar.gz)" &&
    tests/installed-rights "$work/home/.local"
}

runs() {
  [[ $(as_somebody sandbox --version) == "sandbox $(version_of_project)" ]] &&
    as_somebody sh -c 'mkdir ~/project && cd ~/project && sandbox true && sandbox -p base sh -c "! test -e ~/.local/bin/sandbox"' &&
    as_somebody sandboxctl list | grep -w build && [[ $(as_somebody sandboxctl check build) == *fine* ]]
}

# All that belongs to it is at the place below ~/.local where others look for it.
is_whole() {
  local file
  for file in share/man/man1/sandbox.1 share/man/man1/sandboxctl.1 share/man/man5/sandbox-profile.5 share/man/man7/sandbox-seccomp.7 \
    share/bash-completion/completions/sandbox share/zsh/site-functions/_sandbox share/fish/vendor_completions.d/sandboxctl.fish \
    share/sandbox/profiles/build.toml share/sandbox/sandbox-profile.schema.json share/doc/sandbox/LICENSE; do
    [[ -s $work/home/.local/$file ]] || { echo "$file is missing" && return 1; }
  done
  mandoc -T lint -W error "$work"/home/.local/share/man/man?/sandbox*
  as_somebody manpath 2>/dev/null | grep -F "$work/home/.local/share/man"
}

# The same files as of an installation, and the home beside the directories of the system.
has_apparmor_in_the_home() {
  local directory=$work/home/.local/share/sandbox
  apparmor/check "$directory/apparmor" "$directory/apparmor-nested"
  local status=$?
  grep -F '@{HOME}/.local/bin/sandbox{,ctl}' "$directory/apparmor" && grep -F '@{HOME}/.local/bin/sandbox{,ctl}' "$directory/apparmor-nested" &&
    ((status == 0 || status == 77))
}

test_tarball() {
  check 'tarballs of source and programs can be made' make_tarballs "$work/release" || return
  check 'made again, elsewhere and with another umask, they are the same' makes_the_same_twice
  check 'the tarball of the source has what git has' holds_what_git_has
  check 'an ordinary user unpacks the other one in ~/.local' unpacks || return
  check 'what is unpacked there runs' runs
  check 'what is unpacked there is whole' is_whole
  check 'it has the pages that its README names' has_what_its_readme_names "$work/home/.local/share/doc/sandbox"
  check "AppArmor's profile there is for programs there" has_apparmor_in_the_home
}
