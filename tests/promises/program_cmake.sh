#!/usr/bin/env bash
# promise: cmake and ninja configure, build, test and install a project; what it runs while configuring plants and reads nothing
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
for program in cmake ninja; do command -v $program >/dev/null || skip "there is no $program here"; done
mkdir project && cd project || exit
source "$SOURCE/promises/mischief.bash"

cat >CMakeLists.txt <<'EOT'
cmake_minimum_required(VERSION 3.20)
project(example C)
enable_testing()
find_package(Threads REQUIRED)
execute_process(COMMAND sh ${CMAKE_SOURCE_DIR}/mischief.sh)
add_library(answer SHARED answer.c)
add_custom_command(OUTPUT numbers.h COMMAND sh ${CMAKE_SOURCE_DIR}/numbers.sh)
add_executable(program main.c ${CMAKE_CURRENT_BINARY_DIR}/numbers.h)
target_include_directories(program PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
target_link_libraries(program answer Threads::Threads)
add_test(NAME answers COMMAND program)
install(TARGETS program answer)
EOT
echo 'int answer(void); int answer(void) { return 42; }' >answer.c
printf '#include "numbers.h"\nint answer(void);\nint main(void) { return answer() != ANSWER; }\n' >main.c
echo 'echo "#define ANSWER 42" >numbers.h' >numbers.sh
lay_mischief

works 'cmake configures for ninja' builder cmake -G Ninja -B build -DCMAKE_INSTALL_PREFIX="$PWD/installed"
no_mischief '    what that ran has achieved nothing'
works 'it builds' builder cmake --build build
works '    a program that runs on the host' ./build/program
works 'ctest runs its tests' builder ctest --test-dir build
works 'cmake --install puts it below the project' builder cmake --install build
works '    where it is on the host' test -x installed/bin/program
refused 'into the system it is refused' builder cmake --install build --prefix /usr
matches '*no work to do*' 'nothing is built twice' builder ninja -C build
echo 'int answer(void); int answer(void) { return 41; }' >answer.c
exits 8 'after a change its test fails' builder sh -c 'cmake --build build >/dev/null && ctest --test-dir build'
works 'it configures for make, too' builder cmake -G 'Unix Makefiles' -B other
rm -f mischief.log
careless_mischief
