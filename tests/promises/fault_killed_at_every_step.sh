#!/usr/bin/env bash
# promise: whichever process of a launch is killed, and at whichever system call, nothing is left, and nothing runs half confined
# limit: 120
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/onlooker.bash"
source "$SOURCE/promises/fault.bash"

undisturbed

# The command stays until it is ended: what outlives its launcher is seen. So the launcher does not come to what it calls after that.
sed -i '/^launcher signalfd4 /,${/^launcher /{/^launcher signalfd4 /!d}}' "$SCRATCH/calls"
{ sampled; meanwhile; } | sed 's/$/ KILL/' >"$SCRATCH/kills"
works "$(wc -l <"$SCRATCH/kills") launches are disturbed, each at another call" \
  disturb try "$SCRATCH/disturbed" 10 -- "${launch[@]}" stays <"$SCRATCH/kills"

# judged ADDRESS…: what is wrong with the result of that kill, or nothing.
judged() {
  # The kill may come while the command is about to tell, or too late. What it tells must be so.
  [[ $facts == "$out"* ]] || echo 'the command runs otherwise confined'
  [[ $reached != never ]] || return
  case $status in hangs | stays | crashes) echo "it $status"; return ;; esac
  case $1 in
    launcher) [[ $status == 137 ]] || echo "it ends with $status" ;;
    init)
      [[ $status == 125 || $status == 137 ]] || echo "it ends with $status"
      [[ $err == 'sandbox: '*'first process'*'signal 9'* ]] || echo 'it does not say what happened' ;;
    command)
      [[ $status == 137 ]] || echo "it ends with $status"
      [[ -z $err ]] || echo 'it comments the end of the command'
      [[ -z $out && ! -e ran.$number ]] || echo 'the command ran' ;;
  esac
}

number=0 missed=0 wrong=0 not_met=''
while read -r kill; do
  number=$((number + 1))
  result "$number"
  # shellcheck disable=SC2086  # words are meant
  said_of_it=$(judged $kill)
  [[ $reached != never ]] || { missed=$((missed + 1)); not_met+="$kill, "; }
  [[ -n $said_of_it ]] || continue
  wrong=$((wrong + 1))
  [[ -z $out ]] || out=$(diff <(echo "$facts") <(echo "$out"))
  verdict no "$kill: ${said_of_it//$'\n'/, }" 'an end with 125 or 137, and no command that is less confined'
done <"$SCRATCH/kills"
same 0 "$wrong" 'each of them ends the launch, and no command runs less confined'
((missed < number / 50)) && good=yes || good=no
out=$not_met err=''
verdict "$good" '    and nearly all are met' 'less than a fiftieth not met'
eventually 5 'none of them left a process' gone "$mark"
says '' 'or a file' left_behind
