// See connections.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "launch/connections.h"

#include <errno.h>
#include <string>
#include <utility>

#include "kernel/files.h"
#include "kernel/messages.h"
#include "launch/explain.h"

namespace sandbox::launch {
namespace {

using kernel::Failure;

void require(const std::string& what, Failure failure) {
  if (failure) throw machine_error(what, failure);
}

// How an init that has ended before it sent anything did so, is told when it is waited for.
void require_of_init(const std::string& what, Failure failure) {
  if (failure.error != EPIPE) require(what, failure);
}

Connection make_pipe() {
  Connection pipe;
  require("make a pipe", kernel::make_pipe(pipe.here, pipe.there));
  return pipe;
}

Connection make_channel() {
  Connection channel;
  require("make a channel", kernel::make_channel(channel.here, channel.there));
  return channel;
}

}  // namespace

Connections Connections::of(const steps::Plan& plan, bool wants_process_id) {
  Connections all{.report = make_pipe(), .channel = make_channel(), .gate = {}, .output = {}};
  if (!plan.while_waiting.empty()) {
    all.gate = make_pipe();
    std::swap(all.gate.here, all.gate.there);
  }
  if (plan.supervision.terminal.relayed == steps::Relayed::output) all.output = make_pipe();
  if (wants_process_id) require("learn the command's process id", kernel::learn_senders(all.channel.here.number()));
  return all;
}

// The gate's is read inside, and closed by who opens it.
void Connections::leave_far_ends() {
  for (Connection* connection : {&report, &channel, &output}) connection->there.close();
}

kernel::Fd Connections::relayed(steps::Relayed what) {
  kernel::Fd inner;
  switch (what) {
    case steps::Relayed::nothing: break;
    case steps::Relayed::terminal:
      require_of_init("take over the pseudo-terminal of the sandbox",
                      kernel::receive_descriptor(channel.here.number(), inner));
      break;
    case steps::Relayed::output: return std::move(output.here);
  }
  return inner;
}

kernel::Fd Connections::listener() const {
  kernel::Fd listener;
  const Failure failure = kernel::receive_descriptor(channel.here.number(), listener);
  if (failure.error != ENODATA) require_of_init("hear of refused system calls", failure);
  return listener;
}

pid_t Connections::command() const {
  pid_t process = 0;
  require_of_init("learn the command's process id", kernel::receive_sender(channel.here.number(), process));
  return process;
}

}  // namespace sandbox::launch
