# SPDX-License-Identifier: Apache-2.0
"""How columns share a width: headings always, what stands in them where there is room, one long text costs nobody else."""

from ui.widgets.column_widths import LEAST_SHARED, shared


def share(room: int, *columns: tuple[int, int, int]) -> list[int]:
    usual, heads, need = (list(each) for each in zip(*columns, strict=True))
    return shared(room, usual, heads, need, LEAST_SHARED)


def test_what_is_left_goes_to_the_columns_without_a_usual_width() -> None:
    assert share(600, (0, 40, 100), (100, 40, 60), (0, 40, 100)) == [250, 100, 250]


def test_no_pixel_is_lost_or_made() -> None:
    for room in range(400, 700, 7):
        assert sum(share(room, (0, 40, 100), (100, 40, 90), (0, 40, 130), (80, 30, 70))) == room


def test_a_long_text_takes_nothing_from_a_figure() -> None:
    name, month, total = share(340, (0, 60, 900), (96, 50, 116), (104, 40, 110))
    assert (month, total) == (116, 110)
    assert name == 340 - 116 - 110


def test_columns_give_up_what_they_do_not_need_where_room_is_short() -> None:
    name, kind = share(300, (0, 50, 200), (120, 40, 70))
    assert name == 200
    assert kind == 100


def test_no_column_is_narrower_than_its_heading_even_where_the_table_has_to_scroll() -> None:
    assert share(100, (0, 90, 40), (60, 110, 20)) == [90, 110]
