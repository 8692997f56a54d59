#!/usr/bin/env bash
# promise: node runs a file: it knows the user, makes threads and child processes, and serves on its own loopback
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
command -v node >/dev/null || skip 'node is not in /usr/bin or its like'

mkdir project && cd project || exit
cat >main.mjs <<'EOT'
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, get } from 'node:http';
import { userInfo, homedir, tmpdir } from 'node:os';
import { Worker } from 'node:worker_threads';

const { uid, homedir: home } = userInfo();
if (uid !== process.getuid() || home !== homedir()) throw new Error('not this user');
writeFileSync(`${tmpdir()}/file`, 'x');
writeFileSync('made', execFileSync('echo', ['child']));
await new Promise((resolve) => new Worker('postMessage = 0', { eval: true }).on('exit', resolve));
const server = createServer((_, response) => response.end('served'));
server.listen(0, '127.0.0.1', () =>
  get({ port: server.address().port, host: '127.0.0.1' }, (response) =>
    response.on('data', (text) => console.log(`${text}, ${readFileSync('made')}`.trim())).on('end', () => server.close())));
EOT
says 'served, child' 'a file with a server, a worker and a child process' "$SANDBOX" -p build node main.mjs
works '    and what it wrote is on the host' test -e made
exits 3 'its exit status passes' "$SANDBOX" -p build node -e 'process.exit(3)'
