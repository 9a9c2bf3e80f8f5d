"""Thousands of random markets through other libraries and through ours: do they agree, how long do they take?

    make compare                 installs the libraries in target/compare, builds ours, prints two tables
    make compare ARGS=--write    and puts them into the README of the crate

Peers and ours take turns for several rounds; what is shown is the median of the ratios within a round, in CPU
time of the one thread that computes. Every market comes from a seed. What is "apart" is the largest difference
of any number in any market that both answered.
"""

import argparse
import contextlib
import importlib.metadata
import io
import math
import os
import random
import re
import statistics
import subprocess
import sys
import time
import warnings
from pathlib import Path

import keeks.binary_strategies.kelly as keeks_single
import keeks.multi_outcome.kelly as keeks_joint
import numpy as np
import odds_tools
import penaltyblog
import pybet
import shin
from goto_conversion import efficient_shin_conversion, goto_conversion

PACKAGES = ["shin", "penaltyblog", "odds-tools", "keeks", "goto-conversion", "pybet"]
ROUNDS = 7
SEED = 20261122
HERE = Path(__file__).resolve().parent
README = HERE.parent / "README.md"


class Ours:
    """The example program of the crate, one process a question."""

    def __init__(self, program):
        self.program = program

    def __call__(self, task, items, passes=1):
        """Nanoseconds an item, and the answers: lists of numbers, or a sentence that says why not."""
        lines = "\n".join(" ".join(repr(float(number)) for number in item) for item in items)
        done = subprocess.run(
            [self.program, task, str(passes)], input=lines, capture_output=True, text=True, check=True
        )
        nanos, *answers = done.stdout.splitlines()
        read = [a[1:] if a.startswith("!") else [float(word) for word in a.split()] for a in answers]
        return float(nanos), read


class Markets:
    """Markets that might be, the same in every run."""

    def __init__(self):
        self.random = random.Random(SEED)

    def chances(self, runners):
        weights = [0.1 + self.random.random() for _ in range(runners)]
        return [weight / sum(weights) for weight in weights]

    def prices(self, chances, least=0.01, most=0.09):
        book = 1 + self.random.uniform(least, most)
        return [max(1.01, round(1 / (p * book), 2)) for p in chances]

    def books(self, count, runners, **margin):
        return [self.prices(self.chances(runners), **margin) for _ in range(count)]

    def beliefs(self, count):
        """Prices of a venue beside what we believe, which is a little different: six numbers a market."""
        found = []
        for _ in range(count):
            believed = self.chances(3)
            shift = self.random.uniform(-0.025, 0.025)
            theirs = [max(0.01, p + s) for p, s in zip(believed, (shift, 0, -shift))]
            # All three together are 1 at the most: one library refuses 1.0000000000000002.
            believed[2] = 1 - believed[0] - believed[1] - 1e-12
            found.append(self.prices(theirs, 0.01, 0.06) + believed)
        return found

    def bets(self, count):
        found = []
        for _ in range(count):
            p = self.random.uniform(0.05, 0.9)
            found.append([max(1.01, round(self.random.uniform(1.0, 1.15) / p, 2)), p])
        return found

    def arbitrages(self, count):
        return [self.prices(self.chances(3), -0.03, -0.001) for _ in range(count)]

    def coupons(self, count):
        """Four selections, each a price and what became of it: 1 won, 0 lost, 2 void."""
        result = lambda: self.random.choice([0, 0, 1, 1, 1, 2])
        return [
            [n for _ in range(4) for n in (round(self.random.uniform(1.2, 6), 2), result())] for _ in range(count)
        ]


def implied(method):
    return lambda prices: penaltyblog.implied.calculate_implied(prices, method=method).probabilities


def keeks_exclusive(item):
    return keeks_joint.MultiOutcomeKellyCriterion(item[:3], 1.0).evaluate(item[3:], 1000.0)


def keeks_alone(item):
    return [keeks_single.KellyCriterion(item[0] - 1, 1.0, 0.0).evaluate(item[1], 1000.0)]


def pybet_market(prices):
    market = pybet.Market({at: pybet.Odds(price) for at, price in enumerate(prices)})
    fair = market.apply_margin(0)
    return [1 / float(price) for price in fair.values()]


def lucky(item):
    results = [{0: "lose", 1: "win", 2: "void"}[word] for word in item[1::2]]
    return [odds_tools.system_payout(item[::2], [1, 2, 3, 4], 15, results)]


def cents(prices):
    found = odds_tools.arbitrage(prices, 100, 2)
    return [found.profit, found.total_stake]


