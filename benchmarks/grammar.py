"""Compares what grammar says a question is about with what the rules say: `python -m benchmarks.grammar`.

Some questions are beside the project; benchmarks/questions/grammar.tsv holds where in them the thing asked about
stands. The others are the examples in data/nlu.yml that name roles; whether they name them is what is measured.
Of each set every other line was looked at while the grammar was written, and the rest only counted; whoever labelled
them had read them all. Times are the processor's, since others use the machine.
"""

import hashlib
import re
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import yaml

from benchmarks.measure import megabytes, percentile, stay_on_one_core
from benchmarks.stores import SHARED
from bot.reading.about import asked_about
from bot.reading.clauses import duty_asked
from bot.reading.duty import asks_who, duty_phrase
from bot.reading.grammar import is_sentence, sentences
from bot.reading.naming import linker_of
from bot.reading.normal import normal
from bot.reading.subject import is_asking_word, said_of
from bot.search.known import Known, open_known
from bot.search.language import content_lemmas
from bot.settings import ROOT, load_settings

LABELS = ROOT / "benchmarks/questions/grammar.tsv"
EXAMPLES = ROOT / "data/nlu.yml"
# Examples that name a role which they are not about: where somebody comes from, what is done to whom, what is no role.
ELSEWHERE = {"ask_who", "ask_path", "feedback_bad", "out_of_scope", "find_role"}
SETS = {"real": "real_questions_dev.tsv", "who": "who_handles_dev.tsv", "company": "company/questions_dev.txt"}
EXAMPLE = "example of ours"
KINDS = ("sentence", "search", EXAMPLE, "who")
SEEN, UNSEEN = "seen", "unseen"

# From a question to what it is about.
Reader = Callable[[str], Sequence[str]]


@dataclass(frozen=True)
class Labelled:
    """A question, its kind, whether it was looked at, and what it is about, for each thing all ways of saying it."""

    text: str
    kind: str
    half: str
    about: tuple[frozenset[str], ...]


def main() -> None:
    stay_on_one_core()
    questions = [*read_labels(), *read_examples()]
    before = megabytes("VmRSS")
    began = time.process_time()
    sentences("what does a nurse do")
    print(f"loading: {time.process_time() - began:.2f} s, {megabytes('VmRSS') - before:.0f} MB beside the rest\n")
    settings = load_settings()
    known = open_known(settings.store, settings.encoder)
    about = {
        "said_of": said_of,
        "subject": lambda text: [subject(text)],
        "mentions": lambda text: _mentioned(known, text),
        "mentions, else said_of": lambda text: _mentioned(known, text) or said_of(text),
        "grammar": _about,
    }
    duty = {"duty_phrase": lambda text: [duty_phrase(text)] if asks_who(text) else [], "grammar": _duty}
    for readers, kinds in ((about, KINDS[:3]), (duty, KINDS[3:])):
        for kind in kinds:
            _table(kind, readers, [question for question in questions if question.kind == kind])
    _tell_apart([question for question in questions if question.kind != EXAMPLE])


def read_labels() -> list[Labelled]:
    """The labelled questions, read from beside the project; ValueError where one is not what was labelled."""
    lines = {
        name: [_question(line) for line in (SHARED / "eval" / file).read_text(encoding="utf-8").splitlines()]
        for name, file in SETS.items()
    }
    found = []
    for count, label in enumerate(LABELS.read_text(encoding="utf-8").splitlines()):
        name, line, digest, kind, places = label.split("\t")
        text = lines[name][int(line) - 1]
        if hashlib.sha256(text.encode()).hexdigest()[:8] != digest:
            raise ValueError(f"{SETS[name]} @ line {line}: not the question that was labelled")
        about = tuple(
            frozenset(_plain(text[slice(*map(int, way.split("-")))]) for way in ways.split("|"))
            for ways in places.split(";")
        )
        found.append(Labelled(text, kind, UNSEEN if count % 2 else SEEN, about))
    return found


