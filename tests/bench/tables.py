"""Tables of measurements and their targets, as text for a terminal and as Markdown for the page. A table is a dictionary, so that it
travels as JSON: topic, title, columns, rows (a label and a cell for each column), targets, notes; or topic, title and the reason why
it was not measured.
"""
# SPDX-License-Identifier: Apache-2.0
import textwrap

NOTHING = "–"


def table(topic, title, columns, rows, targets=(), notes=()):
    return {"topic": topic, "title": title, "columns": list(columns), "rows": [[label, *cells] for label, cells in rows],
            "targets": list(targets), "notes": list(notes)}


def not_measured(topic, title, why):
    return {"topic": topic, "title": title, "not_measured": why}


def at_most(what, limit, measured, remark):
    """A target that is met by what is small. The remark is printed only where it is missed."""
    return {"what": what, "target": f"≤ {limit}", "measured": measured, "met": measured <= limit, "remark": remark}


def at_least(what, limit, measured, remark):
    return {"what": what, "target": f"≥ {limit}", "measured": measured, "met": measured >= limit, "remark": remark}


def cell_text(cell):
    if cell is None:
        return NOTHING
    if isinstance(cell, float):
        return f"{cell:.2f}"
    return str(cell)


def as_text(result):
    if "not_measured" in result:
        return f"{result['title']}\n  not measured: {result['not_measured']}\n"
    lines = [result["title"]]
    rows = [["", *result["columns"]], *([cell_text(cell) for cell in row] for row in result["rows"])]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for label, *cells in rows:
        lines.append("  " + label.ljust(widths[0]) + "".join("  " + cell.rjust(width) for cell, width in zip(cells, widths[1:])))
    for target in result["targets"]:
        verdict = "met" if target["met"] else "missed"
        lines.append(f"  target: {target['what']} {target['target']}: {cell_text(target['measured'])}, {verdict}")
    notes = [textwrap.fill(note, 118, initial_indent="  ", subsequent_indent="  ") for note in result["notes"]]
    return "\n".join(lines + notes) + "\n"


def markdown_table(columns, rows):
    lines = ["| " + " | ".join(columns) + " |", "|" + "|".join(["---"] + ["--:"] * (len(columns) - 1)) + "|"]
    return "\n".join(lines + ["| " + " | ".join(map(cell_text, row)) + " |" for row in rows]) + "\n"


def as_markdown(result):
    text = f"## {result['title']}\n\n"
    if "not_measured" in result:
        return text + f"Not measured: {result['not_measured']}.\n"
    text += markdown_table(["", *result["columns"]], result["rows"])
    if result["targets"]:
        rows = [[t["what"], t["target"], t["measured"], "met" if t["met"] else "**missed**"] for t in result["targets"]]
        text += "\n" + markdown_table(["target", "wanted", "measured", "verdict"], rows)
    remarks = [t["remark"] for t in result["targets"] if not t["met"]]
    return text + "".join(f"\n{remark}\n" for remark in dict.fromkeys(remarks + result["notes"]))