def contests(markets):
    """What is asked: (task, our word for it, the markets, the peers: (name, function, how many it takes))."""
    three = markets.books(20_000, 3)
    ten = markets.books(5_000, 10)
    beliefs = markets.beliefs(20_000)
    array = lambda call: lambda prices: call(np.array(prices)).tolist()
    pb, ot = "penaltyblog", "odds-tools"
    joint = lambda item: penaltyblog.betting.multiple_kelly_criterion(item[:3], item[3:]).stakes
    alone = lambda item: [float(penaltyblog.betting.kelly_criterion(item[0], item[1]).stake)]
    fair = lambda method: lambda prices: odds_tools.fair_probabilities(prices, method)
    return [
        ("Shin, 3 runners", "devig:shin", three, [
            ("shin", shin.calculate_implied_probabilities, 5_000), (pb, implied("shin"), 1_000),
            (ot, fair("shin"), 2_000),
            ("goto-conversion, approximate", array(efficient_shin_conversion), 2_000)]),
        ("Shin, 10 runners", "devig:shin", ten, [
            ("shin", shin.calculate_implied_probabilities, 2_000), (pb, implied("shin"), 500),
            (ot, fair("shin"), 500)]),
        ("power, 3 runners", "devig:power", three, [(pb, implied("power"), 1_000), (ot, fair("power"), 1_000)]),
        ("odds ratio, 3 runners", "devig:odds_ratio", three, [
            (pb, implied("odds_ratio"), 1_000), (pb + ", “logarithmic”", implied("logarithmic"), 1_000)]),
        ("proportional, 3 runners", "devig:proportional", three, [
            (pb, implied("multiplicative"), 2_000), (ot, fair("multiplicative"), 5_000), ("pybet", pybet_market, 1_000)]),
        ("additive, 3 runners", "devig:additive", three, [(pb, implied("additive"), 2_000), (ot, fair("additive"), 5_000)]),
        ("goto, 3 runners", "devig:goto", three, [("goto-conversion", array(goto_conversion), 2_000)]),
        ("Kelly, one bet", "kelly:single", markets.bets(20_000), [
            (ot, lambda item: [odds_tools.kelly_fraction(*item)], 5_000), ("keeks", keeks_alone, 5_000),
            (pb, alone, 500)]),
        ("Kelly, 3 exclusive outcomes", "kelly:exclusive", beliefs, [("keeks", keeks_exclusive, 200), (pb, joint, 20)]),
        ("a Lucky 15 settled", "system:lucky_15", markets.coupons(5_000), [(ot, lucky, 5_000)]),
    ]


