"""The kinds of questions: one row for each, from which answering, follow-ups, memory and suggestions follow.

A new kind is a row here, a member of bot.reading.reading.Asked, a function in a module of its topic, a line in
data/rules.yml, and its sentences; CONTRIBUTING.md shows one.
"""

from collections.abc import Mapping, Sequence
from functools import partial

from actions import (
    careers,
    catalogue,
    compare,
    first_steps,
    here,
    judging,
    need,
    paths,
    pay,
    ranking,
    recommending,
    roles,
    suiting,
    talk,
    terms,
    who,
)
from actions.compare import Describe
from actions.follow_up import continue_topic
from actions.kind import Kind, Leaves, Needs
from actions.knowledge import Known
from actions.question import Question
from bot.reading.reading import Asked
from bot.saying.answer import Answer
from bot.saying.kinds import AnswerKind


def _of_roles(describe: Describe, tells: AnswerKind, follows: Sequence[str], **more) -> Kind:
    """A kind that says the same of whatever roles it is about."""
    return Kind(
        partial(_described, describe=describe), (tells,), describe=describe, follows=_suggested(*follows), **more
    )


def _described(question: Question, known: Known, describe: Describe) -> Answer:
    return roles.of_roles(question, known, describe)


def _suggested(*names: str) -> tuple[str, ...]:
    return tuple(f"utter_suggest_{name}" for name in names)


