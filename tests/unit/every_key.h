// A profile that uses every key.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace sandbox::testing {

inline constexpr std::string_view every_key = R"(version = 1
name = "all"
description = "Everything at once."

[filesystem]
system = "full"
etc = ["@base", "ssh"]
home = "rw"
proc = "minimal"
ro = ["/ro"]
rw = ["/rw:/there?"]
tmpfs = ["/t1", { path = "/t2", size = "1M", perms = "0700", noexec = true }]
protect = ["/protect"]
create = ["/made"]
hide = ["/hidden"]
symlinks = { "/link" = "text" }

[[filesystem.mount]]
source = "/bs"
target = "/bt"
mode = "rw"
optional = true
recursive = false
options = ["noexec", "noatime"]

[[filesystem.mount]]
type = "tmpfs"
target = "/tt"
size = "2M"
inodes = 9
perms = "1777"
options = ["nosymfollow"]

[[filesystem.file]]
path = "/f"
content = "c"
source = "/s"
perms = "0400"
writable = true

[env]
inherit = "all"
pass = ["P*"]
unset = ["U"]
path = ["/bin"]
set = { S = "s" }

[user]
uid = 11
gid = 12
name = "builder"
home = "/home/builder"
shell = "/bin/dash"
groups = "drop"
subids = true

[namespaces]
share = ["ipc", "uts"]
hostname = "box"
time = "private"
nested = "allow"

[network]
mode = "host"
families = ["unix", "vsock"]
tcp_bind = [80, "8000-8010"]
tcp_connect = []

[seccomp]
default = "deny"
allow = ["@default", "read"]
deny = ["@debug"]
log = ["mount"]
on_deny = "errno:EACCES"
on_unknown = "trap"
arch = ["native"]
features = ["devel"]
bpf = "/own.bpf"

[[seccomp.rule]]
syscalls = ["ioctl", "@swap"]
action = "kill"
args = [{ index = 1, op = "ge", value = 0x5401, mask = 0xffff }]

[landlock]
enable = "require"
scope = ["signal"]

[capabilities]
keep = ["chown"]
ambient = ["CAP_CHOWN"]

[devices]
allow = ["kvm", "/dev/extra?"]

[sockets]
ssh_agent = true
gpg_agent = true
pcsc = true
cups = true
nscd = true
journal = true
unix = ["/run/own.sock?"]

[terminal]
tty = "none"

[limits]
timeout = "90s"
kill_after = "500ms"
nice = 5

[limits.rlimit]
as = 1
core = 2
cpu = 3
data = 4
fsize = 5
memlock = 6
msgqueue = 7
nice = 8
nofile = "9:10"
nproc = 11
rtprio = 12
rttime = 13
sigpending = 14
stack = "unlimited"

[process]
command = ["make", "test"]
cwd = "/cwd"
umask = "077"
pass_fds = [3, 7]
init = false
forward_signals = false
die_with_parent = true
memory_deny_write_execute = true
memfd_noexec = true
core_scheduling = true

[log]
denials = "file"
file = "/log/denials.jsonl"
)";

}  // namespace sandbox::testing
