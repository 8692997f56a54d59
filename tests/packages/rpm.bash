# The RPM package; read by `run`. Debian's rpm lacks Fedora's macros for meson: those used are defined here, and install
# what has been compiled already. What Fedora needs for compiling is thereby not tested.
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash

spec=packaging/rpm/sandbox.spec
rpm_macros=()
set_macros() {
  rpm_macros=(--define "_topdir $work/rpm" --define '_mandir /usr/share/man' --define 'debug_package %{nil}' --define 'meson true' --define 'meson_build true'
    --define 'meson_test true' --define "meson_install meson install -C $(compiled) --no-rebuild --destdir %{buildroot}")
}

spec_has_the_version() { [[ $(rpmspec "${rpm_macros[@]}" -q --srpm --qf '%{version}' "$spec") == "$(version_of_project)" ]]; }

# What is installed and not listed, and what is listed and not installed, both end it.
build_rpm() {
  mkdir -p "$work/rpm/SOURCES" &&
    git -C "$tree" archive --prefix="sandbox-$(version_of_project)/" HEAD | xz -0 >"$work/rpm/SOURCES/sandbox-$(version_of_project).tar.xz" &&
    rpmbuild -bb --nodeps "${rpm_macros[@]}" "$spec"
}

# What is not listed must not be packed without a word: one line less is noticed.
notices_unlisted_files() {
  local text
  grep -v 'man7/' "$spec" >"$work/less.spec" || return 1
  text=$(rpmbuild -bb --nodeps "${rpm_macros[@]}" "$work/less.spec" 2>&1) && return 1
  [[ $text == *unpackaged*man7* ]]
}

rpm_lends_no_rights() {
  mkdir "$work/rpm/unpacked" && (cd "$work/rpm/unpacked" && rpm2cpio ../RPMS/*/*.rpm | cpio -id --quiet) &&
    tests/installed-rights "$work/rpm/unpacked" &&
    rpm -qp --qf '[%{FILENAMES} %{FILECAPS}\n]' "$work"/rpm/RPMS/*/*.rpm | grep -v ' (none)$' && return 1
  return 0
}

rpmlint_finds_nothing() { rpmlint --config tests/packages/rpmlint.toml "$spec" "$work"/rpm/RPMS/*/*.rpm; }

test_rpm() {
  set_macros
  check 'the spec of the RPM package has the version of the project' spec_has_the_version
  check 'the RPM package builds of what has been compiled' build_rpm || return
  check 'a file that the spec does not list is noticed' notices_unlisted_files
  check 'no file of the RPM package lends rights' rpm_lends_no_rights
  check 'the RPM package has the pages that its README names' has_what_its_readme_names "$work"/rpm/unpacked/usr/share/doc/sandbox*
  check 'rpmlint finds nothing in it' rpmlint_finds_nothing
}
