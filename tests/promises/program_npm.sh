#!/usr/bin/env bash
# promise: npm packs, installs and runs scripts offline, with what lies in the project; install scripts plant and read nothing
# limit: 120
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
for program in node npm; do command -v $program >/dev/null || skip "there is no $program here"; done
mkdir project && cd project || exit
source "$SOURCE/promises/mischief.bash"
echo '//registry.example.org/:_authToken=secret' >"$HOME/.npmrc"

mkdir part
echo '{"name":"part","version":"1.0.0","scripts":{"install":"sh ../../mischief.sh"}}' >part/package.json
echo 'module.exports = 42' >part/index.js
echo '{"name":"whole","version":"1.0.0","scripts":{"prepare":"sh mischief.sh","test":"node test.js"}}' >package.json
printf 'const fs = require("fs"), home = require("os").homedir();\nif (require("part") !== 42 || fs.existsSync(`${home}/.npmrc`)) process.exit(3);\n' >test.js
lay_mischief "$HOME/.local/bin"
mkdir -p "$HOME/.local/bin"

works 'npm pack' builder npm pack --silent ./part
works 'npm install, of the archive' builder npm install --foreground-scripts ./part-1.0.0.tgz
no_mischief '    whose scripts have achieved nothing'
works '    which is in the project' test -e node_modules/part/index.js
works 'npm test' builder npm test
rm -r node_modules
works 'npm ci, with the lock file that was made' builder npm ci
no_mischief '    whose scripts have achieved nothing'
refused 'a package that is nowhere is not fetched' builder npm install absent
refused 'nothing of it is in the cache of the host' test -e "$HOME/.npm"
careless_mischief
