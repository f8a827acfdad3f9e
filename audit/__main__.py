"""`python -m audit` opens the same door as `audit`."""

from audit.cli.main import run

if __name__ == "__main__":
    run()
