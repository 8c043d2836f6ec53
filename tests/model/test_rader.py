"""Collections of rows: which fields have values."""

from rapportgen.model.rader import Felter, Rader


class Counted(Felter):
    __slots__ = ("asked",)

    def __init__(self, **fields):
        super().__init__(**fields)
        self.asked = 0

    def felt(self, name):
        self.asked += 1
        return super().felt(name)


def test_whether_a_field_has_values_is_found_once_however_often_it_is_asked():
    row = Counted(frist="", navn="Brann")
    rader = Rader([row])
    assert [rader.felt("har_frist") for _ in range(5)] == [False] * 5
    assert row.asked == 1
    assert rader.felt("har_navn") is True
    assert rader.felt("har_ukjent") is False
    assert rader.feltnavn() == ()
