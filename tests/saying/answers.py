"""An answer of each kind, as actions find them."""

from dataclasses import replace
from typing import Any

from bot.reading.here import MATTERS
from bot.saying.answer import IN_SHORT, Answer, DutyRef, FactRef, PersonRef, RoleRef, SourceRef
from bot.saying.document import Listing, Paragraph
from bot.saying.kinds import AnswerKind, FactKind
from bot.saying.words import plain

BAKER, SHOP, HAND = RoleRef("baker", "Baker"), RoleRef("shop", "Shop Manager"), RoleRef("hand", "Dough Hand")
BREAD = DutyRef("bread", "Bakes bread.", "baker", "responsible", asked="bread")
TILL = DutyRef("till", "Counts the till.", "shop", "accountable", asked="the till")
BOOK = SourceRef("book", "The Book", "https://book.example", ("page 1",))
ANN = PersonRef("Ann", "baker", "accountable", "Hill", "Ovens", "@ann", "ann@x.example", "#ovens")

BEA = PersonRef("Bea", site="Hill", team="Dyeing", slack="@bea", title="Master Dyer", id="bea")
OWN = FactRef(FactKind.own_duty, "", "dyes wool", place="Hill: Bea")
CHANNEL, PAGE = FactRef(FactKind.channel, "", "#dyes"), FactRef(FactKind.page, "", "dyes", url="https://x.example")


def of(name: str) -> FactRef:
    return FactRef(FactKind.of_colleague, "", name)


def relation(name: str) -> FactRef:
    return FactRef(FactKind.relation, "", name)


def fact(kind: FactKind, text: str, role: RoleRef = BAKER, **more: Any) -> FactRef:
    return FactRef(kind, role.id, text, **more)


def duty(statement: str, role: RoleRef = BAKER, involvement: str = "responsible", **more: Any) -> DutyRef:
    return DutyRef(statement.lower(), statement, role.id, involvement, **more)


