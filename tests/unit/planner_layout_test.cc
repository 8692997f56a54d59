// Which of two wishes for one path wins, in which order the tree is built, and what must not stand where.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <doctest/doctest.h>
#include <string>
#include <vector>

#include "planner/layout.h"
#include "pretend_host.h"
#include "support/error.h"

namespace {

using namespace sandbox;

using planner::Layout;
using planner::Rank;
using testing::PretendHost;
using Phrases = std::vector<std::string>;

const Origin in_profile{.place = "own.toml:7", .key = "filesystem"};
const Origin typed{.place = "--rw", .key = {}};

planner::Placement tree(const std::string& from, const std::string& at, Rank rank, const Origin& origin = in_profile) {
  return {.at = *InnerPath::parse(at),
          .object = planner::HostTree{.from = *HostPath::parse(from),
                                      .kind = Kind::directory,
                                      .restrictions = {.read_only = rank != Rank::rw},
                                      .recursive = true},
          .rank = rank,
          .origin = origin};
}

planner::Placement object(const std::string& at, planner::Object object, Rank rank, const Origin& origin = in_profile) {
  return {.at = *InnerPath::parse(at), .object = std::move(object), .rank = rank, .origin = origin};
}

Phrases phrases(Layout& layout, const PretendHost& host = {}) {
  Phrases list;
  layout.settle(host);
  for (const steps::Step& step : layout.steps(host)) list.push_back(steps::phrase_of(step.action));
  return list;
}

Phrases phrases_of(const std::vector<planner::Placement>& placements, const PretendHost& host = {}) {
  Layout layout;
  for (const planner::Placement& placement : placements) layout.place(placement);
  return phrases(layout, host);
}

std::string complaint_about(const std::vector<planner::Placement>& placements, const PretendHost& host = {}) try {
  phrases_of(placements, host);
  return "no complaint";
} catch (const PolicyError& error) {
  return error.complaint().sentence;
}

const Phrases opt_read_only{"make the directory /opt (mode 0755)", "attach /opt, read-only"};
const Phrases opt_writable{"make the directory /opt (mode 0755)", "attach /opt, writable"};

}  // namespace

TEST_CASE("for one path the stricter wish wins, whichever came first") {
  const auto ro = tree("/opt", "/opt", Rank::ro);
  const auto rw = tree("/opt", "/opt", Rank::rw);
  const auto system = tree("/opt", "/opt", Rank::system);
  const auto tmpfs = object("/opt", planner::PrivateDirectory{}, Rank::tmpfs);
  CHECK(phrases_of({ro, rw}) == opt_read_only);
  CHECK(phrases_of({rw, ro}) == opt_read_only);
  CHECK(phrases_of({tmpfs, rw}) == opt_writable);
  CHECK(phrases_of({rw, tmpfs}) == opt_writable);
  CHECK(phrases_of({system, rw}) == opt_writable);
  CHECK(phrases_of({rw, system}) == opt_writable);
}

TEST_CASE("what is hidden stays hidden, however it is listed besides") {
  const auto shown = tree("/home/ada/src/tool", "/home/ada/src/tool", Rank::rw);
  const auto hidden = object("/home/ada/src/tool/lib", planner::Hidden{}, Rank::hide);
  for (const Rank rank : {Rank::tmpfs, Rank::rw, Rank::ro}) {
    const auto listed = tree("/opt", "/home/ada/src/tool/lib", rank);
    CHECK(phrases_of({shown, hidden, listed}).back() == "hide the directory /home/ada/src/tool/lib");
    CHECK(phrases_of({shown, listed, hidden}).back() == "hide the directory /home/ada/src/tool/lib");
  }
}

TEST_CASE("a flag beats a profile's wish for the same path") {
  const auto profile = tree("/opt", "/opt", Rank::ro);
  const auto flag = tree("/opt", "/opt", Rank::rw, typed);
  CHECK(phrases_of({profile, flag}) == opt_writable);
  CHECK(phrases_of({flag, profile}) == opt_writable);
}

