"""Staff: linked by a code that works once, shown, unlinked."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
import sqlalchemy as sa

from programme.errors import BadValue, CodeExpired, CodeUsed, NoSuchCode, NoSuchMember
from programme.models.staff import invitations, staff
from programme.staff import Member
from tests.programme.workers import finish, start


def rows(database, table):
    with database.session(write=False) as session:
        return [tuple(row) for row in session.execute(sa.select(table))]


def test_a_code_makes_one_member(team, noon):
    code = team.invite("editor", noon, name="  Ms  Haddad ")
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}", code)
    assert team.check(code, noon) == "editor"
    assert not team.anybody("telegram")
    member = team.link(code, "telegram", "4711", noon, language="fr")
    assert member == Member(1, "telegram", "4711", "editor", "Ms Haddad", "fr", noon, None, None)
    assert (team.of("telegram", "4711"), team.by_id(1), team.members(), team.members("telegram")) == (
        member, member, [member], [member],
    )  # fmt: skip
    assert (team.of("mail", "4711"), team.of("telegram", "4712"), team.members("mail")) == (None, None, [])
    assert (team.anybody("telegram"), team.anybody("mail")) == (True, False)


def test_the_code_itself_is_stored_nowhere(database, team, noon):
    code = team.invite("staff", noon, name="Boris")
    ((_, digest, role, name, expires, used),) = rows(database, invitations)
    assert digest == hashlib.sha256(code.replace("-", "").encode()).hexdigest()
    assert (role, name, expires, used) == ("staff", "Boris", noon + timedelta(days=7), None)
    team.link(code, "telegram", "4711", noon)
    assert [(row[3], row[5]) for row in rows(database, invitations)] == [("", noon)]  # the name has moved


@pytest.mark.parametrize("written", [str.lower, lambda code: code.replace("-", " "), lambda code: code + "\n"])
def test_a_code_may_be_written_as_people_write(team, noon, written):
    assert team.check(written(team.invite("staff", noon)), noon) == "staff"


def test_letters_that_are_taken_for_figures_are_those_figures(database, team, noon):
    digest = hashlib.sha256(b"0110" * 4).hexdigest()
    with database.session() as session:
        session.execute(
            sa.insert(invitations).values(
                code_digest=digest, role="staff", name="", expires_at=noon + timedelta(days=1)
            )
        )
    assert team.check("oIlO-0110-0110-0110", noon) == "staff"


def test_a_code_works_once(team, noon):
    code = team.invite("staff", noon)
    team.link(code, "telegram", "4711", noon)
    for act in (lambda: team.check(code, noon), lambda: team.link(code, "telegram", "815", noon)):
        with pytest.raises(CodeUsed) as caught:
            act()
    assert str(caught.value) == (
        "This code was used before; each works once. Ask for another one: attache staff invite."
    )
    assert team.of("telegram", "815") is None


def test_processes_that_use_one_code_at_once_make_one_member(team, url):
    code = team.invite("staff", datetime.now(timezone.utc))
    said = finish([start(f"link {code}", url) for _ in range(4)])
    assert sorted(line for lines in said for line in lines) == ["linked", "used", "used", "used"]
    assert len(team.members()) == 1


@pytest.mark.parametrize("days", [1, 90])
def test_a_code_expires(team, noon, days):
    code = team.invite("staff", noon, days=days)
    end = noon + timedelta(days=days)
    assert team.check(code, end - timedelta(seconds=1)) == "staff"
    with pytest.raises(CodeExpired) as caught:
        team.link(code, "telegram", "4711", end)
    assert str(caught.value) == "The time of this code is over. Ask for another one: attache staff invite."
    assert team.members() == []


@pytest.mark.parametrize("code", ["", "-", "0000-0000-0000-0000", "صفر", "x" * 10_000])
def test_a_code_that_nobody_was_given(team, noon, code):
    team.invite("staff", noon)
    with pytest.raises(NoSuchCode) as caught:
        team.link(code, "telegram", "4711", noon)
    assert str(caught.value) == (
        "This code was given to nobody. Check it, or ask for another one: attache staff invite."
    )


def test_codes_whose_time_is_long_over_are_removed(database, team, noon):
    team.invite("staff", noon, days=1, name="Long ago")
    team.invite("staff", noon + timedelta(days=80), days=1)
    team.invite("staff", noon + timedelta(days=92))
    assert [row[4] for row in rows(database, invitations)] == [noon + timedelta(days=81), noon + timedelta(days=99)]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"role": "chief"}, "The role is 'chief'. Choose one of staff, editor."),
        ({"days": 0}, "The code would work for 0 days. Choose 1 to 90."),
        ({"days": 91}, "The code would work for 91 days. Choose 1 to 90."),
        ({"name": "x" * 81}, "The name has 81 characters. It must have 80 or fewer."),
    ],
)
def test_what_no_invitation_can_have(database, team, noon, given, said):
    with pytest.raises(BadValue) as caught:
        team.invite(**({"role": "staff", "now": noon} | given))
    assert str(caught.value) == said
    assert rows(database, invitations) == []


def test_a_time_without_a_zone_is_refused(team):
    with pytest.raises(BadValue):
        team.invite("staff", datetime(2026, 3, 2))


def test_linked_again_it_is_the_same_member_with_the_new_role(team, noon):
    first = team.link(team.invite("staff", noon, name="Amina"), "telegram", "4711", noon, language="ar")
    later = noon + timedelta(days=1)
    again = team.link(team.invite("editor", later), "telegram", "4711", later, language="en")
    assert again == replace(first, role="editor", language="en", linked_at=later)


def test_a_removed_member_is_nobody_and_goes_with_the_menus(database, team, noon):
    member = team.link(team.invite("staff", noon), "telegram", "4711", noon)
    assert team.menus_due("telegram", "menus") == [member]
    assert team.menus_due("mail", "menus") == []
    team.menus_done(member, "menus")
    assert team.menus_due("telegram", "menus") == []
    assert team.menus_due("telegram", "other menus") == [replace(member, menu="menus")]
    assert team.remove(member.id, noon) == replace(member, menu="menus")
    assert (team.of("telegram", "4711"), team.members(), team.anybody("telegram")) == (None, [], False)
    (left,) = team.menus_due("telegram", "menus")
    assert left == replace(member, menu="menus", left_at=noon) == team.by_id(member.id)
    team.menus_done(left, "menus")
    assert (rows(database, staff), team.by_id(member.id)) == ([], None)


def test_who_comes_back_before_the_menus_went_stays(team, noon):
    member = team.link(team.invite("staff", noon), "telegram", "4711", noon)
    team.remove(member.id, noon)
    (left,) = team.menus_due("telegram", "menus")
    back = team.link(team.invite("staff", noon), "telegram", "4711", noon)
    assert back.left_at is None
    team.menus_done(left, "menus")
    assert team.members() == [back]


@pytest.mark.parametrize("number", [0, 2, -1])
def test_nobody_has_that_number(team, noon, number):
    team.link(team.invite("staff", noon), "telegram", "4711", noon)
    with pytest.raises(NoSuchMember) as caught:
        team.remove(number, noon)
    assert str(caught.value) == f"No member of staff has the number {number}. attache staff list shows them."


def test_a_number_is_never_given_again(team, noon):
    first = team.link(team.invite("staff", noon), "telegram", "4711", noon)
    team.remove(first.id, noon)
    team.menus_done(*team.menus_due("telegram", "menus"), "menus")
    assert team.link(team.invite("staff", noon), "telegram", "4711", noon).id == first.id + 1


def test_a_language(team, noon):
    member = team.link(team.invite("staff", noon), "telegram", "4711", noon, language="fr")
    team.speaks(member.id, "es")
    assert team.of("telegram", "4711").language == "es"