# What may be asked after an answer that tells nothing of a role.
ANYWHERE = _suggested("roles", "finder")
_OF_ROLES: dict[Asked, Kind] = {
    Asked.duties: _of_roles(roles.describe_duties, AnswerKind.role, ("pay", "become", "day"), more=Asked.skills),
    Asked.summary: _of_roles(roles.summarise, AnswerKind.summary, ("duties", "pay", "become"), more=Asked.duties),
    Asked.scope: _of_roles(roles.describe_scope, AnswerKind.scope, ("duties", "skills")),
    Asked.skills: _of_roles(
        roles.describe_skills, AnswerKind.skills, ("become", "pay", "day"), more=Asked.qualification
    ),
    Asked.qualification: _of_roles(
        roles.describe_qualification, AnswerKind.qualification, ("become", "skills", "pay"), more=Asked.related
    ),
    Asked.licence: _of_roles(roles.tell_licence, AnswerKind.licence, ("become", "pay"), more=Asked.become),
    Asked.interests: _of_roles(roles.describe_interests, AnswerKind.interests, ("skills", "related", "finder")),
    Asked.related: _of_roles(
        roles.describe_related,
        AnswerKind.related,
        ("pay", "become"),
        more=Asked.day,
        offers=(AnswerKind.related,),
    ),
    Asked.duration: _of_roles(careers.tell_duration, AnswerKind.duration, ("become", "pay")),
    Asked.subjects: _of_roles(careers.tell_subjects, AnswerKind.subjects, ("become", "skills")),
    Asked.day: _of_roles(careers.tell_day, AnswerKind.day, ("skills", "pay", "become"), more=Asked.skills),
    Asked.setting: Kind(
        careers.setting_asked,
        (AnswerKind.setting,),
        describe=careers.tell_setting,
        follows=_suggested("day", "pay"),
    ),
    Asked.onwards: _of_roles(
        paths.tell_onwards,
        AnswerKind.onwards,
        ("ladder", "skills", "finder"),
        leaves=Leaves.first,
        offers=(AnswerKind.onwards,),
    ),
    Asked.interview: _of_roles(
        first_steps.prepare_interview, AnswerKind.interview, ("application", "vacancies", "day")
    ),
    Asked.ladder: _of_roles(paths.tell_ladder, AnswerKind.ladder, ("pay", "become"), offers=(AnswerKind.ladder,)),
}
_OTHERS: dict[Asked, Kind] = {
    Asked.who: Kind(
        who.role_asked,
        (AnswerKind.who_handles,),
        Needs.duty,
        leaves=Leaves.of_duties,
        offers=(AnswerKind.who_handles,),
        more=Asked.duties,
        follows=_suggested("duties", "pay", "become"),
    ),
    Asked.check: Kind(
        who.duty_checked,
        (AnswerKind.verdict,),
        leaves=Leaves.first,
        more=Asked.duties,
        follows=_suggested("duties", "day"),
    ),
    Asked.contacts: Kind(
        roles.contacts_asked,
        (AnswerKind.contacts,),
        describe=roles.describe_contacts,
        follows=_suggested("duties", "setting"),
    ),
    Asked.comparison: Kind(
        partial(compare.compared, describe=compare.compare),
        (AnswerKind.comparison,),
        Needs.two_roles,
        describe=compare.compare,
        follows=_suggested("pay_both", "shared"),
    ),
    Asked.shared: Kind(
        partial(compare.compared, describe=compare.share),
        (AnswerKind.shared,),
        Needs.two_roles,
        describe=compare.share,
        follows=_suggested("difference", "pay_both"),
    ),
    Asked.order: Kind(
        paths.order_asked, (AnswerKind.order,), Needs.two_roles, follows=_suggested("difference", "pay_both")
    ),
    Asked.become: Kind(
        careers.become_asked,
        (AnswerKind.become,),
        describe=careers.become,
        more=Asked.related,
        follows=_suggested("courses", "vacancies", "pay"),
    ),
    Asked.path: Kind(
        careers.path_asked,
        (AnswerKind.path,),
        Needs.two_roles,
        leaves=Leaves.last,
        follows=_suggested("become", "pay"),
    ),
    Asked.cost: Kind(
        careers.cost_asked, (AnswerKind.no_cost,), describe=careers.decline_cost, follows=_suggested("become", "pay")
    ),
    Asked.application: Kind(
        first_steps.application_asked,
        (AnswerKind.application,),
        describe=first_steps.prepare_application,
        follows=_suggested("interview", "vacancies", "skills"),
    ),
    Asked.courses: Kind(
        first_steps.courses_asked,
        (AnswerKind.courses,),
        describe=first_steps.find_courses,
        follows=_suggested("vacancies", "application", "duration"),
    ),
    Asked.vacancies: Kind(
        first_steps.vacancies_asked,
        (AnswerKind.vacancies,),
        describe=first_steps.find_vacancies,
        follows=_suggested("application", "interview", "courses"),
    ),
    Asked.first_step: Kind(
        first_steps.first_step_asked,
        (AnswerKind.first_step,),
        describe=first_steps.find_first_step,
        follows=_suggested("courses", "vacancies", "application"),
    ),
    Asked.worth: Kind(
        judging.worth_asked,
        (AnswerKind.worth, AnswerKind.trait_ranking),
        describe=judging.weigh,
        offers=(AnswerKind.trait_ranking,),
        follows=_suggested("interests", "day", "become"),
    ),
    Asked.pay: Kind(
        suiting.pay_or_suited,
        (AnswerKind.pay, AnswerKind.pay_ranking),
        offers=(AnswerKind.pay_ranking,),
        describe=pay.tell_pay,
        follows=_suggested("outlook", "become", "day"),
    ),
    Asked.outlook: Kind(
        ranking.outlook_asked,
        (AnswerKind.outlook, AnswerKind.ranking),
        offers=(AnswerKind.ranking,),
        describe=ranking.tell_outlook,
        follows=_suggested("pay", "become"),
    ),
    Asked.skill_users: Kind(
        suiting.users_or_suited,
        (AnswerKind.skill_users,),
        Needs.nothing,
        leaves=Leaves.first,
        offers=(AnswerKind.skill_users,),
        follows=_suggested("duties", "pay", "finder"),
    ),
    Asked.roles: Kind(
        catalogue.roles_listed,
        (AnswerKind.roles,),
        Needs.nothing,
        leaves=Leaves.nothing,
        follows=_suggested("finder", "best_paid", "growing"),
    ),
    Asked.source: Kind(
        catalogue.sources_asked, (AnswerKind.sources,), Needs.nothing, leaves=Leaves.nothing, keeps_topic=True
    ),
    Asked.person: Kind(here.person_asked, (AnswerKind.person,), more=Asked.duties, follows=_suggested("duties")),
    # Roles are named as whom to turn to, or as what is open to somebody; 'they' are the latter alone.
    Asked.rights: Kind(
        need.rights_asked, (AnswerKind.rights,), Needs.nothing, leaves=Leaves.nothing, follows=_suggested("human")
    ),
    Asked.human: Kind(need.human_asked, (AnswerKind.human,), Needs.nothing, leaves=Leaves.nothing, follows=ANYWHERE),
    Asked.situation: Kind(
        need.situation_asked, (AnswerKind.situation,), Needs.nothing, follows=_suggested("become", "pay", "finder")
    ),
    Asked.show_result: Kind(
        suiting.result_asked,
        (AnswerKind.recommendation,),
        Needs.nothing,
        leaves=Leaves.first,
        offers=(AnswerKind.recommendation,),
        follows=_suggested("finder_more", "finder_schooling", "method"),
    ),
    Asked.suited: Kind(suiting.helped_choosing, needs=Needs.nothing),
    Asked.term: Kind(terms.terms_asked, (AnswerKind.term,), Needs.nothing, follows=ANYWHERE, keeps_topic=True),
    Asked.method: Kind(
        recommending.method_asked,
        (AnswerKind.method,),
        Needs.nothing,
        follows=_suggested("why", "become", "finder_more"),
    ),
    Asked.tell_self: Kind(
        suiting.suited_asked,
        (AnswerKind.suited,),
        Needs.nothing,
        leaves=Leaves.first,
        offers=(AnswerKind.suited,),
        follows=_suggested("told", "become", "day"),
    ),
    Asked.told: Kind(suiting.told_asked, needs=Needs.nothing, leaves=Leaves.nothing),
    Asked.forget_told: Kind(suiting.forgetting_asked, needs=Needs.nothing, leaves=Leaves.nothing),
    Asked.why: Kind(
        suiting.why_asked,
        (AnswerKind.reason, AnswerKind.suited_reason),
        Needs.nothing,
        follows=_suggested("become", "pay", "day"),
    ),
    Asked.shorter: Kind(
        talk.shorter_asked, (AnswerKind.short,), Needs.nothing, follows=_suggested("duties"), keeps_topic=True
    ),
}
DESCRIBE: Mapping[Asked, Describe] = {
    asked: kind.describe for asked, kind in {**_OF_ROLES, **_OTHERS}.items() if kind.describe
}
_MORE: Mapping[Asked, Asked] = {asked: kind.more for asked, kind in {**_OF_ROLES, **_OTHERS}.items() if kind.more}
_REST = Kind(
    partial(talk.more_asked, describe=DESCRIBE, after=_MORE),
    (AnswerKind.rest,),
    Needs.nothing,
    leaves=Leaves.nothing,
    keeps_topic=True,
)
_NOT_FOLLOWED = Kind(partial(talk.not_followed, describe=DESCRIBE), needs=Needs.nothing, keeps_topic=True)

