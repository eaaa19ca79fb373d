"""The corpus, file by file, and the measures it is held to."""

import json
from pathlib import Path

import pytest

from tests.mail.corpus import build
from tests.mail.corpus.score import FOLDERS, HERE, Case, cases, faults, score


@pytest.fixture(scope="module", params=FOLDERS)
def read_cases(request: pytest.FixtureRequest) -> list[Case]:
    return list(cases(request.param))


def test_the_corpus_is_large_enough() -> None:
    assert len(list((HERE / "built").glob("*.eml"))) >= 300


@pytest.mark.req("R117", part="what people newly wrote is read from Thai mail")
def test_measures(read_cases: list[Case]) -> None:
    measured = score(read_cases)
    assert measured.kind >= 0.99, measured
    assert measured.exact >= 0.95, measured
    assert measured.lost <= 0.005, measured
    assert measured.left <= 0.03, measured
    assert measured.fields >= 0.97, measured


def test_nothing_that_was_right_becomes_wrong(read_cases: list[Case]) -> None:
    known = json.loads((HERE / "known_faults.json").read_text(encoding="utf-8"))
    wrong = {case.name for case in read_cases if faults(case)}
    assert wrong <= set(known)


def test_every_message_has_its_expected_reading() -> None:
    for folder in FOLDERS:
        messages = {path.stem for path in (HERE / folder).glob("*.eml")}
        expected = {path.stem for path in (HERE / folder).glob("*.json")}
        assert messages == expected


def test_the_built_files_are_what_the_builder_makes(tmp_path: Path) -> None:
    assert build.write(tmp_path) == len(list((HERE / "built").glob("*.eml")))
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (HERE / "built" / path.name).read_bytes(), path.name


@pytest.mark.req("I19", part="automatic, own and other lists' mail is recognised")
def test_no_machine_is_taken_for_a_person(read_cases: list[Case]) -> None:
    people = {"post", "reply"}
    for case in read_cases:
        assert (case.found["kind"] in people) == (case.expected["kind"] in people), case.name


def test_the_corpus_holds_every_kind() -> None:
    kinds = {json.loads(path.read_text(encoding="utf-8"))["kind"] for path in HERE.glob("*/*.json")}
    assert kinds == {"reply", "post", "auto", "bounce", "loop", "command", "reject"}
