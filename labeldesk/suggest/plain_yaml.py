"""YAML as plain values, from files that nobody vouches for."""

from __future__ import annotations


class NotPlain(ValueError):  # noqa: N818 (what the text is)
    """The text is no YAML, or refers to its own parts: a few lines of that become gigabytes."""


def plain(text: str) -> object:
    """The value that a text holds; builds nothing but plain values. Raises `NotPlain`."""
    import yaml

    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, yaml.SafeLoader)):
            raise NotPlain("it refers to its own parts")
        value: object = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise NotPlain(str(error)) from error
    return value