def median_ratio(ours, task, items, peer, count):
    """Peer over ours in the same round, median; the peer's microseconds an item; and its answers."""
    few = items[:count]
    passes = max(1, 20_000 // len(items))
    ratios, micros, answers = [], [], []
    for _ in range(ROUNDS):
        before = time.thread_time_ns()
        answers = [answer(peer, item) for item in few]
        taken = (time.thread_time_ns() - before) / len(few)
        nanos, _ = ours(task, items, passes)
        ratios.append(taken / nanos)
        micros.append((taken / 1e3, nanos))
    theirs, own = (statistics.median(column) for column in zip(*micros))
    return statistics.median(ratios), theirs, own, answers


def answer(peer, item):
    try:
        return peer(item)
    except Exception as why:
        return f"{type(why).__name__}: {why}"


def apart(own, theirs):
    """How far the numbers are apart at most, how often the other has none, and how often ours."""
    pairs = list(zip(own, theirs))
    both = [(a, b) for a, b in pairs if not isinstance(a, str) and not isinstance(b, str)]
    largest = max((abs(x - float(y)) for a, b in both for x, y in zip(a, b)), default=math.nan)
    return largest, sum(isinstance(b, str) for _, b in pairs), sum(isinstance(a, str) for a, _ in pairs)


def speed(ours):
    lines = ["| task | library | apart at most | refuses | its µs | ours, µs | ratio |", "|---|---|---|---|---|---|---|"]
    for title, task, items, peers in contests(Markets()):
        for name, peer, count in peers:
            ratio, micros, nanos, theirs = median_ratio(ours, task, items, peer, count)
            _, own = ours(task, items[:count])
            largest, refused, ours_refused = apart(own, theirs)
            note = f"{refused} of {count}" + (f", ours {ours_refused}" if ours_refused else "")
            lines.append(
                f"| {title} | {name} | {largest:.0e} | {note} | {micros:,.3g} | {nanos / 1e3:.2g} | {rounded(ratio)} |"
            )
            print(lines[-1], flush=True)
            title = ""
    return lines


def rounded(ratio):
    digits = 1 - int(math.floor(math.log10(ratio)))
    return f"{round(ratio, digits):,.{max(digits, 0)}f} ×"


def numbers(values, digits=4):
    return ", ".join(f"{float(value):.{digits}f}" for value in values)


def case(question, library, theirs, own):
    def shown(found):
        if isinstance(found, str):
            return "refuses: " + (found if len(found) < 130 else found[:127] + "…").replace("|", "/").replace("\n", " ")
        return numbers(found)

    line = f"| {question} | {library} | {shown(theirs)} | {shown(own)} |"
    print(line, flush=True)
    return line


def devig_case(ours, prices, method, library, peer, note=""):
    own = ours(f"devig:{method}", [prices])[1][0]
    theirs = answer(peer, prices)
    if not isinstance(theirs, str) and note == "sum":
        theirs = theirs + [sum(theirs)]
    question = f"{method}, {' / '.join(map(str, prices))}" + ("; the last is their sum" if note else "")
    return case(question, library, theirs, own)


def failures(ours):
    """What the field's libraries are known to get wrong, asked again of what is installed, and of ours."""
    pb = "penaltyblog"
    wheel = lambda prices: list(shin.calculate_implied_probabilities(prices))
    lines = ["| question | library | says | ours |", "|---|---|---|---|"]
    lines += [
        devig_case(ours, [2.2, 4.1, 4.5], "shin", "shin", wheel, "sum"),
        devig_case(ours, [2.1, 3.6, 4.2], "shin", "shin", wheel, "sum"),
        devig_case(ours, [2.2, 4.1, 4.5], "shin", pb, implied("shin"), "sum"),
        devig_case(ours, [1.15, 5, 10, 25], "additive", pb, implied("additive")),
    ]
    joint = lambda item: penaltyblog.betting.multiple_kelly_criterion(item[:2], item[2:]).stakes
    near = [1.5, 10.0, 0.9, 0.02]
    own = ours("kelly:exclusive", [near])[1][0]
    lines.append(case("Kelly, 1.5 and 10 at 90 % and 2 %", pb, answer(joint, near), own))
    # Home −0.25 at evens: won, half lost by a draw, lost. Of a half the peer makes half a push.
    halves = ours("kelly:branches", [[0.45, 1.0, 0.27, -0.5, 0.28, -1.0]])[1][0]
    lines.append(case("Kelly, handicap −0.25 at 2.00, .45 / .27 / .28", pb, folded(), halves))
    lines.append(whole_euros(ours))
    lines.append(cents_table(ours))
    lines.append(low_margins(ours))
    return lines


def folded():
    grid = np.zeros((2, 2))
    grid[1, 0], grid[0, 0], grid[0, 1] = 0.45, 0.27, 0.28
    chances = penaltyblog.models.FootballProbabilityGrid(grid, 1.0, 1.0).asian_handicap_probs("home", -0.25)
    decided = chances["win"] + chances["lose"]
    return [float(penaltyblog.betting.kelly_criterion(2.0, chances["win"] / decided).stake)]


def whole_euros(ours):
    prices = [2.54, 3.54, 3.16]
    theirs = odds_tools.arbitrage(prices, 40, 0)
    worst, total, *stakes = ours("split:whole", [prices])[1][0]
    line = (
        f"| 2.54 / 3.54 / 3.16 in whole euros, up to 40 | odds-tools | {numbers(theirs.stakes, 0)}: "
        f"{theirs.profit:+.2f} of {theirs.total_stake:.0f} | {numbers(stakes, 0)}: {worst:+.2f} of {total:.0f}, "
        "and proves that none breaks even |"
    )
    print(line, flush=True)
    return line


def cents_table(ours):
    markets = Markets().arbitrages(2_000)
    own = ours("split:cents", markets)[1]
    theirs = [cents(prices) for prices in markets]
    pairs = [(a[0], *b) for a, b in zip(own, theirs) if not isinstance(a, str)]
    over = sum(total > 100 + 1e-9 for _, _, total in pairs)
    better = sum(mine > his + 1e-9 for mine, his, total in pairs if total <= 100 + 1e-9)
    worse = sum(mine < his - 1e-9 for mine, his, total in pairs if total <= 100 + 1e-9)
    line = (
        f"| {len(pairs):,} arbitrages over 100 euros, in cents | odds-tools | puts up more than 100 in {over:,} | "
        f"never; of the others a better worst case in {better:,}, a lesser one in {worse:,} |"
    )
    print(line, flush=True)
    return line


def low_margins(ours):
    markets = Markets().books(2_000, 3, least=0.0005, most=0.005)
    # Rounding to the cent may leave no margin at all.
    markets = [prices for prices in markets if sum(1 / price for price in prices) > 1.0001]
    off = lambda found: isinstance(found, str) or abs(sum(found) - 1) > 1e-9
    theirs = sum(off(shin.calculate_implied_probabilities(prices)) for prices in markets)
    own = sum(off(found) for found in ours("devig:shin", markets)[1])
    line = f"| {len(markets):,} books with a margin below 0.5 %, Shin: how many do not sum to 1 within 1e-9 | shin | {theirs:,} | {own:,} |"
    print(line, flush=True)
    return line


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--ours", required=True, help="the example program `compare` of monps-core")
    options.add_argument("--write", action="store_true", help="put the tables into README.md")
    given = options.parse_args()
    warnings.simplefilter("ignore")
    ours = Ours(given.ours)
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in PACKAGES)
    versions = f"{versions}; CPython {sys.version.split()[0]}"
    print(versions, flush=True)
    tables = {"speed": [f"Peers: {versions}.", "", *speed(ours)], "failures": failures(ours)}
    if given.write:
        text = README.read_text()
        for name, lines in tables.items():
            pattern = rf"(<!-- compare: {name} -->\n).*?(<!-- /compare -->)"
            text, count = re.subn(pattern, lambda m: m[1] + "\n".join(lines) + "\n" + m[2], text, flags=re.DOTALL)
            if count != 1:
                sys.exit(f"{README.name} has no place for the table {name!r}")
        README.write_text(text)


if __name__ == "__main__":
    # pybet and goto-conversion print what they think of a market.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
