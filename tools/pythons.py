"""Run the tests on each Python that is here: ``python tools/pythons.py [PYTHON…] [-- PYTEST ARGUMENTS…]``.

Without names it takes those of the supported versions that are on the path. Each gets an empty virtual environment.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
SUPPORTED = ("python3.11", "python3.12", "python3.13", "python3.14")


def passes(program: str, arguments: list[str]) -> bool:
    """Whether the tests pass on the Python *program*."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, "-m", "venv", folder], check=True)  # noqa: S603
        python = str(Path(folder, "Scripts" if sys.platform == "win32" else "bin", "python"))
        subprocess.run([python, "-m", "pip", "install", "-q", "-e", ".[test]"], check=True, cwd=ROOT)  # noqa: S603
        return subprocess.run([python, "-m", "pytest", *arguments], check=False, cwd=ROOT).returncode == 0  # noqa: S603


def main() -> None:
    """Print which versions pass; exit with 1 where one does not."""
    given = sys.argv[1:]
    split = given.index("--") if "--" in given else len(given)
    programs = given[:split] or [found for name in SUPPORTED if (found := shutil.which(name))]
    passed = {program: passes(program, given[split + 1 :] or ["-n", "auto"]) for program in programs}
    print("\n".join(f"{program}: {'passed' if good else 'FAILED'}" for program, good in passed.items()))
    sys.exit(not all(passed.values()))


if __name__ == "__main__":
    main()
