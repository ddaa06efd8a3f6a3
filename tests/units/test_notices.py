"""What readers notice is in one table, and said in Lithuanian in one way whatever the format of the file."""

from collections import Counter

import pytest

from planforms.findings import NOTICES
from planforms.language import Speaker
from planforms.readers import notices
from planforms.reports.checked import advised, said

LITHUANIAN = Speaker("lt")


@pytest.mark.parametrize("what", notices._NOTICES)  # noqa: SLF001 -- the table itself
def test_a_notice_is_said_in_lithuanian_with_its_words(what: str) -> None:
    finding = notices.notice(what, "žodžiai")
    sentence = said(finding, LITHUANIAN)
    assert finding.code in NOTICES
    assert "žodžiai" in sentence
    assert sentence != said(finding, Speaker("en"))
    assert not finding.hint or advised(finding, LITHUANIAN) != finding.hint


def test_each_thing_has_a_sentence_of_its_own() -> None:
    sentences = Counter(message for _, message, _ in notices._NOTICES.values())  # noqa: SLF001
    assert [sentence for sentence, count in sentences.items() if count > 1] == []
