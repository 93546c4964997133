"""Which occupations a listed name means."""

import pytest

from bot.knowledge.evidence import NameEvidence, agreement, meant, parts


def listed(code: str, name: str, sources: int, title: str, reported: bool = False) -> NameEvidence:
    return NameEvidence(code, name, sources, reported, ", All Other" in title, (title,))


@pytest.mark.parametrize(
    ("names", "codes"),
    [
        # More sources, and agreement with the title, decide.
        ([listed("a", "Nurse", 5, "Registered Nurses"), listed("b", "Nurse", 1, "Acute Care Nurses")], {"a"}),
        (
            [
                listed("a", "Project Manager", 2, "Project Management Specialists"),
                listed("b", "Project Manager", 1, "Construction Managers"),
            ],
            {"a"},
        ),
        # As good as each other: the bot asks.
        (
            [
                listed("a", "Teacher", 4, "Elementary School Teachers", reported=True),
                listed("b", "Teacher", 4, "Middle School Teachers", reported=True),
            ],
            {"a", "b"},
        ),
        # A group of leftovers gives way.
        (
            [
                listed("a", "Biologist", 2, "Biological Scientists, All Other"),
                listed("b", "Biologist", 2, "Biologists", reported=True),
            ],
            {"b"},
        ),
        # Two letters that a single source has say nothing.
        ([listed("a", "Co", 1, "Correctional Officers")], set()),
        ([listed("a", "Co", 2, "Correctional Officers")], {"a"}),
    ],
)
def test_a_name_means_the_occupations_with_the_best_evidence(names: list[NameEvidence], codes: set[str]):
    assert {name.code for name in meant(names)} == codes


@pytest.mark.parametrize(
    ("name", "title", "share"),
    [
        ("Registered Nurse", "Registered Nurses", 1.0),
        ("Project Manager", "Project Management Specialists", 1.0),
        ("Park Ranger", "Conservation Scientists", 0.0),
        ("Plastic Surgeon", "Surgeons, All Other", 0.5),
        ("123", "Surgeons", 0.0),
    ],
)
def test_how_far_a_name_agrees_with_a_title(name: str, title: str, share: float):
    assert agreement(name, title) == share


def test_a_name_of_one_source_is_of_a_job_counted_there_and_one_of_several_another_name():
    assert not listed("a", "Neonatal Nurse", 1, "Registered Nurses").is_synonym
    assert listed("a", "RN", 3, "Registered Nurses").is_synonym


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Soil and Plant Scientists", ["Soil Scientists", "Plant Scientists"]),
        ("Court, Municipal, and License Clerks", ["Court Clerks", "Municipal Clerks", "License Clerks"]),
        ("Chefs and Head Cooks", ["Chefs", "Head Cooks"]),
        ("Electronics and Radio Technicians", ["Electronics Technicians", "Radio Technicians"]),
        ("Pressers, Textile, Garment, and Related Materials", []),
        ("Fire Inspectors and Investigators", []),
        ("Registered Nurses", []),
        ("Fitness and Wellness Coordinators", ["Fitness Coordinators", "Wellness Coordinators"]),
    ],
)
def test_a_title_that_coordinates_names_has_each_of_them(title: str, names: list[str]):
    assert parts(title) == names
