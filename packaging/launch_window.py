"""The frozen program `labeldesk`: what the entry point of that name is in an installed wheel."""

import sys

from labeldesk.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
