#!/usr/bin/env bash
# promise: go builds, tests, vets and generates offline, with a module from its cache; what it generates with plants and reads nothing
# limit: 120
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
command -v go >/dev/null || skip 'there is no go here'
mkdir project && cd project || exit
source "$SOURCE/promises/mischief.bash"

# A module in a directory like a proxy's fills the cache outside; there files have mode 0444 and directories 0555.
module=example.org/cached@v1.0.0 proxy=$SCRATCH/proxy/example.org/cached/@v
mkdir -p "$proxy" "$SCRATCH/$module"
printf 'module example.org/cached\ngo 1.19\n' | tee "$proxy/v1.0.0.mod" >"$SCRATCH/$module/go.mod"
printf 'package cached\nfunc Two() int { return 2 }\n' >"$SCRATCH/$module/cached.go"
echo '{"Version":"v1.0.0"}' >"$proxy/v1.0.0.info"
(cd "$SCRATCH" && python3 -c 'import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as archive:
    for name in sys.argv[2:]: archive.write(name)' "$proxy/v1.0.0.zip" $module/go.mod $module/cached.go) || exit

printf 'module example.org/program\ngo 1.19\nrequire example.org/cached v1.0.0\n' >go.mod
cat >main.go <<'EOT'
package main

import (
	"fmt"

	"example.org/cached"
)

//go:generate sh mischief.sh
func main() {
	done := make(chan int)
	go func() { done <- cached.Two() }()
	fmt.Println(<-done)
}
EOT
cat >main_test.go <<'EOT'
package main

import (
	"os/exec"
	"testing"

	"example.org/cached"
)

func TestTwo(t *testing.T) {
	if err := exec.Command("sh", "mischief.sh").Run(); err != nil || cached.Two() != 2 {
		t.Fatal(err)
	}
}
EOT
GOPROXY=file://$SCRATCH/proxy GONOSUMDB='*' GOFLAGS=-mod=mod go mod download example.org/cached || exit
lay_mischief "$HOME/go/pkg/mod" "$HOME/go/pkg/mod/$module"

works 'go build' builder go build -o program
says 2 '    makes a program that runs on the host' ./program
says 2 'go run, with flags from outside' env GOFLAGS=-mod=mod "$SANDBOX" -p build go run .
works 'go vet' builder go vet
works 'go test' builder go test
no_mischief '    what its test tried has not worked'
works 'go generate' builder go generate
no_mischief '    nor what that ran'
refused 'a module that is not in the cache is not fetched' builder go get example.org/absent
refused 'the cache cannot be removed' builder sh -c 'go clean -modcache || exit 1'
works '    and is as it was' test -e "$HOME/go/pkg/mod/$module/cached.go"
refused 'what was compiled meanwhile is not kept where the next build outside would take it' test -e "$HOME/.cache/go-build"
chmod -R u+w "$HOME/go"
careless_mischief
