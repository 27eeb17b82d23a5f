"""`python -m undersigned.cli`, the same as `undersigned`."""

from undersigned.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
