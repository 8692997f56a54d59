// What user-dirs.dirs(5) says of the user's own directories.
//
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <string>
#include <string_view>

#include "machine/user_directories.h"

namespace {

std::string music_in(std::string_view text) {
  const auto directory = sandbox::user_directory(text, "XDG_MUSIC_DIR", *sandbox::HostPath::parse("/home/ada"));
  return directory ? directory->text() : "none";
}

}  // namespace

TEST_CASE("a directory of the user's is below the home, or absolute") {
  CHECK(music_in("XDG_MUSIC_DIR=\"$HOME/Music\"\n") == "/home/ada/Music");
  CHECK(music_in("# a comment\nXDG_VIDEOS_DIR=\"/v\"\nXDG_MUSIC_DIR=\"/srv/music\"") == "/srv/music");
  CHECK(music_in("\t XDG_MUSIC_DIR = \"$HOME/Music\" \n") == "/home/ada/Music");
  CHECK(music_in("XDG_MUSIC_DIR=\"/a\"\nXDG_MUSIC_DIR=\"/b\"\n") == "/b");
}

TEST_CASE("a backslash keeps what follows it") {
  CHECK(music_in(R"(XDG_MUSIC_DIR="$HOME/de\"sk")") == "/home/ada/de\"sk");
  CHECK(music_in(R"(XDG_MUSIC_DIR="/a\\b")") == "/a\\b");
  CHECK(music_in("XDG_MUSIC_DIR=\"/a\\") == "/a\\");
}

TEST_CASE("what names no directory is none") {
  CHECK(music_in("") == "none");
  CHECK(music_in("#XDG_MUSIC_DIR=\"/srv\"\n") == "none");
  CHECK(music_in("XDG_MUSIC_DIRS=\"/srv\"\n") == "none");
  CHECK(music_in("XDG_MUSIC_DIR=/srv\n") == "none");
  CHECK(music_in("XDG_MUSIC_DIR=\"$HOMEfoo/x\"\n") == "none");
  CHECK(music_in("XDG_MUSIC_DIR=\"$OTHER/x\"\n") == "none");
  CHECK(music_in("XDG_MUSIC_DIR=\"$HOME/\"\n") == "none");
  CHECK(music_in("XDG_MUSIC_DIR=\"") == "none");
}
