#!/usr/bin/env bash
# promise: what a profile makes depend on a condition holds exactly when the condition does
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

touch here
profile <<EOT
extends = ["base"]
[[when]]
if   = { env = "MODE=open" }
then = { filesystem = { ro = ["$WORK/here"] } }
[[when]]
if   = { exists = "$WORK/here", kernel = ">=5.0", arch = "!m68k" }
then = { env = { set = { HERE = "yes" } } }
else = { env = { set = { HERE = "no" } } }
[[when]]
if   = { command = "sh" }
then = { env = { set = { SHELL_RUN = "yes" } } }
EOT
export MODE=open
works 'what the condition opens can be read' ask -- open-read "$WORK/here"
MODE=closed
refused_with ENOENT '    and is not there otherwise' ask -- open-read "$WORK/here"
says 'yes yes' 'conditions about the machine and the command hold' box -- sh -c 'echo "$HERE $SHELL_RUN"'
rm here
says 'no unset' '    and do not' box -- env sh -c 'echo "$HERE ${SHELL_RUN-unset}"'
wrong_condition() { printf "version = 1\n[[when]]\nif.kernel = \"new\"\nthen = {}\n" >wrong.toml && "$SANDBOX" -p ./wrong.toml true; }
complains '*if.kernel: "new" is not a version*' 'a condition that is none is refused' \
  wrong_condition
profile <<<$'extends = ["base"]\n[[when]]\nif.arch = "amd64"\nthen.env.pass = ["X"]'
complains '*no machine "amd64", did you mean "x86_64"*' 'one that can never hold is refused' box -- true