def read_examples() -> list[Labelled]:
    """The project's own examples that name roles, each about those that are marked in it."""
    found = []
    for intent in yaml.safe_load(EXAMPLES.read_text(encoding="utf-8"))["nlu"]:
        for line in () if intent.get("intent") in ELSEWHERE else intent.get("examples", "").splitlines():
            about = tuple(frozenset((_plain(name),)) for name in re.findall(r"\[([^]]*)\]\(role\)", line))
            text = re.sub(r"\[([^]]*)\](?:\([^)]*\)|\{[^}]*\})", r"\1", line.strip()[2:])
            if about:
                found.append(Labelled(text, EXAMPLE, UNSEEN if len(found) % 2 else SEEN, about))
    return found


def _question(line: str) -> str:
    fields = line.split("\t")
    return fields[1] if len(fields) == 4 else fields[0]


def _about(text: str) -> list[str]:
    """Of several sentences, what the last one that asks about anything is about."""
    found = [asked_about(sentence) for sentence in sentences(normal(text))]
    return next(([phrase.text for phrase in phrases] for phrases in reversed(found) if phrases), [])


def _duty(text: str) -> list[str]:
    return [duty.bare for duty in map(duty_asked, sentences(normal(text))) if duty]


def subject(text: str) -> str:
    """What is left of a role question without its asking words: 'astronaut' in 'what does an astronaut do'."""
    return " ".join(lemma for lemma in content_lemmas(text) if not is_asking_word(lemma) and lemma.isalpha())


def _mentioned(known: Known, text: str) -> list[str]:
    return [mention.text for mention in linker_of(known).mentions(text)]


def _plain(text: str) -> str:
    return normal(text).lower().removeprefix("a ").removeprefix("an ").removeprefix("the ").strip(" .?!'\"")


def _is_right(found: Sequence[str], about: tuple[frozenset[str], ...]) -> bool:
    """Whether exactly the things were found, each in one of its ways, in order."""
    plain = [_plain(text) for text in found]
    return len(plain) == len(about) and all(text in ways for text, ways in zip(plain, about, strict=True))


def _table(kind: str, readers: dict[str, Reader], questions: list[Labelled]) -> None:
    halves = {half: [question for question in questions if question.half == half] for half in (SEEN, UNSEEN)}
    heads = [f"{half} ({len(halves[half])})" for half in halves]
    print(f"| {kind} | {' | '.join(heads)} | p50 ms | p95 ms |\n| --- | --- | --- | --- | --- |")
    for name, read in readers.items():
        read(questions[0].text)
        times: list[float] = []
        right: dict[str, int] = defaultdict(int)
        for question in questions:
            began = time.process_time()
            found = read(question.text)
            times.append(1000 * (time.process_time() - began))
            right[question.half] += _is_right(found, question.about)
        shares = " | ".join(f"{right[half] / len(halves[half]):.2f}" for half in halves)
        print(f"| {name} | {shares} | {percentile(times, 50):.1f} | {percentile(times, 95):.1f} |")
    print()


def _tell_apart(questions: list[Labelled]) -> None:
    """Prints how well who-questions and lists of search words are told from the rest."""
    read = {question: sentences(normal(question.text)) for question in questions}
    tellers: dict[str, tuple[str, Callable[[Labelled], bool]]] = {
        "asks_who": ("who", lambda question: asks_who(question.text)),
        "grammar, who": ("who", lambda question: any(map(duty_asked, read[question]))),
        "grammar, search": ("search", lambda question: not any(map(is_sentence, read[question]))),
    }
    print("| told apart | found | wrongly taken for it |\n| --- | --- | --- |")
    for name, (kind, tells) in tellers.items():
        told = [question for question in questions if tells(question)]
        right = sum(question.kind == kind for question in told)
        total = sum(question.kind == kind for question in questions)
        print(f"| {name} | {right} of {total} | {len(told) - right} of {len(questions) - total} |")


if __name__ == "__main__":
    main()
