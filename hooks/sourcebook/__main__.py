"""The program: `sourcebook`, or `python -m sourcebook`."""

import sys


def main() -> None:
    """Run the commands; an interrupt while they are imported, which takes a second, ends it as a later one does."""
    try:
        from sourcebook.commands import main as run  # noqa: PLC0415  see above
    except KeyboardInterrupt:
        sys.exit("\nAborted!")
    run(prog_name="sourcebook")


if __name__ == "__main__":
    main()