TEST_CASE("a flag that loses to a stricter flag is refused, not ignored") {
  const auto rw = tree("/opt", "/opt", Rank::rw, typed);
  const auto ro = tree("/opt", "/opt", Rank::ro, {.place = "--ro", .key = {}});
  const std::string complaint = "--rw has no effect on /opt: a stricter flag for the same path wins";
  CHECK(complaint_about({rw, ro}) == complaint);
  CHECK(complaint_about({ro, rw}) == complaint);
  CHECK(complaint_about({rw, rw}) == "no complaint");
}

TEST_CASE("what --set changes of the system's own trees is no flag for just this path") {
  const auto system = tree("/opt", "/opt", Rank::system, {.place = "--set", .key = "filesystem.system"});
  CHECK(phrases_of({system, tree("/opt", "/opt", Rank::rw)}) == opt_writable);
}

TEST_CASE("two different things of one rank at one path are refused; the same twice is no contradiction") {
  const auto one = tree("/opt", "/x", Rank::ro);
  const auto other = tree("/usr", "/x", Rank::ro);
  CHECK(complaint_about({one, other}) == "two different things are to stand at /x");
  CHECK(complaint_about({one, one}) == "no complaint");
  const auto file = object("/x", planner::MadeFile{.content = "a"}, Rank::made);
  const auto link = object("/x", planner::Link{"y"}, Rank::made);
  CHECK(complaint_about({file, link}) == "two different things are to stand at /x");
  const auto small = object("/x", planner::PrivateDirectory{.parameters = {{"size", "1M"}}}, Rank::tmpfs);
  const auto large = object("/x", planner::PrivateDirectory{.parameters = {{"size", "9M"}}}, Rank::tmpfs);
  // A profile changes what it extends: the later one holds.
  const Phrases built = phrases_of({small, large});
  CHECK(std::any_of(built.begin(), built.end(), [](const std::string& p) { return p.find("9M") != p.npos; }));
}

TEST_CASE("parents come before what lies below them, links come last, whatever the order of the wishes") {
  std::vector<planner::Placement> placements{
      object("/a/link", planner::Link{"b"}, Rank::made),
      object("/a/b/note", planner::MadeFile{.content = "x"}, Rank::made),
      tree("/usr", "/a/b/usr", Rank::ro),
      object("/a/b", planner::PrivateDirectory{}, Rank::tmpfs),
  };
  const Phrases built = phrases_of(placements);
  CHECK(built == Phrases{"make the directory /a (mode 0755)", "make the directory /a/b (mode 0755)",
                         "attach an empty directory in memory at /a/b (mode 0755), writable",
                         "make the empty file /a/b/note",
                         "attach a file of 1 bytes at /a/b/note (mode 0444), read-only",
                         "make the directory /a/b/usr (mode 0755)", "attach /usr at /a/b/usr, read-only",
                         "make the link /a/link to b"});
  std::reverse(placements.begin(), placements.end());
  CHECK(phrases_of(placements) == built);
}

TEST_CASE("a mount inside a tree of the host needs its point there, of its kind, and not behind a link") {
  PretendHost host;
  host.directory("/opt/dir").file("/opt/note").link("/opt/link", "dir").refuse("/opt/closed", EACCES);
  const auto outer = tree("/opt", "/opt", Rank::ro);
  const auto place = [&](const std::string& at) { return complaint_about({outer, tree("/usr", at, Rank::ro)}, host); };
  CHECK(place("/opt/dir") == "no complaint");
  CHECK(place("/opt/none") ==
        "nothing can be placed at /opt/none: /opt/none does not exist on the host, and nothing is ever made there");
  CHECK(place("/opt/none/deeper") ==
        "nothing can be placed at /opt/none/deeper: /opt/none does not exist on the host, and nothing is ever made "
        "there");
  CHECK(place("/opt/note") == "nothing can be placed at /opt/note: /opt/note is no directory");
  CHECK(place("/opt/link") ==
        "nothing can be placed at /opt/link: /opt/link is a symbolic link, and no mount goes through one");
  CHECK(place("/opt/closed/x") == "nothing can be placed at /opt/closed/x: /opt/closed: permission denied");
  const auto file = object("/opt/dir", planner::MadeFile{.content = "x"}, Rank::made);
  CHECK(complaint_about({outer, file}, host) == "nothing can be placed at /opt/dir: /opt/dir is a directory");
}

