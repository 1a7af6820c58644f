from __future__ import annotations

import time

from kg.web.reconciliation.dating import Dates, read_dates


def test_cells_that_hold_no_date_are_passed_over_at_once() -> None:
    """A list of dates that is none at its end takes a quarter of a second to be found out."""
    cells = ["{" + ",".join(f"{year + number % 50}" for number in range(38)) + ",}" for year in range(1000, 1999)]
    begin = time.process_time()
    assert read_dates(cells, cells, cells) == Dates(is_unread=True)
    assert time.process_time() - begin < 2


def test_the_first_cell_with_a_date_counts() -> None:
    found = read_dates(["once", "1921-06"], ["1900,1901", "1902"], ["1921~"])
    assert (found.on_text, found.span_text) == ("1921-06", "1902/1921~")
