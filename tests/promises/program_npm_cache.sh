#!/usr/bin/env bash
# promise: npm installs a locked package from the cache that was filled outside, and cannot change the cache
# limit: 120
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
for program in node npm; do command -v $program >/dev/null || skip "there is no $program here"; done
mkdir project && cd project || exit
source "$SOURCE/promises/mischief.bash"

echo '{"name":"whole","version":"1.0.0","scripts":{"postinstall":"sh mischief.sh"}}' >package.json
if ! timeout 30 npm install --ignore-scripts --no-audit --no-fund --fetch-retries=0 ms@2 >"$SCRATCH/filled" 2>&1; then
  kill "$listener"
  wait "$listener" 2>/dev/null
  skip 'npm cannot fetch a package here'
fi
cache=$HOME/.npm/_cacache
facts() { find "$cache" -type f -exec sha256sum {} + | sort; }
facts >"$SCRATCH/before"
lay_mischief "$cache/content-v2" "$cache/content-v2/sha512"

rm -r node_modules
works 'npm ci takes it from the cache' builder npm ci
no_mischief '    its scripts achieve nothing'
says 1000 '    it can be used' builder node -p 'require("ms")("1s")'
rm -r node_modules
works 'so does npm install with the lock file' builder npm install
rm mischief.log
says '' 'what npm writes meanwhile is not in the cache' diff "$SCRATCH/before" <(facts)
builder sh -c 'echo poison >>"$(find ~/.npm/_cacache/content-v2 -type f | head -n 1)"; npm cache clean --force; rm -rf ~/.npm' >/dev/null 2>&1
says '' 'nor can the cache be poisoned or cleared' diff "$SCRATCH/before" <(facts)
careless_mischief
