// What the kernel will be asked, in order. Made once by the planner, then only read: printed by --explain, carried out
// by the launch. It knows nothing of profiles, except that each step remembers the line that wanted it.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "steps/host_action.h"
#include "steps/step.h"

namespace sandbox::steps {

/// Which namespaces are new. User, mount and pid always are.
struct NamespaceSet {
  bool cgroup = true;
  bool ipc = true;
  bool network = true;
  bool uts = true;

  bool operator==(const NamespaceSet&) const = default;
};

/// Consecutive ids: a row of an id map, user_namespaces(7).
struct IdRange {
  std::uint32_t inside = 0;
  std::uint32_t outside = 0;
  std::uint32_t count = 0;

  bool operator==(const IdRange&) const = default;
};

/// A map as the kernel takes it, a row a line.
std::string map_text(const std::vector<IdRange>& ranges);

enum class IdKind { user, group };

/// Work of the supervisor while the first process waits in AwaitIdMaps: maps ids that are not all the caller's own,
/// which only who is privileged outside may do.
struct MapIdRanges {
  IdKind kind = IdKind::user;
  std::vector<IdRange> ranges;
  std::string helper;  ///< newuidmap(1) or newgidmap(1); empty when the supervisor is root and writes the map itself
  Origin origin;
};

/// What it does, as the phrases of steps say it.
std::string phrase_of(const MapIdRanges& work);

/// Whether the command is run, or only everything up to it.
enum class Ending { execute, check };

/// The last act: what becomes of the process.
struct Execute {
  std::vector<std::string> candidates;  ///< paths inside to try, in order, as execvp(3) does
  std::vector<std::string> argv;
  std::vector<std::string> envp;
  std::vector<int> pass_fds;  ///< descriptors above 2 that the command keeps, ascending
  int program = -1;           ///< an open program that is executed instead of the candidates; -1 when there is none
  Ending ending = Ending::execute;
  std::optional<Origin> as_first_process;  ///< who wants it to be pid 1 itself, of a pid namespace inside init's
  Origin origin;
};

/// A name that was to be protected and did not exist when the command began.
struct AwaitedName {
  HostPath path;
  Origin origin;
};

/// What the supervisor relays between the caller's terminal and the command.
enum class Relayed { nothing, terminal, output };

/// Where the caller's terminal is, and what of it is relayed.
struct TerminalUse {
  Relayed relayed = Relayed::nothing;
  int keyboard = -1;           ///< the descriptor that is read; -1 when none is
  int screen = -1;             ///< the descriptor that is written; -1 when none is
  bool in_foreground = false;  ///< the command is, from the beginning
  bool never_asks = false;  ///< the command is not stopped when it wants the keyboard: it has it when that is possible
};

/// How long the command may run.
struct TimeLimit {
  std::chrono::milliseconds until_asked{};   ///< from its start until it is sent SIGTERM
  std::chrono::milliseconds until_killed{};  ///< from then until all is ended
  Origin origin;
};

/// "90 s", "0.5 s".
std::string words_of(std::chrono::milliseconds time);

/// Where what was refused is told.
enum class DenialLog { summary, at_once, file, journal };

/// What the supervisor hears of while the command runs, and tells.
struct Watch {
  DenialLog log = DenialLog::summary;
  std::uint32_t architecture = 0;          ///< whose numbers these are, AUDIT_ARCH_…
  std::vector<std::uint32_t> let_through;  ///< numbers of the system calls that are told of and not refused; ascending
  std::optional<HostPath> file;            ///< without links, for DenialLog::file
  bool heard_late = false;  ///< the filter is the command's own, and may refuse to tell where it is heard
  Origin origin;
};

/// What the supervisor does while the command runs, and when it has ended.
struct Supervision {
  bool die_with_parent = false;
  bool forward_signals = true;       ///< those that end a program by default are for the command, not the launcher
  std::vector<AwaitedName> awaited;  ///< told of when they exist afterwards
  TerminalUse terminal;
  std::optional<TimeLimit> time_limit;
  std::optional<Watch> watch;
};

struct Plan {
  NamespaceSet unshare;
  std::vector<HostStep> before;            ///< the parent, before anything else: what must be there on the host
  std::vector<MapIdRanges> while_waiting;  ///< the supervisor, before the world; mostly nothing
  std::vector<Step> world;                 ///< pid 1: build what the command will see
  std::vector<Step> ruleset;               ///< pid 1: what Landlock lets pass, while all can still be opened
  std::vector<Step> lockdown;              ///< pid 1: give up what is not needed; the command inherits that
  std::vector<Step> start;                 ///< the command alone
  std::vector<Step> guard;  ///< pid 1 alone, when the command runs: its own filter, where that is another
  Execute execute;
  Supervision supervision;
  std::vector<std::string> notes;  ///< what was decided on the way, a sentence each, for who asks with --verbose
};

/// Has nobody be told of refused system calls: for who has another program than the command executed.
void leave_unwatched(Plan& plan);

/// Makes it a plan of everything up to the command's execve; nobody is told of refused system calls, whom nobody could
/// answer.
void check_only(Plan& plan);

/// The plan as `--explain` prints it: one step a line, with the line that wanted it.
std::string text_of(const Plan& plan);

}  // namespace sandbox::steps
