#!/usr/bin/env python3
"""Nothing in src or its unit tests needs layouts/hebei-2022: the sources do not
name it, and the unit programs pass in a checkout without it and without the
layouts that extend it."""
import os, pathlib, re, shutil, subprocess

from harness import FONTS, ROOT, Case, main

BUILD = pathlib.Path(os.environ.get("GK_BUILD", ROOT / "build")).resolve()
ROOMS = ("lang", "bind", "text", "typeset", "paint", "raster", "api")  # base, data, font and pdf read no layout


def dependents(name):
    """The layout and all that extend it, near or far."""
    found = {name}
    extends = {path.parent.name: (re.search(r'<layout[^>]* extends="([^"]+)"', path.read_text()) or [None, None])[1] for path in ROOT.glob("layouts/*/layout.xml")}
    while more := {layout for layout, base in extends.items() if base in found} - found:
        found |= more
    return found


class Without(Case):
    def test_units_pass(self):
        tree = self.folder / "tree"
        skip = shutil.ignore_patterns("build", ".git", "__pycache__", *dependents("hebei-2022"))
        shutil.copytree(ROOT, tree, ignore=skip, symlinks=True)
        self.assertFalse((tree / "layouts/hebei-2022").exists())
        (tree / "build").mkdir()
        env = {**os.environ, "GK_TEST_FONTS": str(pathlib.Path(FONTS).resolve())}
        sources = [path for room in ROOMS for path in sorted((tree / "tests/unit" / room).glob("test_*.c"))]
        self.assertGreater(len(sources), 20)
        for source in sources:
            program = BUILD / "unit" / source.parent.name / source.stem
            with self.subTest(program=str(program)):
                done = subprocess.run([program], cwd=tree, env=env, capture_output=True, text=True, errors="replace", timeout=300)
                self.assertEqual(done.returncode, 0, (done.stdout + done.stderr)[-1500:])

    def test_sources_do_not_name_it(self):
        for path in (ROOT / "src").rglob("*.[ch]"):
            code = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
            self.assertNotIn("hebei-2022/", code, path)


if __name__ == "__main__":
    main()