KINDS: Mapping[Asked, Kind] = {
    **_OF_ROLES,
    **_OTHERS,
    Asked.follow_up: Kind(partial(continue_topic, describe=DESCRIBE), needs=Needs.nothing, keeps_topic=True),
    Asked.more: _REST,
    # Yes to 'shall I go on'; where it answers nothing, data/stories.yml does not bring it here.
    Asked.affirm: _REST,
    Asked.out_of_scope: _NOT_FOLLOWED,
    Asked.unclear: _NOT_FOLLOWED,
}
# What is answered also where it comes second in a message.
QUESTIONS = frozenset(KINDS) - {Asked.affirm, Asked.out_of_scope, Asked.unclear}
# The kind of question that each kind of answer belongs to, whatever was asked.
ASKED: Mapping[AnswerKind, Asked] = {told: asked for asked, kind in KINDS.items() for told in kind.tells}
# The answers of which one role may be picked.
OFFERING = frozenset(told for kind in KINDS.values() for told in kind.offers)


def follows(answer: AnswerKind, topic: Asked | None = None) -> tuple[str, ...]:
    """The responses that may be asked after an answer; topic: what the conversation is about, for the rest of one."""
    if answer is AnswerKind.rest and topic:
        return KINDS[topic].follows
    return KINDS[ASKED[answer]].follows if answer in ASKED else ANYWHERE
