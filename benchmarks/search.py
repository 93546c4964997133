"""Compares the search with words (BM25), letters (rapidfuzz) and plain sentence vectors: `make bench-search`.

Every method runs in a process of its own, on one core, over the same questions and the same store; the table goes to
the screen and to benchmarks/results/search.md. Times are best read as ratios to those of the encoder in the same run.
"""

import argparse
import json
import tempfile
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.measure import (
    Figures,
    Question,
    encoding,
    figures,
    peak_memory,
    read_questions,
    run_on_one_core,
    stay_on_one_core,
)
from benchmarks.stores import SHARED, imported
from bot.settings import ROOT, Settings, load_settings

RESULTS = ROOT / "benchmarks/results/search.md"
OWN_QUESTIONS = ROOT / "benchmarks/questions/who_does.tsv"
METHODS = ("BM25 (bm25s)", "rapidfuzz WRatio", "plain MiniLM", "ours")
# For measuring slips: how many of the names, one letter of each changed.
SLIPS = 600


@dataclass(frozen=True)
class Measured:
    """What is measured: the store, without people's words for its occupations too, and 'duties' or 'titles'."""

    heading: str
    store: Path
    bare: Path | None
    kind: str
    questions: list[Question]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--knowledge", type=Path, help="a store of your own to measure on, beside the others")
    arguments.add_argument("--questions", type=Path, help="questions for it: text, tab, right codes separated by '|'")
    arguments.add_argument("--titles", action="store_true", help="those questions are job titles")
    arguments.add_argument("--million", action="store_true", help="measure the speed over a million duties alone")
    arguments.add_argument("--worker", nargs=4, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.worker:
        _work(*given.worker)
        return
    if bool(given.knowledge) != bool(given.questions):
        arguments.error("--knowledge and --questions go together")
    settings = load_settings()
    parts = [
        "# The search, side by side",
        f"`make bench-search` on {date.today()}, {_processor()}, one core for each method. Times are for one question, "
        "encoding included; they mean most as ratios to the encoder's own.",
    ]
    if not given.million:
        for each in _sets(settings, given):
            parts.append(_compared(each))
            print(parts[-1] + "\n", flush=True)
    from benchmarks.million import measured

    parts.append(measured(settings))
    print(parts[-1])
    if not given.million:
        RESULTS.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
        print(f"\nWritten to {RESULTS}")


def _sets(settings: Settings, given: argparse.Namespace) -> list[Measured]:
    sets = []
    if given.knowledge:
        kind = "titles" if given.titles else "duties"
        sets.append(Measured(str(given.questions), given.knowledge, None, kind, read_questions(given.questions)))
    onet, esco = imported(settings, "onet"), imported(settings, "esco")
    if onet:
        bare = imported(settings, "onet", words=False)
        codes = onet_codes()
        for file in (SHARED / "eval/who_handles_dev.tsv", OWN_QUESTIONS):
            questions = read_questions(file, codes)
            heading = f"Who does it: {len(questions)} questions of {file.name}, O*NET"
            sets.append(Measured(heading, onet, bare, "duties", questions))
        sets.append(Measured(f"{SLIPS} O*NET titles with one slip each", onet, None, "titles", slips(onet)))
    if esco:
        questions = read_questions(SHARED / "eval/jobbert_titles_dev.tsv")
        heading = f"{len(questions)} job adverts' titles, ESCO"
        sets.append(Measured(heading, esco, imported(settings, "esco", words=False), "titles", questions))
    if not sets:
        print("Neither O*NET nor ESCO is beside the project (ROLEWISE_SHARED); only the speed is measured.")
    return sets


def onet_codes() -> dict[str, str]:
    """The titles of the O*NET release, as it writes them, to codes."""
    from benchmarks.stores import RELEASES
    from bot.knowledge.tables import Release

    rows = Release(RELEASES["onet"]).rows("Occupation Data", ("O*NET-SOC Code", "Title"))
    return {row["Title"]: row["O*NET-SOC Code"] for row in rows}


def slips(path: Path, count: int = SLIPS, seed: int = 0) -> list[Question]:
    """Names that only one occupation has, one letter of each left out, doubled, changed or swapped with the next."""
    import random
    from collections import defaultdict

    from bot.knowledge.store import Store

    store = Store(path)
    owners = defaultdict(set)
    for name in store.names:
        owners[name.text.lower()].add(store.codes[name.role])
    chance = random.Random(seed)
    sample = chance.sample(sorted(text for text, codes in owners.items() if len(codes) == 1), count)
    letters = "abcdefghijklmnopqrstuvwxyz"

    def slipped(text: str) -> str:
        place = chance.randrange(len(text))
        before, letter, after = text[:place], text[place], text[place + 1 :]
        return chance.choice(
            [
                before + after,
                before + letter + chance.choice(letters) + after,
                before + chance.choice(letters) + after,
                before + after[:1] + letter + after[1:],
            ]
        )

    return [Question(slipped(text), frozenset(code or "" for code in owners[text])) for text in sample]


def _compared(measured: Measured) -> str:
    lines = [
        f"## {measured.heading}",
        "",
        "| method | hit@1 | hit@5 | MRR | p50 ms | p95 ms | p50 to encoder's | p95 | memory MB |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    rows = [(method, method, measured.store) for method in METHODS]
    if measured.bare:
        rows.insert(-1, ("ours, without people's words", "ours", measured.bare))
    for label, method, store in rows:
        found = run_method(method, store, measured.kind, measured.questions)
        each = Figures(**found["figures"])
        lines.append(
            f"| {label} | {each.hit1:.3f} | {each.hit5:.3f} | {each.mrr:.3f} | {each.p50:.2f} | {each.p95:.2f} "
            f"| {each.p50 / found['encoder'][0]:.1f} | {each.p95 / found['encoder'][1]:.1f} | {found['memory']:.0f} |"
        )
    return "\n".join(lines)


def run_method(method: str, store: Path, kind: str, questions: list[Question]) -> dict[str, Any]:
    """Measures one method in a process of its own, on one core."""
    with tempfile.TemporaryDirectory() as folder:
        asked, result = Path(folder, "questions.json"), Path(folder, "result.json")
        asked.write_text(json.dumps([[question.text, sorted(question.right)] for question in questions]))
        run_on_one_core("benchmarks.search", "--worker", method, f"{kind}:{store}", str(asked), str(result))
        return json.loads(result.read_text())


def _work(method: str, kind_and_store: str, asked: str, result: str) -> None:
    from benchmarks import baselines
    from bot.knowledge.store import Store
    from bot.search.encoder import load_encoder
    from bot.search.known import Known

    stay_on_one_core()
    kind, _, path = kind_and_store.partition(":")
    questions = [Question(text, frozenset(right)) for text, right in json.loads(Path(asked).read_text())]
    store = Store(Path(path))
    encoder = load_encoder(load_settings().encoder)
    if method == "ours":
        known = Known(store, encoder)
        rank = baselines.ours_for_duties(known) if kind == "duties" else baselines.ours_for_titles(known)
    else:
        texts, owners = baselines.duty_texts(store) if kind == "duties" else baselines.name_texts(store)
        count = baselines.BEST if kind == "duties" else 1
        if method.startswith("BM25"):
            rank = baselines.bm25(store, texts, owners, count)
        elif method.startswith("rapidfuzz"):
            rank = baselines.rapidfuzz(store, texts, owners, 1)
        else:
            rank = baselines.minilm(store, texts, owners, count, encoder)
    found = asdict(figures(questions, rank))
    alone = encoding(questions, encoder)
    Path(result).write_text(json.dumps({"figures": found, "encoder": alone, "memory": peak_memory()}))


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").is_file() else ():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return "unknown processor"


if __name__ == "__main__":
    main()
