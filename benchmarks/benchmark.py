"""Runs the cases: ours and the peers in turn, round after round."""
import argparse
import datetime
import pathlib
import subprocess
import sys

import export_cases
import import_cases
import machine
import report_cases
import results
import startup_cases
from bench import Bench
from data import DATA, ROOT, SIZES, Data, NotEnoughSpace, warm
from measure import CommandFailed, Stopwatch
from peers.calltally import Calltally

CASES = import_cases.CASES | report_cases.CASES | export_cases.CASES | startup_cases.CASES
NOT_AT_TEN_MILLION = {
    "import-sqlite-utils", "import-pages", "import-scan", "export-xlsx", "export-xlsx-twelve"}


def main():
    options = parse(sys.argv[1:])
    try:
        binary, generator = build(options)
        measured, complaints = measure_all(options, Calltally(binary), generator)
    except (NotEnoughSpace, subprocess.CalledProcessError) as error:
        sys.exit(f"benchmarks: {error}")
    print("\n" + results.text_table(results.HEADINGS, [results.cells(one) for one in measured]))
    if not options.quick:
        print(f"\nWritten: {options.output}")
    for complaint in complaints:
        print(f"benchmarks: {complaint}", file=sys.stderr)
    sys.exit(1 if complaints else 0)


def measure_all(options, calltally, generator):
    """All results, and a sentence for each case that failed or whose figures differ."""
    provenance = {"commit": "unknown" if options.binary else machine.commit(), "date": options.date}
    measured, complaints = [], []
    for size in ["1m", "10m"] if options.size == "all" else [options.size]:
        data = Data(size, generator)
        small = data if size == "100k" or options.slow else Data("100k", generator)
        bench = Bench(data, calltally, small)
        for name in options.only or CASES:
            if size == "10m" and name in NOT_AT_TEN_MILLION:
                continue
            try:
                of_case = run(CASES[name](bench), size, options.runs, provenance, complaints)
            except (CommandFailed, subprocess.CalledProcessError) as error:
                complaints.append(f"{size} {name}: {error}")
                continue
            measured += of_case
            if not options.quick:
                keep(of_case, calltally, options.output)
        data.remove_scratch()
    return measured, complaints


def keep(measured, calltally, output):
    """Writes everything known so far, so that an interrupted run loses one case at most."""
    everything = results.merge(results.load(), measured)
    results.save(everything)
    output.write_text(results.markdown(everything, machine.describe(calltally), list(CASES)))


def run(case, size, runs, provenance, complaints):
    """One result for each peer of a case; adds a sentence where figures differ."""
    for path in case.inputs:
        warm(path)
    stopwatch = Stopwatch(DATA)
    contenders = [case.ours, *case.peers]
    taken = {contender.name: [] for contender in contenders}
    for number in range(runs):
        for contender in contenders:
            if contender.once and number > 0:
                continue
            progress(f"{size} {case.name} {number + 1}/{runs}: {contender.name}")
            taken[contender.name].append(stopwatch.measure(contender.command))
    progress("")
    ours = case.ours.check() if case.ours.check else None
    measured = []
    for peer in case.peers:
        agrees = None
        if peer.check:
            theirs = peer.check()
            agrees = ours == theirs
            if not agrees:
                complaints.append(f"{size} {case.name}: {difference(ours, theirs, peer.name)}")
        result = results.summarise(
            case, size, peer, taken[case.ours.name], taken[peer.name], agrees, provenance)
        print(f"{size} {case.name} / {peer.name}: {results.ratio(result.ratio)} "
              f"({results.seconds(result.our_seconds)} s / "
              f"{results.seconds(result.peer_seconds)} s) {result.verdict}", flush=True)
        measured.append(result)
    return measured


def progress(text):
    """A line that overwrites itself, where somebody is watching."""
    if sys.stderr.isatty():
        print("\r\033[K" + text, end="", file=sys.stderr, flush=True)


def difference(ours, theirs, peer):
    """The first group in which two answers differ, or the whole of two short ones."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in [*ours, *theirs]:
            if ours.get(key) != theirs.get(key):
                return f"{key}: we say {ours.get(key)}, {peer} says {theirs.get(key)}"
    return f"we say {ours}, {peer} says {theirs}"


def build(options):
    """The program as it is released, unless one is given, and the generator."""
    generator = swift_product("FixtureGenerator")
    return options.binary or swift_product("calltally"), generator


def swift_product(name):
    arguments = ["swift", "build", "-c", "release", "--static-swift-stdlib", "--product", name]
    print(f"Building {name}", file=sys.stderr)
    subprocess.run(arguments, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    folder = subprocess.run(
        [*arguments[:-2], "--show-bin-path"], cwd=ROOT, check=True, text=True,
        capture_output=True).stdout.strip()
    return pathlib.Path(folder) / name


def parse(arguments):
    parser = argparse.ArgumentParser(
        prog="benchmarks/run", description="Measures calltally against its peers.")
    parser.add_argument("--size", choices=[*SIZES, "all"], default="1m", help="default: 1m")
    parser.add_argument(
        "--only", action="append", choices=list(CASES), metavar="CASE",
        help="this case; may be repeated: " + " ".join(CASES))
    parser.add_argument("--runs", type=int, default=5, help="rounds of each case; default: 5")
    parser.add_argument(
        "--quick", action="store_true", help="one round, to see that it works; nothing is kept")
    parser.add_argument(
        "--slow", action="store_true", help="give sqlite-utils all attempts instead of 100k")
    parser.add_argument("--binary", type=pathlib.Path, help="measure this calltally, build none")
    parser.add_argument(
        "--date", default=datetime.date.today().isoformat(), help="printed in the results")
    parser.add_argument(
        "--output", type=pathlib.Path, default=ROOT / "benchmarks" / "RESULTS.md")
    options = parser.parse_args(arguments)
    if options.quick:
        options.runs = 1
    if options.runs < 1:
        parser.error("--runs must be at least 1")
    if options.binary:
        options.binary = options.binary.resolve()
    options.output = options.output.resolve()
    return options


if __name__ == "__main__":
    DATA.mkdir(exist_ok=True)
    main()
