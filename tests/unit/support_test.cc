// Text that came from outside, words and paths.
//
// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <doctest/doctest.h>
#include <string>
#include <string_view>
#include <vector>

#include "policy/environment.h"
#include "policy/filesystem.h"
#include "policy/identity.h"
#include "policy/variables.h"
#include "support/error.h"
#include "support/paths.h"
#include "support/quote.h"
#include "support/words.h"

namespace {

using namespace sandbox;

template <class E>
void check_words() {
  for (const Word<E>& entry : words_of<E>) {
    CHECK(value_of<E>(entry.word) == entry.value);
    CHECK(word_of(entry.value) == entry.word);
    for (const std::string_view later : later_words_of<E>) CHECK(later != entry.word);
  }
}

}  // namespace

TEST_CASE("nothing that a terminal obeys is printed as it came") {
  CHECK(visible("plain text, also äöü and 漢字") == "plain text, also äöü and 漢字");
  CHECK(visible("\x1b[31mred") == "\\x1b[31mred");
  CHECK(visible("a\nb\tc\x7f") == "a\\x0ab\\x09c\\x7f");
  CHECK(visible(std::string_view("a\0b", 3)) == "a\\x00b");
  // The control characters above 127, a lone continuation, an overlong slash, a surrogate, a change of direction.
  CHECK(visible("\xc2\x9b") == "\\xc2\\x9b");
  CHECK(visible("\x80") == "\\x80");
  CHECK(visible("\xc0\xaf") == "\\xc0\\xaf");
  CHECK(visible("\xed\xa0\x80") == "\\xed\\xa0\\x80");
  CHECK(visible("\xe2\x80\xae") == "\\xe2\\x80\\xae");
  CHECK(visible("\xf4\x90\x80\x80") == "\\xf4\\x90\\x80\\x80");
  CHECK(visible("\xe6\xbc") == "\\xe6\\xbc");
}

TEST_CASE("a word for the shell is quoted only when it must be") {
  CHECK(shell_word("/usr/bin/make") == "/usr/bin/make");
  CHECK(shell_word("two words") == "'two words'");
  CHECK(shell_word("") == "''");
  CHECK(shell_word("it's") == "'it'\\''s'");
  CHECK(shell_word("$HOME") == "'$HOME'");
}

TEST_CASE("a mistyped word finds the one that was meant, and nothing else") {
  constexpr auto words = std::to_array<std::string_view>({"ro", "rw", "tmpfs", "hide", "symlinks"});
  CHECK(nearest("tmpf", words) == "tmpfs");
  CHECK(nearest("hied", words) == "hide");
  CHECK(nearest("symlink", words) == "symlinks");
  CHECK(!nearest("completely", words));
  CHECK(did_you_mean("hied", words) == ", did you mean \"hide\"?");
  CHECK(did_you_mean("completely", words).empty());
}

TEST_CASE("a text is split at every separator, and empty parts are parts") {
  using Parts = std::vector<std::string_view>;
  CHECK(split("/a:/b", ':') == Parts{"/a", "/b"});
  CHECK(split(":a::", ':') == Parts{"", "a", "", ""});
  CHECK(split("", ':') == Parts{""});
}

TEST_CASE("lists of what is possible end with or") {
  constexpr auto three = std::to_array<std::string_view>({"a", "b", "c"});
  CHECK(joined_with_or(three) == "a, b or c");
  CHECK(joined_with_or(std::span(three).first(2)) == "a or b");
  CHECK(joined_with_or(std::span(three).first(1)) == "a");
}

TEST_CASE("words and enumerators are each other's") {
  check_words<policy::SystemTrees>();
  check_words<policy::Home>();
  check_words<policy::Access>();
  check_words<policy::MountOption>();
  check_words<policy::MountType>();
  check_words<policy::Inherit>();
  check_words<policy::Shared>();
  check_words<policy::NetworkMode>();
  check_words<policy::Variable>();
}

TEST_CASE("paths are tidied, and inside they do not climb") {
  CHECK(HostPath::parse("//usr/./lib//")->text() == "/usr/lib");
  CHECK(HostPath::parse("/")->is_root());
  CHECK(!HostPath::parse("usr"));
  CHECK(!HostPath::parse(""));
  CHECK(!HostPath::parse(std::string_view("/a\0b", 4)));
  CHECK(HostPath::parse("/a/../b")->text() == "/a/../b");
  CHECK(!InnerPath::parse("/a/../b"));
  CHECK(InnerPath::parse("/a/..b")->text() == "/a/..b");
}

TEST_CASE("a path lies within a directory, not beside one whose name begins alike") {
  const InnerPath usr = *InnerPath::parse("/usr");
  CHECK(InnerPath::parse("/usr")->is_within(usr));
  CHECK(InnerPath::parse("/usr/lib")->is_within(usr));
  CHECK(!InnerPath::parse("/usrlocal")->is_within(usr));
  CHECK(InnerPath::parse("/usr/lib")->below(usr) == "/lib");
  CHECK(InnerPath::parse("/usr")->below(InnerPath{}) == "/usr");
  CHECK(InnerPath{}.below(InnerPath{}).empty());
  CHECK(InnerPath::parse("/a/b/c")->depth() == 3);
  CHECK(InnerPath{}.depth() == 0);
  CHECK(std::string_view(InnerPath{}.relative()) == ".");
  CHECK((InnerPath{} / "a/b").text() == "/a/b");
}

TEST_CASE("an error has up to four lines, and leaves out what is empty") {
  CHECK(Complaint{.sentence = "no", .wanted_by = {}, .refused_by = {}, .hint = {}}.text() == "sandbox: no\n");
  CHECK(Complaint{.sentence = "cannot x", .wanted_by = "--ro", .refused_by = "open (EACCES)", .hint = "do y"}.text() ==
        "sandbox: cannot x\n  wanted by   --ro\n  refused by  open (EACCES)\n  hint        do y\n");
}
