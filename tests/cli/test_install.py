#!/usr/bin/env python3
"""make install, and what stands on it: the program away from its sources, pkg-config, a C program of somebody else's."""
import os, pathlib, shutil, subprocess, unittest

from harness import EXAMPLE, FONTS, ROOT, Case, main


class Install(Case):
    @classmethod
    def setUpClass(cls):
        cls.holder = Case("run")
        cls.addClassCleanup(cls.holder.doCleanups)
        cls.holder.setUp()
        cls.prefix = cls.holder.folder / "usr"
        build = cls.holder.folder / "build"
        build.mkdir()
        (build / "fonts").symlink_to(pathlib.Path(FONTS).resolve())
        done = subprocess.run(["make", "-s", "-j2", "install", f"BUILD={build}", f"PREFIX={cls.prefix}", "OPT=-O1"], cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr[-3000:]
        shutil.rmtree(build)

    def test_the_program_finds_its_layouts_and_fonts(self):
        target = self.folder / "o.pdf"
        done = subprocess.run([self.prefix / "bin/gongkai", "build", EXAMPLE, "-o", target], cwd=self.folder, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue(target.read_bytes().startswith(b"%PDF-1.7"))

    def test_all_layouts_are_there(self):
        """Also what stands in folders of folders: the tables of codes."""
        wanted = {path.relative_to(ROOT): path.read_bytes() for path in (ROOT / "layouts").rglob("*") if path.is_file() and path.name != "README.md"}
        self.assertIn(pathlib.Path("layouts/common/codes/functional.xml"), wanted)
        for name, content in wanted.items():
            self.assertEqual((self.prefix / "share/gongkai" / name).read_bytes(), content, name)

    def test_c_program(self):
        env = {**os.environ, "PKG_CONFIG_PATH": str(self.prefix / "lib/pkgconfig")}
        flags = subprocess.run(["pkg-config", "--cflags", "--libs", "gongkai"], env=env, capture_output=True, text=True)
        self.assertEqual(flags.returncode, 0, flags.stderr)
        program = self.folder / "notice"
        made = subprocess.run(["gcc", "-std=c11", "-Wall", "-Wextra", "-Werror", str(ROOT / "tests/cli/notice.c"), "-o", str(program), *flags.stdout.split()], capture_output=True, text=True)
        self.assertEqual(made.returncode, 0, made.stderr)
        done = subprocess.run([program, EXAMPLE, self.folder / "a.pdf", self.folder / "b.pdf"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        a, b = (self.folder / "a.pdf").read_bytes(), (self.folder / "b.pdf").read_bytes()
        self.assertTrue(a.startswith(b"%PDF-1.7"))
        self.assertEqual(a, b)

    def test_header_is_cplusplus(self):
        source = self.folder / "x.cpp"
        source.write_text('#include <gongkai.h>\nint main() { return gk_version() == nullptr; }\n')
        if not shutil.which("g++"):
            self.skipTest("no C++ compiler here")
        done = subprocess.run(["g++", "-fsyntax-only", "-I", self.prefix / "include", source], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    main()
