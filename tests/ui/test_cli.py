# SPDX-License-Identifier: Apache-2.0
"""The command line as the contract states it: answers, exit status, refusals in one line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planner.facts.case import case_to_json
from planner.facts.places import resources
from planner.sample import facts, statement_files
from ui.cli import COMMANDS, main

Run = Callable[..., tuple[int, str, str]]
SAMPLES = Path(__file__).parents[1] / "samples"
TODAY = ("--today", "2026-11-22")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command; return status, stdout, stderr."""

    def go(*words: object) -> tuple[int, str, str]:
        status = main([str(word) for word in words])
        said = capsys.readouterr()
        return status, said.out, said.err

    return go


@pytest.fixture
def case_file(tmp_path: Path, run: Run) -> Path:
    """The sample's facts as a case file."""
    path = tmp_path / "案卷 一.huanqing"
    assert run("new", path, "--from", resources() / "sample" / "case.json")[0] == 0
    return path


def answer(run: Run, *words: object, status: int = 0) -> Any:
    """Run a command with --json and return its answer."""
    got, out, err = run(*words, "--json", *TODAY)
    assert got == status, err
    return json.loads(out)


def refused(run: Run, *words: object) -> str:
    """Run a command that must be refused, in one line on stderr."""
    status, out, err = run(*words)
    assert status == 2
    assert out == ""
    assert len(err.strip().splitlines()) == 1
    assert "Traceback" not in err
    return err


def test_a_case_goes_in_and_comes_out_as_the_same_json(run: Run, case_file: Path) -> None:
    assert answer(run, "show", case_file) == case_to_json(facts())


def test_keys_given_their_default_come_out_again(run: Run, tmp_path: Path) -> None:
    data = {
        "version": 1,
        "first_month": "2026-04",
        "assets": [],
        "debts": [
            {
                "id": "d1",
                "creditor": "甲",
                "lender_class": "bank",
                "principal": "1.00",
                "as_of": "2026-01-01",
                "disputed": False,
                "number": None,
                "terms": {"rounding": "half_up", "skip_months": []},
            }
        ],
    }
    (tmp_path / "in.json").write_text(json.dumps(data))
    assert run("new", tmp_path / "a.huanqing", "--from", tmp_path / "in.json")[0] == 0
    assert answer(run, "show", tmp_path / "a.huanqing") == data


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("{", "in.json:1:2"),
        ("[]", "in.json"),
        ('{"version": 1}', "first_month"),
        ('{"version": 1, "first_month": "2026-04", "colour": 1}', "colour"),
        ('{"version": 1, "first_month": "2026-04", "reserve": {"now": 5}}', "reserve/now"),
        ('{"version": 1, "first_month": "2026-04", "reserve": {"now": "-5.00"}}', "reserve/now"),
        ('{"version": 1, "first_month": "2026-04", "reserve": {"now": NaN}}', "in.json"),
        ("\udcff", "in.json"),
        ("[" * 100_000, "in.json"),
    ],
)
def test_a_wrong_file_is_refused_naming_file_and_place(
    run: Run, tmp_path: Path, text: str, named: str
) -> None:
    (tmp_path / "in.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    err = refused(run, "new", tmp_path / "a.huanqing", "--from", tmp_path / "in.json")
    assert named in err
    assert "in.json" in err
    assert not (tmp_path / "a.huanqing").exists()


def test_a_missing_file_is_named(run: Run, tmp_path: Path) -> None:
    for words in (
        ("show", tmp_path / "no.huanqing"),
        ("read", tmp_path / "no.csv"),
        ("schedule", tmp_path / "no.json"),
        ("verify", tmp_path / "no.zip"),
        ("new", tmp_path / "a.huanqing", "--from", tmp_path / "no.json"),
    ):
        assert "no." in refused(run, *words)


def test_refusals_speak_the_language_asked_for(run: Run, tmp_path: Path) -> None:
    assert "不存在" in refused(run, "fees", "many", "--lang", "zh") or "金额" in refused(
        run, "fees", "x", "--lang", "zh"
    )
    assert "amount" in refused(run, "fees", "many", "--lang", "en")


def test_wrong_words_are_refused_in_one_line(run: Run) -> None:
    refused(run, "nonsense")
    refused(run, "fees")
    refused(run, "fees", "100", "--late-days", "-3")
    refused(run, "fees", "100", "--today", "31.12.2026")
    assert "batch" in refused(run, "batch")


def test_many_cases_are_one_table(run: Run, case_file: Path, tmp_path: Path) -> None:
    table, junk = tmp_path / "table.csv", tmp_path / "junk.huanqing"
    junk.write_bytes(b"junk" * 500)
    rows = answer(run, "batch", case_file, junk, "-o", table, "--workers", 1)
    plan = answer(run, "plan", case_file)
    assert list(rows[0]) == ["case", "owed", "affordable", "total", "months", "holds", "flags", "error"]
    assert (rows[0]["case"], rows[0]["total"], rows[0]["error"]) == (str(case_file), plan["total"], None)
    assert rows[1]["error"]
    assert len(table.read_text("utf-8-sig").splitlines()) == 3
    assert "already" in refused(run, "batch", case_file, "-o", table)
    assert ".csv" in refused(run, "batch", case_file, "-o", tmp_path / "table.doc")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "junk.huanqing",
        "table.csv",
        "案卷 一.huanqing",
    ]


