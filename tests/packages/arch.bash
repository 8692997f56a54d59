# The recipe for Arch; read by `run`. Its functions are called as makepkg(8) does, with an arch-meson that has compiled
# already. What Arch needs for compiling is thereby not tested.
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash

recipe=packaging/arch/PKGBUILD

# makepkg(8) is what reads and sets these variables.
recipe_is_bash() { bash -n "$recipe" && shellcheck --shell=bash --exclude=SC2034,SC2154,SC2164 "$recipe"; }

recipe_has_the_version() (
  # shellcheck disable=SC1090
  source "$recipe" && [[ $pkgver == "$(version_of_project)" && $pkgname == sandbox ]] &&
    for value in "$pkgrel" "$pkgdesc" "${arch[*]}" "${license[*]}" "${depends[*]}" "${source[*]}" "${sha256sums[*]}"; do [[ -n $value ]] || exit 1; done
)

recipe_is_carried_out() (
  set -e
  srcdir=$work/arch/src pkgdir=$work/arch/pkg
  mkdir -p "$srcdir" "$pkgdir" "$work/arch/bin"
  ln -s "$tree" "$srcdir/sandbox-$(version_of_project)"
  printf '#!/bin/sh\nset -e\ntest "$1" = "sandbox-%s"\ntest "$3 $4" = "-D static=false"\nln -s "%s" "$2"\n' \
    "$(version_of_project)" "$(compiled)" >"$work/arch/bin/arch-meson"
  chmod +x "$work/arch/bin/arch-meson"
  PATH=$work/arch/bin:$PATH
  # shellcheck disable=SC1090
  source "$recipe"
  for step in build package; do
    cd "$srcdir"
    "$step"
  done
)

holds_the_same_as_the_rpm() {
  local list='find . -type f -path ./usr/* ! -path ./usr/share/doc/* ! -path ./usr/share/licenses/* ! -path ./usr/lib/*'
  [[ -d $work/rpm/unpacked ]] || return 0
  diff <(cd "$work/arch/pkg" && $list | sort) <(cd "$work/rpm/unpacked" && $list | sed 's/\(man[157]\/.*\)\.gz$/\1/' | sort)
}

test_arch() {
  check 'the recipe for Arch is bash without a fault' recipe_is_bash
  check 'the recipe for Arch has the version of the project' recipe_has_the_version
  check 'its functions pack what has been compiled' recipe_is_carried_out || return
  check 'no file of it lends rights' tests/installed-rights "$work/arch/pkg"
  check 'it has the pages that its README names' has_what_its_readme_names "$work/arch/pkg/usr/share/doc/sandbox"
  check 'it holds what the RPM package holds' holds_the_same_as_the_rpm
}
