"""A project to build, of the size of a small program: C that nothing but a compiler and make are needed for. Each file makes the
compiler read headers and optimize, and make start a process and a linker."""
# SPDX-License-Identifier: Apache-2.0
FILES = 30
FUNCTIONS = 8

MAKEFILE = """objects := $(patsubst %.c,%.o,$(wildcard *.c))
program: $(objects)
\tcc -o $@ $^
%.o: %.c
\tcc -O2 -pipe -c -o $@ $<
"""

SOURCE = """#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry_{n} {{ char name[32]; unsigned long key; struct entry_{n} *next; }};
static struct entry_{n} *table_{n}[1 << 10];

static unsigned long hash_{n}(const char *text) {{
  unsigned long value = {n} + 14695981039346656037UL;
  while (*text) value = (value ^ (unsigned char)*text++) * 1099511628211UL;
  return value;
}}

static void insert_{n}(const char *name) {{
  struct entry_{n} *entry = calloc(1, sizeof *entry);
  strncpy(entry->name, name, sizeof entry->name - 1);
  entry->key = hash_{n}(name);
  entry->next = table_{n}[entry->key % (1 << 10)];
  table_{n}[entry->key % (1 << 10)] = entry;
}}

{functions}
unsigned long run_{n}(unsigned long seed) {{
  char name[32];
  for (int i = 0; i < 100; ++i) {{
    snprintf(name, sizeof name, "entry %lu", seed + i);
    insert_{n}(name);
  }}
  return seed{calls};
}}
"""

FUNCTION = """static unsigned long mix_{n}_{i}(unsigned long seed) {{
  unsigned long rows[64], sum = seed;
  for (int i = 0; i < 64; ++i) rows[i] = (seed ^ i) * {i}UL + {n};
  for (int i = 0; i < 64; ++i)
    for (int j = 0; j < 64; ++j) sum += rows[i] * (rows[j] >> {shift}) ^ hash_{n}("mix");
  return sum;
}}
"""


def write_project(directory):
    directory.mkdir()
    (directory / "Makefile").write_text(MAKEFILE)
    for n in range(FILES):
        functions = "".join(FUNCTION.format(n=n, i=i, shift=i % 7 + 1) for i in range(FUNCTIONS))
        calls = "".join(f" + mix_{n}_{i}(seed)" for i in range(FUNCTIONS))
        (directory / f"part{n}.c").write_text(SOURCE.format(n=n, functions=functions, calls=calls))
    declared = "".join(f"unsigned long run_{n}(unsigned long);\n" for n in range(FILES))
    called = "".join(f" + run_{n}(seed)" for n in range(FILES))
    (directory / "main.c").write_text(
        f"#include <stdio.h>\n{declared}int main(int seed, char **v) {{ (void)v; return printf(\"%lu\\n\", 0UL{called}) < 0; }}\n")
    return directory
