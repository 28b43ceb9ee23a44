"""The frozen program `labeldesk-cli`: the console twin, whose output Windows shows."""

import sys

from labeldesk.__main__ import cli

if __name__ == "__main__":
    sys.exit(cli())
