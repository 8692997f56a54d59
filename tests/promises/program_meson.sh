#!/usr/bin/env bash
# promise: meson and ninja configure, build and test a project in the build profile; what it runs while configuring plants and reads nothing
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir -p project/sub && cd project || exit
source "$SOURCE/promises/mischief.bash"
cat >meson.build <<'EOT'
project('example', 'c', default_options: ['warning_level=2'])
configuration = configuration_data()
configuration.set('ANSWER', 42)
configure_file(output: 'config.h', configuration: configuration)
library = static_library('answer', 'answer.c')
program = executable('program', 'main.c', link_with: library, dependencies: meson.get_compiler('c').find_library('m'))
test('answers', program)
run_command('sh', 'mischief.sh', check: true)
EOT
echo 'int answer(void); int answer(void) { return 42; }' >answer.c
printf '#include "config.h"\nint answer(void);\nint main(void) { return answer() != ANSWER; }\n' >main.c

lay_mischief

works 'meson setup' builder meson setup build
no_mischief '    what that ran has achieved nothing'
works 'meson compile' "$SANDBOX" -p build meson compile -C build
works '    with the program on the host' ./build/program
works 'meson test' "$SANDBOX" -p build meson test -C build
sed -i 's/return 42/return 41/' answer.c
refused 'a test that fails is a failure here, too' "$SANDBOX" -p build meson test -C build
works 'from below, the project is the directory with .git' bash -c 'cd sub && "$0" -p build ninja -C ../build' "$SANDBOX"
careless_mischief
