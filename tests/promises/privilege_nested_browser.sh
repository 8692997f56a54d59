#!/usr/bin/env bash
# promise: nested = "browser" lets a browser build its own sandbox: user namespaces and a changed root, and no mounts
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

# What is user 0 inside cannot map that id into a namespace of its own; browsers would not run as user 0 either.
browser=(--set 'namespaces.nested="browser"' --set user.uid=1000 --set user.gid=1000)
refused_with EPERM 'a user namespace cannot be made by default' ask -- unshare user
works '    a browser may' ask "${browser[@]}" -- unshare user
works '    by clone as well' ask "${browser[@]}" -- clone user
works 'in it other namespaces can be made' \
  box "${browser[@]}" -- unshare --user --map-root-user --net --pid --ipc --fork true
works '    and the root changed' box "${browser[@]}" -- unshare --user --map-root-user chroot /usr /bin/true
refused_with EPERM 'a mount namespace cannot' ask "${browser[@]}" -- unshare mount
refused_with EPERM '    not with a user namespace either' ask "${browser[@]}" -- clone user 0x20000
refused '    so nothing can be mounted' box "${browser[@]}" -- unshare --user --map-root-user --mount true
refused_with EPERM '    no mount call works' ask "${browser[@]}" -- call mount
refused_with ENOSYS '    and no clone whose flags cannot be seen' ask "${browser[@]}" -- clone3 user
refused_with EPERM 'no namespace can be entered' ask "${browser[@]}" -- setns /proc/self/ns/net
complains '*"browsers", did you mean "browser"*' 'another word is refused' ask --set 'namespaces.nested="browsers"' -- unshare user
