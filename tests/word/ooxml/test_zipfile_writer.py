"""Members are packed the same whether they were met before or not."""

from __future__ import annotations

import zlib

import pytest

from rapportgen.word.ooxml.zipfile_writer import deflated

TEXT = b"".join(b"<w:p>%d</w:p>" % number for number in range(3_000))


@pytest.mark.parametrize("size", [0, 100, 15_000, 16_000, 20_000, 30_000])
def test_what_is_packed_twice_is_packed_alike_and_at_the_level_asked_for(size: int) -> None:
    data = TEXT[:size]
    quick, tight = deflated(data, 1), deflated(data, 9)
    assert (deflated(data, 1), deflated(data, 9)) == (quick, tight)
    assert [zlib.decompress(packed.body, -15) for packed in (quick, tight)] == [data, data]
    assert size < 15_000 or tight.body != quick.body
