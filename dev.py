"""The project's one command for people: `python3 dev.py` lists what it can do.

Kept to syntax that every old Python parses, so that the message below is what they print.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Labeldesk needs Python 3.11 to 3.14; this is %d.%d. Run dev.py with a newer one, "
        "for example: python3.12 dev.py" % sys.version_info[:2]
    )

from devtools.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
