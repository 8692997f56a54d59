// See libseccomp_filter.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "libseccomp_filter.h"

#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

namespace sandbox::testing {
namespace {

void must(int result, std::string_view what) {
  if (result != 0) throw std::runtime_error("libseccomp: " + std::string(what) + ": " + std::strerror(-result));
}

// Asked for by number: for the name of a call that x86 also has below socketcall(2), the library tells no number.
std::map<std::string, std::uint32_t, std::less<>> numbers_by_name(std::uint32_t token) {
  constexpr int last = 600;
  std::map<std::string, std::uint32_t, std::less<>> numbers;
  for (int number = 0; number <= last; ++number) {
    char* const name = seccomp_syscall_resolve_num_arch(token, number);
    if (name != nullptr) numbers.emplace(name, static_cast<std::uint32_t>(number));
    std::free(name);
  }
  return numbers;
}

// The library asks the kernel which answers it takes; here nothing is installed, and an imitated kernel says "none".
void know_all_answers() {
  constexpr unsigned with_log_and_kill_process = 3;
  must(seccomp_api_set(with_log_and_kill_process), "setting the level");
}

}  // namespace

std::uint32_t libseccomp_token(syscalls::Machine machine) {
  switch (machine) {
    case syscalls::Machine::x86_64: return SCMP_ARCH_X86_64;
    case syscalls::Machine::x86: return SCMP_ARCH_X86;
    case syscalls::Machine::aarch64: return SCMP_ARCH_AARCH64;
  }
  return 0;
}

LibseccompFilter::LibseccompFilter(syscalls::Machine machine, std::uint32_t otherwise)
    : token_(libseccomp_token(machine)),
      otherwise_(otherwise),
      context_((know_all_answers(), seccomp_init(otherwise)), seccomp_release) {
  if (context_ == nullptr) throw std::runtime_error("libseccomp makes no filter");
  if (token_ == seccomp_arch_native()) return;
  must(seccomp_arch_remove(context_.get(), SCMP_ARCH_NATIVE), "removing this machine");
  must(seccomp_arch_add(context_.get(), token_), "adding another machine");
}

std::optional<std::uint32_t> LibseccompFilter::number_of(std::string_view name) const {
  static std::map<std::uint32_t, std::map<std::string, std::uint32_t, std::less<>>> known;
  auto& numbers = known[token_];
  if (numbers.empty()) numbers = numbers_by_name(token_);
  const auto found = numbers.find(name);
  if (found == numbers.end()) return std::nullopt;
  return found->second;
}

// An action that is the default is no rule to the library.
void LibseccompFilter::add(std::uint32_t action, std::string_view name, const std::vector<scmp_arg_cmp>& comparisons) {
  const auto number = number_of(name);
  if (!number || action == otherwise_) return;
  // On a machine that is not this one the library takes the numbers of this one.
  const int call = seccomp_syscall_resolve_name(std::string(name).c_str());
  must(
      seccomp_rule_add_array(context_.get(), action, token_ == seccomp_arch_native() ? static_cast<int>(*number) : call,
                             static_cast<unsigned>(comparisons.size()), comparisons.data()),
      name);
}

std::vector<sock_filter> LibseccompFilter::program() const {
  const int file = memfd_create("filter", MFD_CLOEXEC);
  must(seccomp_export_bpf(context_.get(), file), "writing a program");
  std::vector<sock_filter> program(static_cast<std::size_t>(lseek(file, 0, SEEK_END)) / sizeof(sock_filter));
  const std::size_t size = program.size() * sizeof(sock_filter);
  const ssize_t length = pread(file, program.data(), size, 0);
  close(file);
  if (length != static_cast<ssize_t>(size)) throw std::runtime_error("libseccomp's program cannot be read");
  return program;
}

}  // namespace sandbox::testing
