"""What the answer cache takes for the same question, measured on labelled pairs."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from chat.evaluation.paraphrases import DIFFERENT, SAME, read_pairs
from movies.catalogue import load_starter


def measure(*options: str) -> str:
    out = StringIO()
    call_command("cinebot", "paraphrases", *options, stdout=out)
    return out.getvalue()


def test_the_set_holds_pairs_of_both_kinds() -> None:
    labels = [pair.label for pair in read_pairs()]
    assert labels.count(SAME) >= 60
    assert labels.count(DIFFERENT) >= 100


def test_rewordings_are_recognised_and_opposites_never(db: None) -> None:
    load_starter()
    result = json.loads(measure("--json"))
    assert result["mistaken"] == []
    assert result["hit_rate"] >= 0.75


def test_report_names_what_was_missed(db: None, tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("same\ta slow film\tslow films\nsame\ta joke\tan elephant\n")
    told = measure(str(path))
    assert "Recognised: 50.0% of 2 pairs" in told
    assert "missed: a joke | an elephant" in told


@pytest.mark.parametrize("line", ["same\tone question", "alike\tone\tother", "same"])
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text(f"# a remark\n{line}\n")
    with pytest.raises(CommandError, match=r"pairs\.tsv, line 2"):
        measure(str(path))
