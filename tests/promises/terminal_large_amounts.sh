#!/usr/bin/env bash
# promise: however much is typed or said, and however slowly it is read, nothing is lost, and nothing happens meanwhile that is not needed
# limit: 120
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

inside=("$SANDBOX" -p base --)

works 'a million bytes are pasted' at_terminal mode:raw see:ready 'paste:1000000:0123456789abcdefghijklmnopqrstuvwxyz-fifty-bytes-\n' see:1000000 end:0 -- \
  "${inside[@]}" sh -c 'stty -echo -icrnl; echo ready; head -c 1000000 | wc -c'
works '    to one who reads slowly' at_terminal mode:raw see:ready 'paste:200000:0123456789abcdefghijklmnopqrstuvwxyz-fifty-bytes-\n' see:200000 end:0 -- \
  "${inside[@]}" sh -c 'stty -echo -icrnl; echo ready; for i in $(seq 20); do head -c 10000; sleep 0.05; done | wc -c'
works 'a million bytes are said, and the last arrive after the command has ended' at_terminal see:the-last-line 'count:15000:0123456789abcdefghijklmnopqrstuvwxyz-and-a-line-of-100-bytes-0123456789' end:0 -- \
  "${inside[@]}" sh -c 'yes 0123456789abcdefghijklmnopqrstuvwxyz-and-a-line-of-100-bytes-0123456789 | head -n 15000; echo the-last-line'
works 'who says more than the terminal takes can be ended' at_terminal pause:0.3 'type:\x03' 'end:signal 2' -- "${inside[@]}" yes
works 'a terminal that shows nothing holds nobody up who ends the launcher' python3 - "${inside[@]}" yes <<'T'
import os, pty, select, signal, sys, time
pid, master = pty.fork()
if pid == 0:
    os.execv(sys.argv[1], sys.argv[1:])
select.select([master], [], [], 10)
time.sleep(0.5)
os.kill(pid, signal.SIGTERM)
for _ in range(100):
    ended, status = os.waitpid(pid, os.WNOHANG)
    if ended:
        sys.exit(0)
    time.sleep(0.05)
os.kill(pid, signal.SIGKILL)
sys.exit("it waits for the terminal")
T

# Between two looks a second apart, with nothing to do.
idle() {
  python3 - "${inside[@]}" sleep 20 <<'T'
import os, pty, signal, sys, time
pid, master = pty.fork()
if pid == 0:
    os.execv(sys.argv[1], sys.argv[1:])
time.sleep(1)
def switches():
    with open(f"/proc/{pid}/task/{pid}/status") as status:
        return sum(int(line.split()[1]) for line in status if "ctxt_switches" in line)
before = switches()
time.sleep(2)
print(switches() - before, "wake-ups")
os.kill(pid, signal.SIGKILL)
T
}
says '0 wake-ups' 'a launcher that has nothing to relay sleeps' idle
