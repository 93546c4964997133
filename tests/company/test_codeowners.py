"""CODEOWNERS files of GitHub and GitLab: which rule means which path, who owns it, and what systems there are."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.company.sources.codeowners import matches, owners_of, read_codeowners, read_rules

GITHUB = """\
# Everything else
*       @acme/platform
*.js    @js-owner #This is an inline comment.
/build/logs/ @doctocat
docs/*  docs@example.com
apps/ @octocat
/scripts/ @doctocat @octocat
**/logs @octo
/apps/github
/path\\ with\\ spaces/ @space
"""
GITLAB = """\
* @default
[Documentation][2] @docs-team
docs/
README.md @readme
^[Database] @database-team @dba
model/db/
config/db/database-setup.md @docs-team
[DOCUMENTATION]
model/db/README.md
!model/db/secret.md
"""


@pytest.mark.parametrize(
    ("pattern", "path", "means"),
    [
        ("*", "a/b/c.txt", True),
        ("*.js", "a/b.js", True),
        ("*.js", "a/b.jsx", False),
        ("/*.js", "a/b.js", False),
        ("docs/*", "docs/a.md", True),
        ("docs/*", "docs/build/a.md", False),
        ("docs/*", "other/docs/a.md", False),
        ("docs/**", "docs/build/a.md", True),
        ("apps/", "x/apps/y/z", True),
        ("apps/", "apps", False),
        ("/apps/", "x/apps/y", False),
        ("/apps", "apps/y", True),
        ("apps", "x/apps", True),
        ("apps", "x/apps/y", True),
        ("app", "apps", False),
        ("**/logs", "build/logs/x", True),
        ("/a/**/b", "a/b", True),
        ("/a/**/b", "a/x/y/b/z", True),
        ("/a/**/b", "a/xb", False),
        ("/a?c", "abc", True),
        ("/a?c", "a/c", False),
        ("/a.c", "abc", False),
        ("/path\\ with\\ spaces/", "path with spaces/x", True),
        ("/", "anything/at/all", True),
        ("/foo/*.d", "foo/x.d/y", True),
    ],
)
def test_a_pattern_means_paths_as_github_and_gitlab_have_it(pattern: str, path: str, means: bool):
    assert matches(pattern, path) is means


@pytest.mark.parametrize(
    ("path", "owners"),
    [
        ("x/y.txt", ("@acme/platform",)),
        ("x/y.js", ("@js-owner",)),
        ("build/logs/a.js", ("@octo",)),
        ("docs/a.md", ("docs@example.com",)),
        ("docs/b/a.md", ("@acme/platform",)),
        ("apps/a/b", ("@octocat",)),
        ("apps/github/b", ()),
        ("scripts/a", ("@doctocat", "@octocat")),
        ("path with spaces/a", ("@space",)),
    ],
)
def test_the_last_rule_that_matches_counts_also_where_it_names_nobody(path: str, owners: tuple[str, ...]):
    notes: list[str] = []
    assert owners_of(path, read_rules(GITHUB, "CODEOWNERS", notes)) == owners
    assert notes == []


@pytest.mark.parametrize(
    ("path", "owners"),
    [
        ("a", ("@default",)),
        ("docs/a", ("@default", "@docs-team")),
        ("README.md", ("@default", "@readme")),
        # A section that is there twice is one, and its second head names no owners.
        ("model/db/README.md", ("@default", "@readme", "@database-team", "@dba")),
        ("model/db/secret.md", ("@default", "@database-team", "@dba")),
        ("config/db/database-setup.md", ("@default", "@docs-team")),
    ],
)
def test_of_each_section_the_last_rule_counts_with_the_owners_of_the_section(path: str, owners: tuple[str, ...]):
    found = owners_of(path, read_rules(GITLAB.replace("model/db/README.md\n", ""), "CODEOWNERS", []))
    assert found == owners


PARTS = st.sampled_from(["a", "b", "*", "**", "?", "a*"])
PATTERNS = st.tuples(st.sampled_from(["", "/"]), st.lists(PARTS, min_size=1, max_size=4), st.sampled_from(["", "/"]))
PATHS = st.lists(st.sampled_from(["a", "b", "ab"]), min_size=1, max_size=4).map("/".join)


def rule(parts: tuple[str, list[str], str]) -> str:
    start, middle, end = parts
    return f"{start}{'/'.join(middle)}{end}"


@given(st.lists(PATTERNS.map(rule), max_size=8), PATHS)
def test_owners_are_those_of_the_last_rule_that_would_match_alone(patterns: list[str], path: str):
    text = "\n".join(f"{pattern} @{number}" for number, pattern in enumerate(patterns))
    alone = [number for number, pattern in enumerate(patterns) if matches(pattern, path)]
    expected = (f"@{alone[-1]}",) if alone else ()
    assert owners_of(path, read_rules(text, "CODEOWNERS", [])) == expected


def means_slowly(pattern: list[str], path: list[str], is_whole: bool) -> bool:
    """Whether a pattern that begins at the root means a path, part by part; is_whole: to its end."""
    if not pattern:
        return not path or not is_whole
    if pattern[0] == "**":
        if len(pattern) == 1:
            return bool(path)
        return any(means_slowly(pattern[1:], path[place:], is_whole) for place in range(len(path) + 1))
    one = re.escape(pattern[0]).replace(r"\*", "[^/]*").replace(r"\?", "[^/]")
    return bool(path) and re.fullmatch(one, path[0]) is not None and means_slowly(pattern[1:], path[1:], is_whole)


@given(PATTERNS, PATHS)
def test_patterns_mean_what_they_mean_part_by_part(parts: tuple[str, list[str], str], path: str):
    start, middle, end = parts
    cells = middle if start or len(middle) > 1 else ["**", *middle]
    names = path.split("/")
    if end:
        # A folder, and something in it.
        means = any(means_slowly(cells, names[:place], True) for place in range(1, len(names)))
    else:
        is_whole = middle[-1] == "**" or (middle[-1] == "*" and (bool(start) or len(middle) > 1))
        means = means_slowly(cells, names, is_whole)
    assert matches(rule(parts), path) is means


def written(folder: Path, text: str) -> Path:
    path = folder / "CODEOWNERS"
    path.write_text(text, encoding="utf-8")
    return path


def test_folders_that_rules_name_by_themselves_are_systems_and_all_else_is_said(tmp_path: Path):
    text = "* @a\n/services/pay/ @b\nlib/pay/** @c\n/.github/ @d\n/web/* @e @f\n*.md @g\n/apps/shop @h\nservices/ @i\n"
    found = read_codeowners(written(tmp_path, text), "here")
    assert [(each.name, each.aliases, each.owners) for each in found.systems] == [
        ("services/pay", (), ("@i",)),
        ("lib/pay", (), ("@c",)),
        ("web", (), ("@e", "@f")),
    ]
    assert found.notes == (
        "CODEOWNERS: lines 1, 4, 6, 7, 8: no folder of its own is meant ('/name/'), so no system is made of that",
    )


def test_systems_that_a_keeper_names_have_the_owners_of_their_folders(tmp_path: Path):
    path = written(tmp_path, "* @a\n/services/pay/ @b\n/services/pay/docs/ @c\n")
    found = read_codeowners(path, "here", {"Payments": "services/pay/", "Website": "/", "Ledger": "ledger"})
    assert [(each.name, each.owners) for each in found.systems] == [
        ("Payments", ("@b",)), ("Website", ("@a",)), ("Ledger", ("@a",)),
    ]  # fmt: skip
    assert found.systems[0].aliases == ("services/pay",)


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("/a/ ann", "CODEOWNERS, line 1: 'ann' is no owner; it was left out"),
        ("/a/ @ann @", "CODEOWNERS, line 1: '@' is no owner; it was left out"),
        ("\\", "ends in a backslash that escapes nothing"),
        (f"/{'*a' * 40}/ @ann", "has more than 6 stars; it was left out"),
    ],
)
def test_what_is_no_owner_or_no_rule_is_said_with_its_line(tmp_path: Path, line: str, note: str):
    assert any(note in each for each in read_codeowners(written(tmp_path, line), "here").notes)
