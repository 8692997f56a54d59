"""The page about benchmarks: made from a run's records, and recognized."""
# SPDX-License-Identifier: Apache-2.0
from tables import as_markdown

ABOUT = (
    ("date", "date"), ("commit", "commit"), ("processor", "processor"), ("memory", "memory"), ("kernel", "kernel"),
    ("distribution", "distribution"), ("others", "compared with"), ("busy", "processes that wanted to run at the start"),
    ("rounds", "rounds"), ("command", "command"),
)

HEAD = """# Benchmarks

This page is written by `tests/bench/write-page`, from one run on one machine. In every round the candidates take turns, in another order each
time; a ratio is the median of the ratios of each round, so that a change of the machine's mood meets all alike. Use the ratios; the times
are that machine's. An ordinary user measured, with the launcher of the default build.

| | |
|---|---|
"""


def page_of(records):
    about = records["about"]
    facts = "".join(f"| {label} | {about[key] if key != 'command' else f'`{about[key]}`'} |\n" for key, label in ABOUT)
    return HEAD + facts + "".join("\n" + as_markdown(result) for result in records["tables"])


def form_of(text):
    """{heading: the heads of its tables}, and the labels of the facts at the top: what does not change from run to run."""
    form, lines = {}, text.splitlines()
    heading = ""
    for line, following in zip(lines, [*lines[1:], ""]):
        if line.startswith("#"):
            heading = line
            form[heading] = []
        elif line.startswith("| ") and following.startswith("|---"):
            form[heading].append(line)
        elif heading == "# Benchmarks" and line.startswith("| "):
            form[heading].append(line.split("|")[1].strip())
    return form


def differences(page, model):
    """What makes a page one that page_of() would not have written; nothing when it could. What could not be measured has no tables."""
    actual, wanted = form_of(page), form_of(model)
    if list(actual) != list(wanted):
        return f"its headings are {list(actual)}, not {list(wanted)}"
    for heading, tables in wanted.items():
        if actual[heading] not in (tables, []):
            return f"below {heading!r} there are the tables {actual[heading]}, not {tables}"
    if not page.startswith(HEAD):
        return "it does not begin as pages of this program do"
    return ""
