import rapportgen


def test_every_public_verb_can_be_imported_and_says_what_it_gives() -> None:
    for name in rapportgen.__all__:
        assert getattr(rapportgen, name).__doc__, name


def test_an_unknown_name_is_an_attribute_error() -> None:
    assert not hasattr(rapportgen, "finnes_ikke")
