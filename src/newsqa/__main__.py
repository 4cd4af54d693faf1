"""python -m newsqa."""

from newsqa.cli.main import main

main()
