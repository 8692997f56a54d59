#!/usr/bin/env bash
# promise: cargo builds, tests and runs offline, with crates beside, vendored and cached; a build script plants and reads nothing
# limit: 120
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
command -v cargo >/dev/null || skip 'there is no cargo here'
mkdir project && cd project || exit
source "$SOURCE/promises/mischief.bash"

# crate DIRECTORY NAME DEPENDENCIES: a library that knows its name.
crate() {
  mkdir -p "$1/src"
  printf '[package]\nname = "%s"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\n%s\n' "$2" "$3" >"$1/Cargo.toml"
  printf 'pub fn name() -> String { "%s".into() }\n' "$2" >"$1/src/lib.rs"
}

# A registry like the one of crates.io, but in a directory, fills the cache outside.
registry=$SCRATCH/registry
crate "$registry/cached-0.1.0" cached ''
tar -C "$registry" -czf "$registry/cached.crate" cached-0.1.0
mkdir -p "$registry/index/ca/ch"
printf '{"dl":"file://%s/{crate}.crate"}' "$registry" >"$registry/index/config.json"
printf '{"name":"cached","vers":"0.1.0","deps":[],"cksum":"%s","features":{},"yanked":false}' \
  "$(sha256sum "$registry/cached.crate" | cut -d ' ' -f 1)" >"$registry/index/ca/ch/cached"
git -C "$registry/index" init -q && git -C "$registry/index" add .
git -C "$registry/index" -c user.name=a -c user.email=a@example.org commit -qm all
mkdir "$HOME/.cargo"
printf '[source.crates-io]\nreplace-with = "directory"\n[source.directory]\nregistry = "file://%s/index"\n' "$registry" >"$HOME/.cargo/config.toml"
echo 'token = "secret"' >"$HOME/.cargo/credentials.toml"

crate beside beside ''
crate program program $'beside = { path = "../beside" }\ncached = "0.1"'
rm program/src/lib.rs
cat >program/src/main.rs <<'EOT'
fn main() {
    println!("{} {}", beside::name(), cached::name());
}
#[test]
fn names() {
    assert_eq!(std::thread::spawn(beside::name).join().unwrap(), "beside");
}
EOT
cat >program/build.rs <<'EOT'
fn main() {
    assert!(std::process::Command::new("sh").arg("../mischief.sh").status().unwrap().success());
}
EOT
lay_mischief "$HOME/.cargo/registry" "$HOME/.cargo/bin"
mkdir "$HOME/.cargo/bin"
(cd program && cargo fetch -q) || exit
run() { (cd program && builder "${@}"); }

says 'beside cached' 'cargo run builds and runs it' run cargo run -q
no_mischief '    what its build script tried has not worked'
works 'cargo test' run cargo test -q
works 'cargo check, and metadata for editors' run sh -c 'cargo check -q && cargo metadata --format-version 1 >metadata'
refused 'what holds the right to publish cannot be read' run sh -c 'cat ~/.cargo/credentials.toml || exit 1'
exits 101 'a crate that is not in the cache is not fetched' run sh -c 'echo "absent = \"1\"" >>Cargo.toml; cargo build -q'

crate vendored/vendored vendored ''
echo '{"files":{},"package":null}' >vendored/vendored/.cargo-checksum.json
printf '[source.crates-io]\nreplace-with = "vendored"\n[source.vendored]\ndirectory = "%s/vendored"\n' "$PWD" >"$HOME/.cargo/config.toml"
crate other other 'vendored = "0.1"'
works 'a vendored crate' builder cargo build -q --manifest-path other/Cargo.toml
rm -f mischief.log
careless_mischief