TEST_CASE("the point is looked for where the tree comes from, not where it stands") {
  PretendHost host;
  host.directory("/opt/dir");
  const auto outer = tree("/opt", "/shown", Rank::ro);
  CHECK(complaint_about({outer, tree("/usr", "/shown/dir", Rank::ro)}, host) == "no complaint");
  host.directory("/shown/only-here");
  CHECK(complaint_about({outer, tree("/usr", "/shown/only-here", Rank::ro)}, host) != "no complaint");
}

TEST_CASE("nothing stands below a file or a kernel's file system") {
  const auto below = [](planner::Object outer) {
    return complaint_about({object("/x", std::move(outer), Rank::made), tree("/usr", "/x/usr", Rank::ro)});
  };
  CHECK(below(planner::MadeFile{.content = "x"}) == "nothing can be placed at /x/usr: /x holds no other paths");
  CHECK(below(planner::KernelFilesystem{}) == "nothing can be placed at /x/usr: /x holds no other paths");
}

TEST_CASE("what is wanted below a link of the system goes where the link leads") {
  const auto link = object("/bin", planner::Link{"usr/bin"}, Rank::system);
  const auto usr = tree("/usr", "/usr", Rank::system);
  PretendHost host;
  host.file("/usr/bin/tool");
  auto tool = tree("/opt/tool", "/bin/tool", Rank::ro);
  std::get<planner::HostTree>(tool.object).kind = Kind::file;
  const Phrases built = phrases_of({link, usr, tool}, host);
  CHECK(std::find(built.begin(), built.end(), "attach /opt/tool at /usr/bin/tool, read-only") != built.end());
  const auto planted = object("/bin", planner::Link{"usr/bin"}, Rank::made);
  CHECK(complaint_about({planted, usr, tool}, host) == "/bin/tool lies below /bin, which is a symbolic link");
}

TEST_CASE("only what is shown is hidden, and only what is there") {
  const auto outer = tree("/home/ada", "/home/ada", Rank::ro);
  const auto hide = [](const std::string& at, bool optional) {
    return object(at, planner::Hidden{.optional = optional}, Rank::hide);
  };
  CHECK(phrases_of({hide("/home/ada/.ssh", false)}).empty());
  CHECK(phrases_of({outer, hide("/home/ada/.ssh", false)}).back() == "hide the directory /home/ada/.ssh");
  CHECK(phrases_of({outer, hide("/home/ada/.gitconfig", false)}).back() == "hide the file /home/ada/.gitconfig");
  CHECK(complaint_about({outer, hide("/home/ada/none", false)}).starts_with("cannot hide /home/ada/none: "));
  CHECK(complaint_about({outer, hide("/home/ada/none", true)}) == "no complaint");
  // What cannot be hidden must not stay visible without a word, even where it is optional.
  PretendHost host;
  host.link("/home/ada/link", "/home/ada/.ssh");
  CHECK(complaint_about({outer, hide("/home/ada/link", true)}, host) ==
        "cannot hide /home/ada/link: /home/ada/link is a symbolic link, and no mount goes through one");
}

TEST_CASE("a layout knows what of the host stands where") {
  Layout layout;
  layout.place(tree("/opt", "/tools", Rank::ro));
  layout.place(object("/tools/own", planner::PrivateDirectory{}, Rank::tmpfs));
  const auto source = [&](const std::string& at) {
    const auto path = layout.source_of(*InnerPath::parse(at));
    return path ? path->text() : std::string("nothing");
  };
  CHECK(source("/tools") == "/opt");
  CHECK(source("/tools/a/b") == "/opt/a/b");
  CHECK(source("/tools/own") == "nothing");
  CHECK(source("/tools/own/a") == "nothing");
  CHECK(source("/toolshed") == "nothing");
  CHECK(source("/") == "nothing");
}
