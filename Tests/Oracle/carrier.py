#!/usr/bin/env python3
"""A month of calls on both sides, OneUptime's and a carrier's like Twilio, and what is true of it.

usage: carrier.py --output FOLDER [--calls 1000] [--seed 1] [--starts dialled|answered]
                  [--shows caller|called] [--month 2026-10] [--tz America/New_York]

Writes oneuptime/ (lists for `calltally import`), carrier/ (the same legs as pages of the API, as
NDJSON and as the console's CSV), rates.csv (the company's rate card) and truth.json: which attempt
each leg was for, and every reason why the two sides' amounts differ, to the micro-cent.
"""
import argparse
import json
import pathlib

from carrier_forms import write_card, write_carrier, write_oneuptime
from carrier_truth import describe
from carrier_world import World


def simulate(folder, calls=1000, seed=1, starts="dialled", month="2026-10",
             zone="America/New_York", shows="caller"):
    """Writes a month into a folder and gives the truth of it."""
    folder = pathlib.Path(folder)
    world = World(calls, seed, month, zone, shows)
    write_oneuptime(world, folder / "oneuptime")
    write_carrier(world, starts, folder / "carrier")
    write_card(folder / "rates.csv")
    truth = describe(world, starts)
    (folder / "truth.json").write_text(json.dumps(truth, indent=1))
    return truth


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--output", required=True, type=pathlib.Path)
    parser.add_argument("--calls", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--starts", choices=("dialled", "answered"), default="dialled")
    parser.add_argument("--shows", choices=("caller", "called"), default="caller")
    parser.add_argument("--month", default="2026-10")
    parser.add_argument("--tz", default="America/New_York")
    options = parser.parse_args()
    truth = simulate(options.output, options.calls, options.seed, options.starts, options.month,
                     options.tz, options.shows)
    for bridge in truth["bridge"].values():
        del bridge["entries"]
    print(json.dumps({"answers": truth["answers"], "pairs": len(truth["pairs"]),
                      "bridge": truth["bridge"]}, indent=1))


if __name__ == "__main__":
    main()
