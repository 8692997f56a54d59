// Looks on while a command runs, and tells what it was refused.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "denials/keys.h"
#include "denials/record.h"
#include "denials/report.h"
#include "denials/view.h"
#include "launch/onlooker.h"
#include "steps/plan.h"

namespace sandbox::denials {

/// What a watcher knows of the launch besides its plan.
struct Launch {
  Subject subject;
  std::vector<std::string> command;      ///< as typed
  std::function<std::string()> home;     ///< the caller's, on the host
  std::function<std::string()> drop_in;  ///< of Remarks
  bool quiet = false;                    ///< nothing is told at the end
};

class Watcher final : public launch::Onlooker {
 public:
  /// Keeps a reference to the plan, which must have a watch.
  Watcher(const steps::Plan& plan, Launch launch);

  void begins() override { record_.open(); }
  void heard(const kernel::Notice& notice, bool refused) override;
  void ended(const launch::Ending& ending, std::string_view said) override;

 private:
  const View& view();
  Circumstances circumstances() const;
  void note(Denial denial, unsigned times);

  const steps::Plan* plan_;
  Launch launch_;
  Record record_;
  std::optional<View> view_;
  std::set<Attempt> allowed_;
  std::vector<Counted> denials_;
  bool has_more_ = false;                  ///< that were not remembered
  std::map<Attempt, std::size_t> places_;  ///< in denials_
};

}  // namespace sandbox::denials
