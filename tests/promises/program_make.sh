#!/usr/bin/env bash
# promise: make builds and tests a C project in the build profile, in parallel, again after a change, and what its rules plant and read is nothing
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir -p project/src && cd project || exit
source "$SOURCE/promises/mischief.bash"
cat >Makefile <<'EOT'
CFLAGS ?= -O1
objects = src/main.o src/sum.o src/table.o

program: $(objects) libextra.a
	$(CC) $(LDFLAGS) -o $@ $(objects) -L. -lextra -lm
libextra.a: src/extra.o
	$(AR) rcs $@ $^
src/table.h: src/numbers.txt
	sed 's/.*/&,/' $< >$@
src/table.o: src/table.h
check: program
	./program | grep -qx 'sum 10.0'
	mkdir -p check.tmp && mktemp -p /tmp && rm -r check.tmp
clean:
	rm -f program libextra.a src/*.o src/table.h
mischief:
	sh mischief.sh
.PHONY: check clean mischief
EOT
printf '1\n2\n3\n4\n' >src/numbers.txt
printf 'int table[] = {\n#include "table.h"\n};\nint length = sizeof table / sizeof *table;\n' >src/table.c
printf 'extern int table[], length;\nint sum(void) { int s = 0; for (int i = 0; i < length; i++) s += table[i]; return s; }\n' >src/sum.c
printf '#include <math.h>\ndouble extra(int n) { return floor(n + 0.5); }\n' >src/extra.c
printf '#include <stdio.h>\nint sum(void);\ndouble extra(int);\nint main(void) { printf("sum %%.1f\\n", extra(sum())); }\n' >src/main.c

works 'make -j2 builds it' "$SANDBOX" -p build make -j2
works '    with the files on the host' test -x program
works 'make check runs what was built' "$SANDBOX" -p build make check
matches '*up to date*' 'nothing is built twice' "$SANDBOX" -p build make
printf '1\n' >src/numbers.txt
exits 2 'after a change the check fails, and make says so' "$SANDBOX" -p build make -s check
says 'sum 1.0' '    because the program was built anew' ./program
works 'CFLAGS reach the compiler' env CFLAGS='-g -DFROM_OUTSIDE' "$SANDBOX" -p build make -B CC='gcc -v'
matches '*-D FROM_OUTSIDE*' '    as they were given' echo "$err"
works 'make clean removes what was made' "$SANDBOX" -p build make clean
refused '    on the host, too' test -e program
builder touch ../made 2>/dev/null
refused 'beside the project nothing is written on the host' test -e ../made

printf '#include <stdlib.h>\nint main(void) { char *p = malloc(8); p[0] = 1; free(p); return p == 0; }\n' >clean.c
printf '#include <stdlib.h>\nint main(int n, char **v) { char *p = malloc(8); free(p); return p[n]; }\n' >bad.c
works 'address sanitizer finds nothing in a good program' "$SANDBOX" -p build sh -c 'gcc -fsanitize=address -o clean clean.c && ./clean'
capture "$SANDBOX" -p build sh -c 'gcc -w -fsanitize=address -o bad bad.c && ./bad'
[[ $status == 1 && $err == *heap-use-after-free* ]] && good=yes || good=no
verdict "$good" '    and the mistake in a bad one' 'exit status 1 and heap-use-after-free' ./bad

lay_mischief
works 'a rule may do what it likes' builder make mischief
no_mischief '    and achieves nothing'
careless_mischief
