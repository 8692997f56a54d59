"""What has to be said of the numbers: of all, and of a target that is missed."""
# SPDX-License-Identifier: Apache-2.0

WORLDS = (
    "`floor` does by hand what the launcher does for that world, with nothing parsed, checked or explained: it is the "
    "limit. Floor and launcher install a filter of system calls; bubblewrap has none. `base` shows a system of some "
    "thirty places, `/etc` in pieces, and has two more fences, Landlock and a keyring of its own. Firejail's world is "
    "the nearest that its options build."
)
START_BUBBLEWRAP = (
    "Most of a launch is the kernel's: the floor, which is the least that anybody can take, has the larger part of "
    "bubblewrap's time already. What is ours is in the last table."
)
START_FLOOR = (
    "What the launcher does beyond the floor: a larger program starts, with its own relocations; a profile is read "
    "and decided upon; sources and targets are opened without following a link; what can be closed is closed, "
    "concealed and locked, by steps that the floor leaves out."
)
BINDS = (
    "A bind is in every launcher a mount point, a clone, its restriction and its attachment; bubblewrap reads the "
    "list of all mounts for each."
)
BINDS_FLOOR = (
    "The launcher reads and plans each entry, and opens its source and its target without following links: seven "
    "system calls more for each than the floor."
)
BINDS_GROWTH = (
    "The floor's own factor is {:.1f}: what 1000 mounts cost the kernel is that much more than the rest of a launch, "
    "so the target is below the limit."
)
BINDS_BUBBLEWRAP = "It is the same work for each bind; bubblewrap's time grows with the square."
MEMORY = "The launcher holds its profile and its plan until the command ends."
ONE_MEMORY = "The launcher's init shares its memory: what both have is counted once."
SYSCALLS = (
    "That there is a filter at all costs so much, whatever it says: the second row has one that allows everything."
)
TOLD = "A listener is made, and sent to the launcher."
TOLD_FILES = (
    "A call that is told of waits until the launcher has answered. By default that is what is refused, and what "
    "connects; files are told of with the other ways of `log.denials`."
)
SYSCALLS_FILTER = "What the kernel answers from its bitmap costs the same with every filter."
BUILD = "A build's processes pay for the filter at each system call and for longer ways through the mounts."
TERMINAL = (
    "The kernel's pseudo-terminal itself is the limit, and a relay passes everything through two of them: what comes "
    "out of the first goes into the second. That is so for script(1), too."
)
TERMINAL_SCRIPT = (
    "Both copy what one pseudo-terminal gives into another; what is between is the number of bytes at a time."
)
LAUNCH = (
    "Medians of what the kernel's trace of system calls saw (`tests/bench/launch_profile.py`), which makes each a "
    "little slower: the sums are larger than the times above. Between two phases stands a system call; the processes "
    "run one after the other, so the phases add up to the launch."
)
LAUNCH_WHY = (
    "What is above the floor, and why it stays. *Until its main()*: a position-independent program relocates itself "
    "and copies those pages; linked to a fixed address, `-p base` took 0.96 of its time (`tests/bench/stopwatch`), "
    "but an attacker would know where everything is. *Reading, deciding, planning*: the largest part that is ours. "
    "There is no hot place in it (`perf record`): it is code that runs once, from cold caches, a page fault for each "
    "64 KiB of it; about a fifth is TOML, a third system calls that look at what the profile names. *The world*: each "
    "source and target is opened without following a link, parts of /proc are concealed, and what is attached in "
    "pieces has a file system of its own. *Rights given up by pid 1*: here the filter binds the first process, too; "
    "the floor's binds the command only. The bounding set is emptied by one call for each capability. *The ends*: a "
    "larger process is taken down."
)
