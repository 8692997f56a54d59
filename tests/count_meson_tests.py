"""Counts what `meson test` has run, from its log: each case of a doctest program, and every other test as one. Names the
tests that failed, with what they said, and ends with a line "N passed, M failed, K skipped".
"""
# SPDX-License-Identifier: Apache-2.0
import json
import re
import sys

SUMMARY = re.compile(r"^\[doctest\] test cases: +\d+ \| +(\d+) passed \| +(\d+) failed \| +(\d+) skipped", re.MULTILINE)
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def counts_of(test):
    """(passed, failed, skipped) of one line of the log."""
    if test["result"] == "SKIP":
        return 0, 0, 1
    good = test["result"] in ("OK", "EXPECTEDFAIL")
    summary = SUMMARY.search(COLOURS.sub("", test.get("stdout", "")))
    if not summary:
        return int(good), int(not good), 0
    passed, failed, skipped = map(int, summary.groups())
    # A program that crashes behind its last case has failed all the same.
    return passed, max(failed, int(not good)), skipped


def print_failure(test):
    print(f"FAIL  {test['name']}: {test['result']}")
    said = (test.get("stdout", "") + test.get("stderr", "")).splitlines()
    for line in said[-40:]:
        print(f"      | {line}")


def main():
    total = [0, 0, 0]
    with open(sys.argv[1], encoding="utf-8") as log:
        for test in map(json.loads, log):
            counts = counts_of(test)
            total = [sum(pair) for pair in zip(total, counts)]
            if counts[1]:
                print_failure(test)
            elif counts[2] and not counts[0]:
                print(f"skipped: {test['name']}")
    print("{} passed, {} failed, {} skipped".format(*total))


main()
