// What is written for those who may have stopped reading.
//
// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <doctest/doctest.h>
#include <errno.h>
#include <fcntl.h>
#include <string>
#include <thread>
#include <unistd.h>

#include "kernel/fd.h"
#include "kernel/files.h"
#include "launch/timely_write.h"

namespace {

using namespace sandbox;
using namespace std::chrono_literals;
using launch::write_in_time;

constexpr std::size_t more_than_a_pipe_holds = 300'000;

}  // namespace

TEST_CASE("all of a text is written while somebody reads, however slowly") {
  kernel::Fd there;
  kernel::Fd here;
  REQUIRE(!kernel::make_pipe(there, here));
  std::size_t seen = 0;
  std::jthread reader([&] {
    std::string some(10'000, '\0');
    for (std::size_t length = 1; length > 0; seen += length) {
      std::this_thread::sleep_for(1ms);
      if (kernel::read_some(there.number(), some.data(), some.size(), length)) return;
    }
  });
  CHECK(!write_in_time(here.number(), std::string(more_than_a_pipe_holds, 'x'), 10s));
  here.close();
  reader.join();
  CHECK(seen == more_than_a_pipe_holds);
}

TEST_CASE("nobody is waited for longer than was said") {
  kernel::Fd there;
  kernel::Fd here;
  REQUIRE(!kernel::make_pipe(there, here));
  const auto begin = std::chrono::steady_clock::now();
  CHECK(write_in_time(here.number(), std::string(more_than_a_pipe_holds, 'x'), 50ms).error == ETIMEDOUT);
  CHECK(write_in_time(here.number(), "x", 0ms).error == ETIMEDOUT);
  CHECK(std::chrono::steady_clock::now() - begin < 5s);
  CHECK(!write_in_time(STDERR_FILENO, "", 0ms));
}
