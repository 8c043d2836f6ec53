"""Tests of the Word engine. What helper modules assert is shown in full, like what tests assert."""

import pytest

pytest.register_assert_rewrite("tests.word.docx")
