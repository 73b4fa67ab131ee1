"""What was measured: kept between runs, shown as a table, written to RESULTS.md."""
import json
import statistics
from dataclasses import asdict, dataclass

from data import DATA, SIZES

STORED = DATA / "results.json"
GROWTH_LIMIT = 12


@dataclass
class Result:
    """One case against one peer: seconds and megabytes are medians, ratios those of each round."""

    size: str
    case: str
    title: str
    peer: str
    runs: int
    our_seconds: float
    peer_seconds: float
    ratio: float
    lowest_ratio: float
    highest_ratio: float
    target: object
    our_megabytes: float
    peer_megabytes: float
    memory_limit: object
    agrees: object
    commit: str
    date: str

    @property
    def verdict(self):
        """Empty where everything promised was kept."""
        problems = []
        if self.agrees is False:
            problems.append("FIGURES DIFFER")
        if self.target is not None and self.ratio > self.target:
            problems.append("slower")
        if self.memory_limit is not None and self.our_megabytes > self.memory_limit:
            problems.append("memory")
        if problems:
            return ", ".join(problems)
        return "" if self.target is None and self.memory_limit is None else "ok"


def summarise(case, size, peer, ours, theirs, agrees, provenance):
    ratios = [one.wall_seconds / other.wall_seconds for one, other in zip(ours, theirs)]
    return Result(
        size=size, case=case.name, title=case.title, peer=peer.name, runs=len(ratios),
        our_seconds=statistics.median(one.wall_seconds for one in ours),
        peer_seconds=statistics.median(one.wall_seconds for one in theirs),
        ratio=statistics.median(ratios), lowest_ratio=min(ratios), highest_ratio=max(ratios),
        target=dict(peer.targets).get(size),
        our_megabytes=statistics.median(one.peak_megabytes for one in ours),
        peer_megabytes=statistics.median(one.peak_megabytes for one in theirs),
        memory_limit=dict(case.memory_limits).get(size), agrees=agrees, **provenance)


def load():
    if not STORED.exists():
        return []
    return [Result(**one) for one in json.loads(STORED.read_text())]


def merge(before, measured):
    """A case measured again replaces all its rows of that size; the rest is kept."""
    again = {(one.size, one.case) for one in measured}
    return [one for one in before if (one.size, one.case) not in again] + measured


def save(results):
    STORED.write_text(json.dumps([asdict(one) for one in results], indent=1))


HEADINGS = [
    "Case", "Peer", "ours s", "peer s", "ratio", "spread", "target", "ours MB", "peer MB",
    "limit MB", "same", "runs", "verdict"]


def cells(result):
    return [
        result.title, result.peer, seconds(result.our_seconds), seconds(result.peer_seconds),
        ratio(result.ratio), f"{ratio(result.lowest_ratio)}–{ratio(result.highest_ratio)}",
        "" if result.target is None else f"{result.target:.2f}",
        f"{result.our_megabytes:.0f}", f"{result.peer_megabytes:.0f}",
        "" if result.memory_limit is None else str(result.memory_limit),
        {True: "yes", False: "NO", None: ""}[result.agrees], str(result.runs), result.verdict]


def seconds(value):
    return f"{value:.4f}" if value < 0.1 else f"{value:.3f}" if value < 10 else f"{value:.1f}"


def ratio(value):
    return f"{value:.4f}" if value < 0.1 else f"{value:.3f}" if value < 1 else f"{value:.2f}"


def growth(results):
    """Our time for ten times as much, where both sizes were measured at one commit."""
    small = {(one.case, one.commit): one for one in results if one.size == "1m"}
    rows = {}
    for one in results:
        base = small.get((one.case, one.commit))
        if one.size == "10m" and base and one.case != "version":
            times = one.our_seconds / base.our_seconds
            rows[one.case] = [
                one.title, f"{times:.1f}", str(GROWTH_LIMIT),
                "ok" if times <= GROWTH_LIMIT else "missed"]
    return list(rows.values())


def text_table(headings, rows):
    widths = [max(map(len, column)) for column in zip(headings, *rows)]
    return "\n".join(
        "  ".join(cell.ljust(width) if index < 2 else cell.rjust(width)
                  for index, (cell, width) in enumerate(zip(row, widths))).rstrip()
        for row in [headings, *rows])


def markdown_table(headings, rows):
    # Words to the left, figures to the right.
    rule = ["---" if index < 2 else "---:" for index in range(len(headings))]
    return "\n".join("| " + " | ".join(row) + " |" for row in [headings, rule, *rows])


def markdown(results, machine, order):
    parts = [
        "# Results\n\nWritten by `benchmarks/run`; how to read it is in [README.md](README.md).",
        "\n".join(f"- {name}: {value}" for name, value in machine.items())]
    for size in SIZES:
        of_size = [one for one in results if one.size == size]
        of_size.sort(key=lambda one: order.index(one.case) if one.case in order else len(order))
        if not of_size:
            continue
        parts.append(f"## {SIZES[size]:,} attempts")
        for commit, date in sorted({(one.commit, one.date) for one in of_size}):
            names = dict.fromkeys(
                one.case for one in of_size if (one.commit, one.date) == (commit, date))
            parts.append(f"Commit {commit}, {date}: {', '.join(f'`{name}`' for name in names)}.")
        parts.append(markdown_table(HEADINGS, [cells(one) for one in of_size]))
    grown = growth(results)
    if grown:
        parts.append("## Ten times as much")
        parts.append(markdown_table(["Case", "times as long", "limit", "verdict"], grown))
    return "\n\n".join(parts) + "\n"