TOLD_SELF = (
    FactRef(FactKind.told_done, "", "Baker"),
    FactRef(FactKind.told_like, "", "animals", ref="animals"),
    FactRef(FactKind.told_like, "", "maths", ref="maths"),
    FactRef(FactKind.told_dislike, "", "blood and wounds", ref="blood"),
    FactRef(FactKind.told_level, "", "2"),
    FactRef(FactKind.told_limit, "", "well_paid"),
    FactRef(FactKind.unmeasured, "", "night work", ref="nights"),
    FactRef(FactKind.told_unknown, "", "the moon"),
)
ANSWERS = [
    Answer(
        AnswerKind.suited,
        (SHOP, HAND),
        facts=(
            FactRef(FactKind.among, "", ""),
            fact(FactKind.meets, "animals", SHOP),
            fact(FactKind.lacks, "maths", SHOP),
            fact(FactKind.much_avoided, "blood and wounds", HAND),
        ),
        sources=(BOOK,),
    ),
    Answer(
        AnswerKind.suited,
        (SHOP, HAND),
        facts=(
            *TOLD_SELF,
            fact(FactKind.meets, "animals", SHOP),
            fact(FactKind.has_avoided, "blood and wounds", HAND),
            fact(FactKind.pay_median, "41,000", HAND),
            fact(FactKind.entry_education, "Bachelor's degree", HAND),
            FactRef(FactKind.lacking, "", "likes"),
            FactRef(FactKind.told_note, "", "strengths"),
        ),
        sources=(BOOK,),
    ),
    Answer(
        AnswerKind.suited_reason,
        (SHOP,),
        facts=(
            fact(FactKind.meets, "animals", SHOP),
            fact(FactKind.lacks, "maths", SHOP),
            fact(FactKind.has_avoided, "paperwork", SHOP),
            fact(FactKind.strength_role, "Baker", SHOP, ref="baker"),
        ),
        sources=(BOOK,),
    ),
    Answer(AnswerKind.suited_reason, (SHOP,)),
    Answer(AnswerKind.onwards, (BAKER, SHOP), facts=(fact(FactKind.onward, "Shop Manager", ref="shop"),)),
    Answer(AnswerKind.interview, (BAKER,), (BREAD, TILL)),
    Answer(AnswerKind.application, (BAKER,), (BREAD,), (fact(FactKind.first_skill, "Kneading"),)),
    Answer(AnswerKind.application),
    *(
        Answer(kind, (BAKER,), facts=(FactRef(FactKind.country, "", "Ireland"),))
        for kind in (AnswerKind.courses, AnswerKind.vacancies)
    ),
    Answer(AnswerKind.first_step, (BAKER,), facts=(fact(FactKind.first_skill, "Kneading"),)),
    Answer(AnswerKind.worth, (BAKER,), facts=(fact(FactKind.preparation, "2"),)),
    Answer(AnswerKind.trait_ranking, (BAKER,), facts=(fact(FactKind.trait, "80"),), asked="Stress Tolerance"),
    Answer(AnswerKind.no_best, asked="easy"),
    Answer(AnswerKind.rights, (SHOP,), asked="wages"),
    *(Answer(AnswerKind.confided, asked=matter) for matter in MATTERS),
    Answer(AnswerKind.human, facts=(FactRef(FactKind.advisers, "", "Advisers", ref="https://advice.example"),)),
    Answer(AnswerKind.situation, (BAKER,), asked="age"),
    *(
        Answer(AnswerKind.term, facts=(fact(kind, "A test.", ref="GED"),))
        for kind in (FactKind.term, FactKind.term_like)
    ),
    Answer(AnswerKind.method, (BAKER,), facts=(FactRef(FactKind.compared, "", "1,000"),)),
    Answer(AnswerKind.suits_nothing, facts=TOLD_SELF),
    Answer(AnswerKind.told_nothing, facts=TOLD_SELF[-2:]),
    Answer(AnswerKind.told, facts=TOLD_SELF),
    Answer(AnswerKind.told),
    Answer(AnswerKind.who_handles, (BAKER,), (BREAD,), sources=(BOOK,), people=(ANN,)),
    Answer(
        AnswerKind.who_handles,
        (BAKER, SHOP, HAND),
        (BREAD, TILL, duty("Sells.", HAND, IN_SHORT, asked="bread"), duty("Eats.", SHOP, "supports", asked="bread")),
        unanswered=("the moon", "the sun"),
    ),
    Answer(AnswerKind.unknown_duty, unanswered=("the moon",)),
    Answer(AnswerKind.role, (BAKER, SHOP), tuple(duty(f"Bakes {number}.") for number in range(12))),
    Answer(
        AnswerKind.role,
        (BAKER,),
        facts=(fact(FactKind.gathers, "Gathers bakers."), fact(FactKind.elsewhere, "Dough Hand", ref="hand")),
    ),
    Answer(AnswerKind.verdict, (SHOP, BAKER), (BREAD,), asked="bread", verdict="no"),
    Answer(AnswerKind.verdict, (BAKER,), asked="tides", verdict="unknown"),
    Answer(AnswerKind.short, (BAKER, SHOP)),
    Answer(AnswerKind.summary, (BAKER,), facts=(fact(FactKind.summary, "A baker bakes."),)),
    Answer(
        AnswerKind.scope,
        (BAKER, SHOP),
        facts=(fact(FactKind.scope, "Covers dough."), fact(FactKind.needed_in, "Found in towns.")),
    ),
    Answer(
        AnswerKind.contacts,
        (BAKER,),
        facts=(fact(FactKind.no_superior, "Baker"), fact(FactKind.department, "Sales")),
    ),
    Answer(
        AnswerKind.skills,
        (BAKER,),
        facts=(
            *(fact(FactKind.skill, f"Skill {number}", need=90 - number) for number in range(7)),
            fact(FactKind.knowledge, "Heat"),
            fact(FactKind.tool, "Oven Planner"),
        ),
    ),
    Answer(
        AnswerKind.qualification,
        (BAKER,),
        facts=(
            fact(FactKind.education, "A course."),
            fact(FactKind.experience, "No time."),
            fact(FactKind.disagreement, "Books differ."),
            FactRef(FactKind.entry_elsewhere, "", "Ireland", place="the courses", url="https://courses.example"),
        ),
    ),
    Answer(AnswerKind.licence, (BAKER,), facts=(fact(FactKind.licence, "A licence is required."),)),
    Answer(
        AnswerKind.interests,
        (BAKER,),
        facts=(fact(FactKind.interest, "realistic"), fact(FactKind.interest, "social"), fact(FactKind.style, "Care")),
    ),
    Answer(
        AnswerKind.related, (BAKER,), facts=tuple(fact(FactKind.related, f"Cook {n}", ref=f"c{n}") for n in range(9))
    ),
    Answer(
        AnswerKind.comparison,
        (BAKER, SHOP),
        (
            duty("Bakes."),
            duty("Rests."),
            duty("Sells.", SHOP),
            duty("Walks.", shared=True),
            duty("Walks.", SHOP, shared=True),
        ),
        (
            fact(FactKind.scope, "All dough."),
            fact(FactKind.alike, "Both work."),
            fact(FactKind.disagreement, "Books differ."),
        ),
    ),
    Answer(
        AnswerKind.shared,
        (BAKER, SHOP),
        (duty("Walks.", shared=True), duty("Walks.", SHOP, shared=True)),
        tuple(fact(FactKind.skill, f"Skill {number}") for number in range(20)),
    ),
    Answer(
        AnswerKind.roles,
        (BAKER, SHOP, HAND, RoleRef("a", "A"), RoleRef("b", "B")),
        facts=(fact(FactKind.family, "Food"),),
    ),
    Answer(AnswerKind.sources, sources=(BOOK, SourceRef("web", "Web", None))),
    Answer(AnswerKind.which_role, (BAKER, SHOP), asked="boss"),
    Answer(AnswerKind.which_listed, (BAKER, SHOP)),
    Answer(AnswerKind.not_told, (BAKER,)),
    Answer(AnswerKind.no_more, (BAKER,)),
    Answer(AnswerKind.lost_in_list, (BAKER, SHOP)),
    Answer(AnswerKind.unknown_role, (BAKER,), asked="astronaut"),
    Answer(AnswerKind.same_role, (BAKER,), asked="baker, bread man"),
    Answer(AnswerKind.need_two, (BAKER,)),
    Answer(AnswerKind.no_cost, (BAKER,)),
    Answer(AnswerKind.unknown_skill, asked="tides"),
    Answer(AnswerKind.no_company, (BAKER,), asked="Baker"),
    Answer(AnswerKind.rest, blocks=(Paragraph(plain("One.")), Listing((plain("a"), plain("b"))))),
    Answer(AnswerKind.person, (BAKER,), people=(ANN,)),
    Answer(AnswerKind.nobody_here, (BAKER, SHOP)),
    Answer(AnswerKind.nobody_here, people=(BEA,), asked="dyer"),
    Answer(
        AnswerKind.nobody_here, asked="dyer", facts=(of("Hill"), FactRef(FactKind.near_colleague, "", "Cem (Dyer)"))
    ),
    *(Answer(AnswerKind.nobody_here, asked="dyer", facts=facts) for facts in ((), (of("Hill"),))),
    Answer(AnswerKind.colleague, people=(BEA,), facts=(FactRef(FactKind.lead, "", "Ann"), OWN)),
    Answer(AnswerKind.colleague, people=(PersonRef("Cem"),), asked="phone", facts=(of("Ann"), relation("away"))),
    Answer(AnswerKind.colleague, people=(PersonRef("Cem", title="Dyer"),)),
    Answer(
        AnswerKind.colleague, people=(PersonRef("Cem", site="Hill", until="2026-07-01"),), facts=(relation("away"),)
    ),
    *(
        Answer(AnswerKind.colleague, people=(BEA,), facts=(of("Cem"), relation(each)))
        for each in ("manager", "deputy", "title", "lead")
    ),
    *(
        Answer(
            AnswerKind.colleagues,
            people=people,
            facts=(of("Cem"), relation(each), FactRef(FactKind.headcount, "", "9")),
        )
        for people in ((BEA,), (BEA, replace(BEA, name="Dan")))
        for each in ("reports", "members", "title", "others")
    ),
    *(
        Answer(AnswerKind.who_here, people=(replace(BEA, part=part),), facts=(OWN, CHANNEL, PAGE))
        for part in ("accountable", "responsible", "consulted", "informed")
    ),
    *(
        Answer(AnswerKind.who_here, people=(replace(BEA, stands_in_for="Cem"),), facts=(OWN, relation(each)))
        for each in ("confidential", "trusted")
    ),
    Answer(AnswerKind.who_here, people=(replace(BEA, stands_in_for="Cem", until="2026-07-01"),), facts=(OWN,)),
    Answer(AnswerKind.who_here, people=(BEA, PersonRef("Dan")), facts=(OWN, replace(OWN, place="Quay: Dan"))),
    Answer(AnswerKind.who_here, people=(BEA, PersonRef("Dan")), facts=(OWN, replace(OWN, text="mixes dyes"))),
    Answer(AnswerKind.who_here, asked="channel", facts=(OWN, CHANNEL)),
    Answer(
        AnswerKind.at_work,
        people=(PersonRef("Dyeing", channel="#dyes"),),
        facts=(
            of("Dyeing"),
            relation("team"),
            FactRef(FactKind.purpose, "", "Dyes."),
            FactRef(FactKind.lead, "", "Bea"),
        ),
    ),
    *(
        Answer(AnswerKind.at_work, people=people, facts=(of("Till"), relation(each), CHANNEL, PAGE))
        for people in ((BEA,), (BEA, PersonRef("Dan")))
        for each in ("system", "on_call")
    ),
    *(
        Answer(AnswerKind.colleague_verdict, people=(BEA,), verdict=verdict, facts=facts)
        for verdict in ("yes", "no")
        for facts in ((relation("member"),), (relation("does"), OWN, FactRef(FactKind.near_colleague, "", "Dan")))
    ),
    Answer(AnswerKind.colleague_verdict, people=(BEA,), verdict="unknown", facts=(relation("does"),)),
    Answer(AnswerKind.which_colleague, asked="Bea", choices=("Bea Ox", "Bea Ram")),
    Answer(AnswerKind.unknown_colleague, asked="Zed"),
    Answer(AnswerKind.colleague_left, asked="Zed Ox"),
    Answer(
        AnswerKind.nobody_known, (BAKER,), asked="x", facts=(relation("duty"), FactRef(FactKind.near_duty, "", "dyes"))
    ),
    Answer(
        AnswerKind.nobody_known,
        facts=(relation("unsure"), *(FactRef(FactKind.near_duty, "", each) for each in ("dyes", "buys yarn"))),
    ),
    *(
        Answer(AnswerKind.nobody_known, asked="Bea", facts=(of("Bea"), relation(each)))
        for each in ("manager", "deputy", "reports", "members", "lead", "on_call", "system", "others", "gone")
    ),
    Answer(AnswerKind.which_place, (BAKER,), choices=("Hill", "Quay Street")),
    Answer(AnswerKind.other_tongue, asked="de", facts=(FactRef(FactKind.read_on, "", "https://example.org"),)),
    *map(
        Answer,
        (
            AnswerKind.nothing_more,
            AnswerKind.fallback,
            AnswerKind.out_of_scope,
            AnswerKind.stuck,
            AnswerKind.lost,
            AnswerKind.finder_hint,
            AnswerKind.no_pay,
            AnswerKind.no_outlook,
            AnswerKind.no_answers,
            AnswerKind.nothing_left,
            AnswerKind.told_forgotten,
            AnswerKind.finder_offer,
        ),
    ),
]
