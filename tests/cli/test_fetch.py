#!/usr/bin/env python3
"""fonts/fetch with small packages made here: no network, nothing installed."""
import hashlib, os, pathlib, shutil, subprocess, unittest

from harness import ROOT, Case, main

FETCH = ROOT / "fonts/fetch"


def sha(path):
    return hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()


class Fetch(Case):
    def setUp(self):
        super().setUp()
        self.debs, self.out = self.folder / "debs", self.folder / "out"
        self.debs.mkdir()
        self.font, self.licence = b"font bytes" * 1000, b"do as you like\n"
        tree = self.folder / "tree"
        for path, text in (("usr/share/fonts/gk-test.otf", self.font), ("usr/share/doc/gk/copyright", self.licence), ("usr/share/gk/rare.ttf", b"rare" * 50)):
            (tree / path).parent.mkdir(parents=True, exist_ok=True)
            (tree / path).write_bytes(text)
        (tree / "DEBIAN").mkdir()
        (tree / "DEBIAN/control").write_text("Package: gk-no-such-package\nVersion: 1:2-3\nArchitecture: all\nMaintainer: x <x@example.org>\nDescription: x\n")
        self.deb = self.debs / "gk-no-such-package_1%3a2-3_all.deb"
        subprocess.run(["dpkg-deb", "--root-owner-group", "-Zgzip", "-b", str(tree), str(self.deb)], check=True, stdout=subprocess.DEVNULL)
        self.lock = self.folder / "lock"
        self.write_lock()
        self.bin = self.folder / "bin"  # an apt that has nothing, so that no test asks the network
        self.bin.mkdir()
        for name in ("apt-get", "apt-cache"):
            (self.bin / name).write_text(f'#!/bin/sh\necho "$0 $*" >> {self.bin}/log\nexit 100\n')
            (self.bin / name).chmod(0o755)

    def write_lock(self, file="gk-test.otf", font_sha=None, deb_sha=None):
        self.lock.write_text(
            f"format = 1\n# 说明\n[package gk-no-such-package]\nversion = 1:2-3\nbytes = {self.deb.stat().st_size}\nsha256 = {deb_sha or sha(self.deb)}\n"
            f"[font a]\nfamily = A 体\nfile = {file}\nindex = 0\npostscript = A\npackage = gk-no-such-package\ninside = usr/share/fonts/gk-test.otf\n"
            f"bytes = {len(self.font)}\nsha256 = {font_sha or hashlib.sha256(self.font).hexdigest()}\nlicence = 随意\n"
            f"[file l]\nfile = licences/a/copyright\npackage = gk-no-such-package\ninside = usr/share/doc/gk/copyright\n"
            f"bytes = {len(self.licence)}\nsha256 = {hashlib.sha256(self.licence).hexdigest()}\n"
            f"[font r]\nfamily = R\nfile = rare.ttf\nindex = 0\npostscript = R\npackage = gk-no-such-package\ninside = usr/share/gk/rare.ttf\n"
            f"bytes = 200\nsha256 = {hashlib.sha256(b'rare' * 50).hexdigest()}\nlicence = 随意\noptional = yes\n[role 宋体]\nchain = a r\n")

    def fetch(self, *args, status=0):
        done = subprocess.run([FETCH, "--lock", self.lock, *map(str, args)], capture_output=True, text=True, timeout=60,
                              env={**os.environ, "PATH": f"{self.bin}:{os.environ['PATH']}"})
        self.assertEqual(done.returncode, status, done.stderr)
        return done.stderr

    def names(self):
        return sorted(str(p.relative_to(self.out)) for p in self.out.rglob("*") if p.is_file())

    def test_from_packages(self):
        self.fetch("--dir", self.out, "--from", self.debs)
        self.assertEqual(self.names(), ["fonts.verified", "gk-test.otf", "licences/a/copyright"])
        self.assertEqual((self.out / "gk-test.otf").read_bytes(), self.font)
        self.assertTrue(self.deb.exists())
        self.fetch("--from", self.debs, "--with-optional", self.out)  # the folder may also stand alone
        self.assertIn("rare.ttf", self.names())
        stamp = (self.out / "fonts.verified").read_text().splitlines()
        self.assertEqual(stamp[0], "gongkai-fonts-verified 1")
        status = (self.out / "gk-test.otf").stat()
        self.assertIn(f"{sha(self.out / 'gk-test.otf')} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino} gk-test.otf", stamp)

    def test_from_font_files(self):
        loose = self.folder / "loose"
        loose.mkdir()
        (loose / "gk-test.otf").write_bytes(self.font)
        (loose / "copyright").write_bytes(self.licence)
        self.fetch("--dir", self.out, "--from", loose)
        self.assertIn("gk-test.otf", self.names())

    def test_complete_needs_nothing(self):
        self.fetch("--dir", self.out, "--from", self.debs)
        self.deb.unlink()
        before = (self.out / "gk-test.otf").stat().st_ino
        self.fetch("--dir", self.out)
        self.assertEqual((self.out / "gk-test.otf").stat().st_ino, before)
        self.fetch("--dir", self.out, "--check")
        self.assertFalse((self.bin / "log").exists())

    def test_damaged_file_is_replaced(self):
        self.fetch("--dir", self.out, "--from", self.debs)
        (self.out / "gk-test.otf").write_bytes(self.font[:-1] + b"!")
        self.assertIn("不符", self.fetch("--dir", self.out, "--check", status=3))
        self.fetch("--dir", self.out, "--from", self.debs)
        self.assertEqual((self.out / "gk-test.otf").read_bytes(), self.font)

    def test_missing_is_told_by_check(self):
        self.assertIn("缺少", self.fetch("--dir", self.out, "--check", status=3))
        self.assertFalse(self.out.exists())

    def test_wrong_package_is_not_used(self):
        self.write_lock(deb_sha="0" * 64)
        told = self.fetch("--dir", self.out, "--from", self.debs, status=3)
        for word in ("gk-no-such-package", "1:2-3", "gk-no-such-package_1%3a2-3_all.deb", "fonts/fetch --from", "0" * 64):
            self.assertIn(word, told)
        self.assertFalse((self.out / "gk-test.otf").exists())
        asked = (self.bin / "log").read_text()
        self.assertIn("download gk-no-such-package=1:2-3", asked)
        self.assertNotIn("install", asked)

    def test_wrong_file_is_not_used(self):
        self.write_lock(font_sha="1" * 64)
        self.assertIn("不符", self.fetch("--dir", self.out, "--from", self.debs, status=3))
        self.assertEqual([n for n in self.names() if not n.startswith(".fetch/")], [])

    def test_resumes(self):
        """What was placed before a failure is not fetched again."""
        self.write_lock(font_sha="1" * 64)
        loose = self.folder / "loose"
        loose.mkdir()
        (loose / "copyright").write_bytes(self.licence)
        self.fetch("--dir", self.out, "--from", loose, status=3)
        self.assertIn("licences/a/copyright", self.names())
        self.write_lock()
        told = self.fetch("--dir", self.out, "--from", self.debs)
        self.assertNotIn("licences/a/copyright", told)
        self.assertEqual(self.names(), ["fonts.verified", "gk-test.otf", "licences/a/copyright"])

    def test_hostile_locks(self):
        for file in ("../escape.otf", "/tmp/escape.otf", "-rf", "a$(touch x).otf", "a;b.otf"):
            with self.subTest(file=file):
                self.write_lock(file=file)
                self.fetch("--dir", self.out, "--from", self.debs, status=2)
        self.lock.write_text("format = 2\n")
        self.fetch("--dir", self.out, status=2)
        self.lock.write_text("")
        self.fetch("--dir", self.out, status=2)

    def test_usage(self):
        self.assertIn("--with-optional", subprocess.run([FETCH, "--help"], capture_output=True, text=True).stdout)
        for args in (("--what",), ("--dir",), ("--from", self.folder / "none"), ("a", "b"), ("",)):
            with self.subTest(args=args):
                self.fetch(*args, status=2)
        self.assertIn("rare.ttf", subprocess.run([FETCH, "--lock", self.lock, "--list"], capture_output=True, text=True).stdout)

    def test_folder_with_a_space(self):
        out = self.folder / "两 个 词"
        self.fetch("--dir", out, "--from", self.debs)
        self.assertEqual((out / "gk-test.otf").read_bytes(), self.font)

    @unittest.skipIf(os.geteuid() == 0, "root may write anywhere")
    def test_unwritable(self):
        self.out.mkdir(mode=0o555)
        self.fetch("--dir", self.out, "--from", self.debs, status=5)


if __name__ == "__main__":
    main()
