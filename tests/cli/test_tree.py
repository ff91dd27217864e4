#!/usr/bin/env python3
"""2,000 rows of a code tree, figures read back and re-added: tests/bench/tree, here without the comparison of times."""
import subprocess, sys

from harness import ROOT, Case, main


class Tree(Case):
    def test_two_thousand_rows(self):
        done = subprocess.run([sys.executable, ROOT / "tests/bench/tree", "2000"], capture_output=True, text=True, timeout=280)
        self.assertEqual((done.returncode, done.stdout.splitlines()[-1]), (0, "1 passed, 0 failed"), done.stdout + done.stderr)


if __name__ == "__main__":
    main()