def test_an_existing_file_is_never_replaced_unless_forced(run: Run, case_file: Path, tmp_path: Path) -> None:
    output = tmp_path / "plan.xlsx"
    output.write_text("mine")
    refused(run, "plan", case_file, "-o", output)
    assert output.read_text() == "mine"
    assert run("plan", case_file, "-o", output, "--force", *TODAY)[0] == 0
    assert output.read_bytes()[:2] == b"PK"
    assert output.stat().st_mode & 0o777 == 0o600
    source = resources() / "sample" / "case.json"
    refused(run, "new", case_file, "--from", source)
    assert run("new", case_file, "--from", source, "--force")[0] == 0


def test_the_plan_says_yes_or_no_by_its_status(run: Run, case_file: Path) -> None:
    good = answer(run, "plan", case_file)
    assert good["feasible"] is True
    assert (good["affordable"], good["end"], good["refusal"]) == ("2099.33", "2030-11", None)
    naive = answer(run, "plan", case_file, "--scenario", "36 期 停息", status=1)
    assert naive["feasible"] is False
    assert any(problem["severity"] == "stop" for problem in naive["problems"])
    assert "36" in refused(run, "plan", case_file, "--scenario", "nothing")


def test_the_same_today_gives_the_same_figures(run: Run, case_file: Path) -> None:
    assert answer(run, "plan", case_file) == answer(run, "plan", case_file)


def test_court_fees_of_the_domain_notes(run: Run) -> None:
    assert answer(run, "fees", "86000", "--late-days", "90") == {
        "acceptance": "1950.00",
        "acceptance_half": "975.00",
        "payment_order": "650.00",
        "preservation": "880.00",
        "enforcement": "1190.00",
        "delay_interest": "1354.50",
    }


def test_a_schedule_and_a_rate_from_files(run: Run, tmp_path: Path) -> None:
    request = {
        "principal": "12000.00",
        "start": "2026-01-15",
        "shape": {"kind": "flat_fee", "fee_rate": "0.006"},
        "periods": 12,
    }
    (tmp_path / "s.json").write_text(json.dumps(request))
    made = answer(run, "schedule", tmp_path / "s.json")
    assert [row["payment"] for row in made["rows"]] == ["1072.00"] * 12
    assert made["totals"]["fee"] == "864.00"
    (tmp_path / "r.json").write_text(
        json.dumps({"method": "periodic", "per_year": 12, "flows": ["12000", *["-1072"] * 12]})
    )
    found = answer(run, "rate", tmp_path / "r.json")
    assert found["rates"][0].startswith("0.01086185")  # domain notes section 11, first cash flow
    assert found["nominal"].startswith("0.130342")
    (tmp_path / "r.json").write_text(
        json.dumps({"method": "periodic", "per_year": 1, "flows": ["1", "2", "3"]})
    )
    assert answer(run, "rate", tmp_path / "r.json", status=1)["note"] == "no rate"
    (tmp_path / "s.json").write_text(json.dumps({**request, "colour": 1}))
    assert "colour" in refused(run, "schedule", tmp_path / "s.json")


def test_statements_are_read_and_imported_once(run: Run, case_file: Path) -> None:
    files = statement_files()
    read = answer(run, "read", *files)
    assert len(read) == len(files) + 1
    assert read[-1]["together"]["linked"] > 0
    first = answer(run, "import", case_file, *files)
    again = answer(run, "import", case_file, *files)
    assert sum(one["added"] for one in first) == sum(one["rows"] for one in read[:-1])
    assert [one["added"] for one in again] == [0] * len(files)
    assert answer(run, "check", case_file)["ok"] is True


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04 damaged", b"hello", b"%PDF-1.4 nothing", b"\x89PNG\r\n\x1a\n"]
)
def test_files_that_are_no_statements_are_refused(run: Run, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "账单.csv").write_bytes(data)
    assert "账单.csv" in refused(run, "read", tmp_path / "账单.csv")


