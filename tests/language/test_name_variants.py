"""Places with several spellings."""

from audit.language.name_variants import VariantKind, variant_groups


def test_spellings_of_one_place_share_a_group() -> None:
    english = variant_groups("en")
    assert english["Kiev"] is english["Kyiv"]
    assert english["Kyiv"].spellings[0] == "Kyiv"
    assert english["Kyiv"].political
    assert english["Kyiv"].kind is VariantKind.SPELLING
    assert english["Burma"].kind is VariantKind.RENAMED
    assert variant_groups("en-GB") == english
    assert variant_groups("de")["Kiew"].spellings[0] == "Kyjiw"
    assert variant_groups("sw") == {}


def test_names_that_rightly_stand_side_by_side_are_no_variants() -> None:
    english = variant_groups("en")
    assert "Dnieper" not in english  # the river; the city is Dnipro
    assert "Czechia" not in english  # a short and a long name, not two spellings
    assert "Canton" not in english
