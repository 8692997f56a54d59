#!/usr/bin/env bash
# promise: curl, wget and git clone fetch over the network of the host into the current directory; they read nothing of the home, and serve nobody
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
command -v curl >/dev/null || skip 'there is no curl here'

mkdir -p served "$HOME/fetched" && echo text >served/file && cd "$HOME/fetched" || exit
served=$WORK/served
git init -q "$served/repository"
git -C "$served/repository" -c user.name=a -c user.email=a@example.org commit -q --allow-empty -m first
git -C "$served/repository" update-server-info
cat >"$SCRATCH/server.py" <<'EOT'
import functools, http.server, sys
class Handler(http.server.SimpleHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/who":
            self.send_response(200), self.end_headers(), self.wfile.write(self.headers.get("Authorization", "nobody").encode())
        else:
            super().do_GET()
    def log_message(self, *_):
        pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=sys.argv[1]))
print(server.server_port, flush=True)
server.serve_forever()
EOT
python3 "$SCRATCH/server.py" "$served" >"$SCRATCH/port" &
server=$!
wait_for test -s "$SCRATCH/port" || exit
url=http://127.0.0.1:$(<"$SCRATCH/port")

works 'curl is given the profile for it, and fetches' "$SANDBOX" curl -sS -O "$url/file"
same text "$(cat file)" '    what the host then has'
says text 'by a name, too' "$SANDBOX" curl -sS "${url/127.0.0.1/localhost}/file"
if command -v wget >/dev/null; then works 'so does wget' "$SANDBOX" wget -q -O other "$url/file"; fi
works 'and git' "$SANDBOX" -p fetch git clone -q "$url/repository/.git" clone
works '    which makes a repository of the host' git -C clone log --format=%s
exits 7 'under another profile nobody is reached' "$SANDBOX" -p script curl -sS "$url/file"

echo 'machine 127.0.0.1 login ada password secret' >"$HOME/.netrc" && chmod 600 "$HOME/.netrc"
matches 'Basic *' 'careless: curl tells the server what the home says of it' curl -sS --netrc-optional "$url/who"
says nobody 'inside it does not know' "$SANDBOX" curl -sS --netrc-optional "$url/who"
"$SANDBOX" curl -sS -o ../beside "$url/file" 2>/dev/null
refused 'beside the directory nothing is written on the host' test -e ../beside
mkdir -p .git/hooks
exits 23 'nor where git would run it' "$SANDBOX" curl -sS -o .git/hooks/pre-commit "$url/file"
if landlock_version_at_least 4; then
  refused_with EACCES 'nobody is served' "$SANDBOX" -p fetch --ro "$PROBE" -- "$PROBE" bind-tcp 0
fi
kill "$server"
wait "$server" 2>/dev/null
true
