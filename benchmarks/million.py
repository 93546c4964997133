"""How long a question takes over a million duties, and how much memory: does the search grow as it should?

The duties are made of real ones: the beginning of one and the rest of another, with a vector in between and a little
noise. They say nothing, but are spread as real ones are and have their words.
"""

import json
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.measure import (
    Question,
    encoding,
    figures,
    peak_memory,
    read_questions,
    run_on_one_core,
    stay_on_one_core,
)
from benchmarks.stores import imported
from bot.knowledge.files import Knowledge
from bot.knowledge.model import Duty, Fact, Involvement, Role
from bot.knowledge.store import Store, write_store
from bot.runtime.progress import step
from bot.runtime.setup import fingerprint, prepare_search
from bot.search.encoder import load_encoder
from bot.search.index import NAMES, TEXTS, Kind, arrange, meanings
from bot.settings import ROOT, Settings, load_settings

QUESTIONS = ROOT / "benchmarks/questions/who_does.tsv"
ROLES, DUTIES_EACH = 50_000, 20
# The length of the noise beside a vector of length 1.
NOISE = 0.3


def measured(settings: Settings) -> str:
    """The figures as text, measured in a process of its own on one core."""
    store = _store(settings)
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder, "result.json")
        run_on_one_core("benchmarks.million", str(store), str(result))
        found = json.loads(result.read_text())
    (p50, p95), (ours50, ours95) = found["encoder"], found["ours"]
    return "\n".join(
        [
            f"## {ROLES * DUTIES_EACH:,} made-up duties of {ROLES:,} roles",
            "",
            "| | p50 ms | p95 ms | memory MB |",
            "| --- | --- | --- | --- |",
            f"| encoder alone | {p50:.2f} | {p95:.2f} | |",
            f"| ours, encoding included | {ours50:.2f} | {ours95:.2f} | {found['memory']:.0f} |",
            f"| ratio | {ours50 / p50:.1f} | {ours95 / p95:.1f} | |",
        ]
    )


def _store(settings: Settings) -> Path:
    code = [Path(__file__), *(ROOT / "bot/knowledge").glob("*.py"), ROOT / "bot/search/index.py"]
    out = settings.state / "bench" / f"million-{fingerprint(code)[:12]}.db"
    if not out.is_file():
        prepare_search(settings)
        for old in out.parent.glob("million-*.db"):
            old.unlink()
        base = Store(imported(settings, "onet") or settings.store)
        with step("Making up a million duties (about five minutes)"):
            _make(base, out)
    return out


def _make(base: Store, out: Path) -> None:
    bounds, vectors = base.array(f"{TEXTS}_bounds"), base.array(f"{TEXTS}_vectors").astype(np.float32)
    statements = [
        (duty.statement.split(), int(bounds[place, Kind.statement]) + number)
        for place, role in enumerate(base.role_ids)
        for number, duty in enumerate(base.role(role).duties)
    ]
    chance = random.Random(0)
    noise = np.random.default_rng(0)
    pairs = [(chance.choice(statements), chance.choice(statements)) for _ in range(ROLES * DUTIES_EACH)]
    roles = tuple(_roles(pairs))
    kept = np.array([(left[1], right[1]) for left, right in pairs])
    texts = np.empty((ROLES * (1 + DUTIES_EACH), vectors.shape[1]), dtype=np.float32)
    summary = np.arange(ROLES) * (1 + DUTIES_EACH)
    duty = np.setdiff1d(np.arange(len(texts)), summary)
    texts[duty] = vectors[kept[:, 0]] + vectors[kept[:, 1]]
    texts[summary] = texts[summary + 1]
    texts /= np.linalg.norm(texts, axis=1, keepdims=True)
    texts += noise.standard_normal(texts.shape, dtype=np.float32) * (NOISE / np.sqrt(texts.shape[1]))
    texts /= np.linalg.norm(texts, axis=1, keepdims=True)
    index = {**arrange(roles), **meanings(TEXTS, texts), **meanings(NAMES, texts[summary])}
    write_store(Knowledge(roles, {}, {}), out, index)


def _roles(pairs: list) -> Iterator[Role]:
    """Made without checks: a million of these take a while as it is."""
    for place in range(ROLES):
        duties = tuple(
            Duty.construct(
                id=f"duty_{number}",
                statement=" ".join(left[0][: len(left[0]) // 2] + right[0][len(right[0]) // 2 :]),
                area="work",
                involvement=Involvement.responsible,
                also=(),
                general=(),
                sources=("made_up",),
                ref=None,
            )
            for number, (left, right) in enumerate(pairs[place * DUTIES_EACH : (place + 1) * DUTIES_EACH])
        )
        title = f"Role {place}"
        summary = Fact.construct(text=title, sources=("made_up",), ref=None)
        yield Role.construct(id=f"role_{place}", title=title, family="Made up", summary=summary, duties=duties)


def _work(store: str, result: str) -> None:
    from benchmarks.baselines import ours_for_duties
    from bot.search.known import Known

    stay_on_one_core()
    encoder = load_encoder(load_settings().encoder)
    questions = [Question(question.text, frozenset()) for question in read_questions(QUESTIONS)]
    alone = encoding(questions, encoder)
    ours = figures(questions, ours_for_duties(Known(Store(Path(store)), encoder)))
    found = {"encoder": alone, "ours": [ours.p50, ours.p95], "memory": peak_memory()}
    Path(result).write_text(json.dumps(found))


if __name__ == "__main__":
    _work(*sys.argv[1:])