def test_a_summary_and_a_bundle_are_made_and_checked(run: Run, case_file: Path, tmp_path: Path) -> None:
    assert run("import", case_file, *statement_files())[0] == 0
    assert run("summary", case_file, "-o", tmp_path / "s.pdf", *TODAY)[0] == 0
    assert (tmp_path / "s.pdf").read_bytes()[:5] == b"%PDF-"
    bundle = tmp_path / "b.zip"
    assert run("bundle", case_file, "-o", bundle, *TODAY)[0] == 0
    assert answer(run, "verify", bundle)["ok"] is True
    assert answer(run, "verify", bundle, "--case", case_file)["ok"] is True
    data = bytearray(bundle.read_bytes())
    place = data.find(b"Payload-Oxum")
    data[place + 15] ^= 1
    bundle.write_bytes(data)
    assert answer(run, "verify", bundle, status=1)["ok"] is False


def test_the_same_case_makes_the_same_bundle(run: Run, case_file: Path, tmp_path: Path) -> None:
    assert run("import", case_file, *statement_files())[0] == 0
    for name in ("one.zip", "two.zip"):
        assert run("bundle", case_file, "-o", tmp_path / name, *TODAY)[0] == 0
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_a_case_with_a_password_opens_with_it_only(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pw").write_text("正确 horse\n")
    (tmp_path / "wrong").write_text("battery\n")
    path = tmp_path / "locked.huanqing"
    source = resources() / "sample" / "case.json"
    assert run("new", path, "--from", source, "--password-file", tmp_path / "pw")[0] == 0
    assert path.read_bytes()[:15] != b"SQLite format 3"
    refused(run, "show", path)
    refused(run, "show", path, "--password-file", tmp_path / "wrong")
    assert answer(run, "show", path, "--password-file", tmp_path / "pw")["first_month"] == "2026-12"


@pytest.mark.parametrize("what", ["case", "schedule", "rate"])
def test_schemas_are_json(run: Run, what: str) -> None:
    status, out, _err = run("schema", what)
    assert status == 0
    assert json.loads(out)["$schema"].startswith("https://json-schema.org")


def test_without_json_every_command_speaks_to_people(run: Run, case_file: Path) -> None:
    for language, word in (("zh", "每月可还"), ("en", "Can be paid")):
        status, out, _err = run("plan", case_file, "--lang", language, *TODAY)
        assert status == 0
        assert word in out


def test_letters_are_made_for_one_debt(run: Run, case_file: Path, tmp_path: Path) -> None:
    for name in ("letter.pdf", "letter.docx"):
        assert run("letter", case_file, "--debt", "d1", "-o", tmp_path / name, *TODAY)[0] == 0
    assert (tmp_path / "letter.pdf").read_bytes()[:5] == b"%PDF-"
    assert (tmp_path / "letter.docx").read_bytes()[:2] == b"PK"
    assert "d1, d2" in refused(run, "letter", case_file, "--debt", "d9", "-o", tmp_path / "no.pdf")
    assert "d1, d2" in refused(run, "letter", case_file, "-o", tmp_path / "no.pdf")
    for kind in ("hardship", "repayment_table", "budget"):
        assert run("letter", case_file, "--kind", kind, "-o", tmp_path / f"{kind}.pdf", *TODAY)[0] == 0


def test_a_folder_is_read_with_all_below_it_and_bad_files_hide_no_good_ones(run: Run, tmp_path: Path) -> None:
    assert "empty" in refused(run, "read", tmp_path)
    (tmp_path / "2026" / "一月").mkdir(parents=True)
    good = statement_files()[0]
    (tmp_path / "2026" / "一月" / good.name).write_bytes(good.read_bytes())
    (tmp_path / "a.csv").write_text("name,age\nLin,30\n")
    (read,) = answer(run, "read", tmp_path)
    assert read["file"] == good.name
    (warning,) = [w["text"] for w in read["warnings"] if w["code"] == "not_a_statement"]
    assert "a.csv" in warning


def test_a_message_is_read_from_a_file(run: Run, tmp_path: Path) -> None:
    text = "【法院诉前调解中心】何某，今日18:00前将款项转入监管账户6222000000000000 户名陈某，可免起诉。"
    (tmp_path / "sms.txt").write_text(text)
    told = answer(
        run, "notice", tmp_path / "sms.txt", "--sender", "13900000000", "--received", "2026-05-21 13:15"
    )
    assert told["class"] == "SCAM"
    assert {"N01", "N06", "N09"} <= set(told["signals"])
    assert set(told) >= {"class", "signals", "fields", "stage", "deadlines", "checklist", "matches_debt"}
    (tmp_path / "empty.txt").write_text("")
    refused(run, "notice", tmp_path / "empty.txt")


def test_every_command_is_listed_once() -> None:
    names = [command.name for command in COMMANDS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("command", ["schedule", "rate", "optimum"])
def test_a_key_that_stands_twice_is_refused_by_name(run: Run, tmp_path: Path, command: str) -> None:
    path = tmp_path / "double.json"
    path.write_text('{"principal": "1.00", "fees": {"added": "1.00", "added": "2.00"}}')
    said = refused(run, command, path)
    assert "double.json" in said
    assert "added" in said
