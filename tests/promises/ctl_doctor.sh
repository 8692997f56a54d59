#!/usr/bin/env bash
# promise: `sandboxctl doctor` says whether `sandbox true` works here, whatever stands in its way, and names that and its repair
# limit: 180
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/doctor.bash"
in_private_mounts

# limited NAME NUMBER CMD…: in a user namespace whose own limit of that name is that number.
limited() {
  unshare --user --map-root-user bash -c 'echo "$1" >"/proc/sys/user/max_$0_namespaces" && shift && exec "$@"' "$@"
}

agrees 'where nothing is in the way, all is well' works env
agrees 'so it is within a limit that is ample' works limited user 100
for kind in user mnt net; do
  agrees "user.max_${kind}_namespaces = 0 is named, with the command that raises it" \
    "missing  launch *user.max_${kind}_namespaces is 0 here"$'\n'"         sudo sysctl -w user.max_${kind}_namespaces=10000"$'\n'"*missing  namespaces *" limited "$kind" 0
done
agrees 'a limit that is used up, though not 0' '*missing  launch *limit*' limited user 1 unshare --user --map-root-user
agrees 'a seccomp filter that forbids namespaces' '*missing  launch *an outer seccomp filter forbids it*under a system call filter*' "$PROBE" without-namespaces
agrees 'a namespace in which the caller has no number' '*missing  launch *no number in the user namespace*' unshare --user
agrees '    or his group alone' '*missing  launch *no number in the user namespace*' unshare --user --map-user=12
agrees 'who gains no privileges can launch all the same' works setpriv --no-new-privs

# What lies over parts of /proc keeps the kernel from giving another one.
mount -t tmpfs none /proc/sys/kernel
agrees 'a masked /proc, as in a container' '*missing  launch *procfs*unmask=ALL*' env
umount /proc/sys/kernel
agrees '    and without that all is well again' works env
mount --rbind /proc /proc && mount -o remount,bind,ro /proc
agrees 'a /proc that is read-only' '*missing  launch *mounted read-only*--proc /proc*' env
umount -l /proc
mkdir bare && mount --rbind / bare && mount -t tmpfs none bare/proc
agrees 'a root without a /proc' $'*missing  launch *no procfs at /proc*\n         sudo mount -t proc proc /proc\n*' chroot bare
umount -l bare

# What it tells to be done is done, and helps.
repaired() {
  unshare --user --map-root-user bash -c '
    echo 0 >/proc/sys/user/max_user_namespaces
    ! "$0" true 2>/dev/null || exit 3
    repair=$("$1" doctor --json | python3 -c "import json, sys; print(next(one[\"repair\"] for one in json.load(sys.stdin) if one[\"subject\"] == \"launch\"))")
    [[ $repair == "sudo sysctl -w "* ]] || exit 4
    PATH=$PATH:/usr/sbin:/sbin && ${repair#sudo } >/dev/null && "$0" true' "$SANDBOX" "$SANDBOXCTL"
}
works 'the command that it gives for a limit repairs it' repaired

finding() { "$SANDBOXCTL" doctor | grep -A1 "^$1  *$2"; }
directory=$HOME/.config/sandbox/profiles
mkdir -p "$directory"
matches "*$directory is yours*" 'a directory for profiles is listed' finding ok 'profile directories'
mkdir "$directory/build.d" && chmod 0777 "$directory/build.d"
matches "*$directory/build.d can be written by everybody*chmod go-w $directory/build.d*" '    and one for additions to them' finding weaker 'profile directories'
rmdir "$directory/build.d" && chmod 1777 "$directory"
lacks '*chmod*' '    what is a place for everybody is not to be closed' finding weaker 'profile directories'
chmod 0777 "$directory"
matches "*$directory can be written by everybody*chmod go-w $directory*" '    and told of when others can write there' finding weaker 'profile directories'
mkdir -p "$directory/default.d"
printf 'version = 1\nlog.denials = "file"\nlog.file = "/proc/refusals"\n' >"$directory/default.d/log.toml"
agrees 'so is a log of refusals that cannot be written' '*missing  launch from here *cannot write refusals to /proc/refusals*' env
rm -r "$directory/default.d"
printf 'version = 1\nnonsense = 1\n' >"$directory/torn.toml"
matches '*torn is broken*nonsense*sandboxctl check torn*' 'so is a profile with a mistake' finding weaker profiles
works 'neither keeps a launch from working' "$SANDBOXCTL" doctor
printf 'version = 1\nnonsense = 1\n' >"$directory/default.toml"
agrees 'a broken profile does that a launch takes by default' 'ok       launch *missing  launch from here *nonsense*' env
