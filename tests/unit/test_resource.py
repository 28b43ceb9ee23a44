"""Files that come with the program, from the checkout (test_wheel has the installed case)."""

from __future__ import annotations

import pytest

from labeldesk.settings.resource import resource


def test_a_resource_of_the_checkout_is_found_by_its_name() -> None:
    assert resource("README.md").is_file()


def test_a_resource_that_is_not_there_says_its_name() -> None:
    with pytest.raises(FileNotFoundError, match=r"icons/nothing\.svg"):
        resource("icons/nothing.svg")


@pytest.mark.parametrize("name", ["../pyproject.toml", "/etc/hosts", "icons/../../LICENSE"])
def test_a_name_that_leaves_the_folder_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not the name of a resource"):
        resource(name)
