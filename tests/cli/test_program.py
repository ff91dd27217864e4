#!/usr/bin/env python3
"""The command line: help, statuses, outputs that are whole or not there, streams."""
import json, os, pathlib, re, shutil, stat, subprocess, unittest

from harness import EXAMPLE, FONTS, GONGKAI, PLACES, ROOT, Case, diagnostics, dump, errors, example, gongkai, main, pdf_text, tool


class Usage(Case):
    def test_help(self):
        done = gongkai("--help")
        self.assertEqual(done.returncode, 0)
        for word in ("build", "check", "explain", "layouts", "fonts"):
            self.assertIn(word, done.stdout)
            one = subprocess.run([GONGKAI, word, "--help"], capture_output=True, text=True)
            self.assertEqual(one.returncode, 0)
            self.assertIn("--help", one.stdout)

    def test_english(self):
        self.assertIn("Commands", subprocess.run([GONGKAI, "--help", "--lang", "en"], capture_output=True, text=True).stdout)
        env = {**os.environ, "LC_ALL": "en_GB.UTF-8"}
        self.assertIn("Commands", subprocess.run([GONGKAI, "--help"], capture_output=True, text=True, env=env).stdout)

    def test_version(self):
        done = gongkai("--version")
        self.assertRegex(done.stdout, r"^gongkai \d+\.\d+\.\d+\n$")

    def test_bad_usage(self):
        for args, word in (((), "build"), (("biuld",), "build"), (("build",), "用法"), (("build", "a", "b"), "多余"), (("build", EXAMPLE, "--layuot", "x"), "layout"),
                           (("build", EXAMPLE, "--dpi", "9999"), "dpi"), (("build", EXAMPLE, "--profile", "final"), "archive"),
                           (("layouts", "--dpi", "96"), "dpi"), (("build", EXAMPLE, "-o", "x.docx"), ".pdf"),
                           (("build", EXAMPLE, "--dpi", "96"), "--dpi 只用于PNG"), (("build", EXAMPLE, "-o", "x.trace", "--dpi", "96"), "名-%d.png"),
                           (("build", EXAMPLE, "-o", "x.pdf", "--dpi", "96", "--lang", "en"), "PNG pages only")):
            with self.subTest(args=args):
                done = gongkai(*args, cwd=self.folder)
                self.assertEqual(done.returncode, 2)
                self.assertIn(word, done.stderr + done.stdout)
                self.assertEqual(list(self.folder.iterdir()), [])

    def test_a_folder_that_holds_no_layouts(self):
        """The folder of one layout, where that of all is wanted."""
        done = subprocess.run([GONGKAI, "check", EXAMPLE, "--layouts", ROOT / "layouts/hebei-2022"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 2)
        for words in ("layouts/hebei-2022", "没有 common 文件夹", "用 -l"):
            self.assertIn(words, done.stderr)

    def test_value_missing(self):
        done = subprocess.run([GONGKAI, "build", str(EXAMPLE), "-o"], capture_output=True, text=True, cwd=self.folder)
        self.assertEqual(done.returncode, 2)
        self.assertIn("缺少", done.stderr)

    def test_layouts(self):
        done = gongkai("layouts")
        self.assertEqual(done.returncode, 0)
        lines = {line.split("\t")[0]: line.split("\t") for line in done.stdout.splitlines()}
        self.assertEqual(lines["hebei-2022"][2:], ["情况说明"])
        self.assertIn("沿用 hebei-2022", lines["hebei-2025"][1])
        for name, fields in lines.items():
            for document in fields[2:]:  # every one that is listed is one that --document takes
                with self.subTest(layout=name, document=document):
                    self.assertEqual(gongkai("check", ROOT / "layouts" / name / "example.json", "--document", document).returncode, 0)
            declared = re.findall(r'<document name="([^"]+)"', (ROOT / "layouts" / name / "layout.xml").read_text())
            self.assertLessEqual(set(declared), set(fields[2:]))
        self.assertEqual(gongkai("layouts", "--diagnostics=json").stdout, done.stdout)
        self.assertIn("(extends hebei-2022)", gongkai("layouts", "--lang", "en").stdout)

    def test_fonts(self):
        done = gongkai("fonts", "--verify")
        self.assertEqual(done.returncode, 0, done.stderr)
        for role in ("小标宋", "仿宋", "楷体", "黑体", "宋体"):
            self.assertIn(role, done.stdout)

    def test_explain(self):
        done = gongkai("explain", EXAMPLE, "支出.合计")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("614.21", done.stdout)
        self.assertRegex(done.stdout, r"example\.json:\d+:\d+")
        self.assertRegex(done.stdout, r"layout\.xml:\d+:\d+")
        done = gongkai("explain", EXAMPLE, "支出.合计 - 上年.支出.合计")
        self.assertIn("354.27", done.stdout)
        done = gongkai("explain", EXAMPLE, "支出.合记")
        self.assertEqual(done.returncode, 2)
        self.assertIn("合计", done.stderr)

    def test_check(self):
        self.assertEqual(gongkai("check", EXAMPLE).returncode, 0)
        data = example()
        del data["单位"]["名称"]
        done = gongkai("check", dump(data, self.folder / "d.json"))
        self.assertEqual(done.returncode, 1)
        self.assertEqual(len(list(self.folder.iterdir())), 1)


class Outputs(Case):
    def test_default_name(self):
        done = gongkai("build", EXAMPLE, cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        (made,) = self.folder.iterdir()
        self.assertEqual(made.name, "廊坊市广阳区信访局2022年部门预算信息公开情况说明.pdf")
        self.assertIn(made.name, done.stdout)

    def test_trace(self):
        path, _ = self.build(output="a.trace")
        text = path.read_text()
        self.assertRegex(text, r'page 1 "1?')
        self.assertIn("2022年预算收入614.21万元", re.sub(r'"[^"]*\n[^"]*"', "", text.replace("\n", "")))

    def test_png(self):
        _, done = self.build(None, "--dpi", "50", output="p-%d.png")
        pages = sorted(self.folder.glob("p-*.png"))
        self.assertIn(f"{len(pages)}页", done.stdout)
        self.assertGreater(len(pages), 5)
        for page in pages:
            head = page.read_bytes()[:24]
            self.assertEqual(head[:8], b"\x89PNG\r\n\x1a\n")
            width, height = int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")
            self.assertIn((width, height), ((414, 585), (585, 414)))

    def test_png_looks_like_the_pdf(self):
        """Our raster against poppler's of our PDF: mean grey difference of each page below 2 %."""
        self.build(None, "--dpi", "60", output="p-%d.png")
        pdf, _ = self.build()
        tool("pdftoppm", "-r", "60", "-gray", pdf, self.folder / "q")
        ours, theirs = sorted(self.folder.glob("p-*.png"), key=lambda p: int(p.stem[2:])), sorted(self.folder.glob("q-*.pgm"))
        self.assertEqual(len(ours), len(theirs))
        for a, b in zip(ours, theirs):
            tool("python3", ROOT / "tests/cli/compare_png.py", a, b)

    def test_png_names(self):
        _, done = self.build(None, "--dpi", "20", output="p.png")
        self.assertIn("p-1.png", done.stdout)
        done = gongkai("build", EXAMPLE, "-o", self.folder / "q%03d.png", "--dpi", "20")
        self.assertEqual(done.returncode, 2)
        self.assertEqual(list(self.folder.glob("q*")), [])

    def test_streams(self):
        done = gongkai("build", "-", "-o", "-", stdin=EXAMPLE.read_bytes(), text=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        path, _ = self.build()
        self.assertTrue(done.stdout == path.read_bytes())

    def test_full_device(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([GONGKAI, "build", str(EXAMPLE), "-o", "-", "--layouts", str(ROOT / "layouts"), *PLACES], stdout=full, stderr=subprocess.PIPE, text=True)
        self.assertEqual(done.returncode, 5)
        self.assertIn("磁盘已满", done.stderr)
        done = gongkai("build", EXAMPLE, "-o", "/dev/full", "-f", "pdf")
        self.assertEqual(done.returncode, 5)

    def test_timings(self):
        _, done = self.build(None, "--timings")
        for stage in ("data", "layout", "bind", "typeset", "paint", "pdf"):
            self.assertRegex(done.stderr, rf"{stage} +\d+\.\d\d ms")

    def test_the_older_file_stays(self):
        old = self.folder / "out.pdf"
        old.write_text("older")
        data = example()
        del data["年度"]
        self.build(data, status=1)
        self.assertEqual(old.read_text(), "older")
        self.assertEqual({p.name for p in self.folder.iterdir()}, {"out.pdf", "data.json"})

    def test_link_is_kept(self):
        (self.folder / "real.pdf").write_text("older")
        (self.folder / "out.pdf").symlink_to("real.pdf")
        self.build()
        self.assertTrue((self.folder / "out.pdf").is_symlink())
        self.assertTrue((self.folder / "real.pdf").read_bytes().startswith(b"%PDF"))

    def test_mode_of_the_older_file(self):
        old = self.folder / "out.pdf"
        old.write_text("older")
        old.chmod(0o640)
        self.build()
        self.assertEqual(stat.S_IMODE(old.stat().st_mode), 0o640)


class Trouble(Case):
    def expect(self, args, status, *words, **kwargs):
        before = sorted(p.name for p in self.folder.iterdir())
        done = gongkai(*args, **kwargs)
        self.assertEqual(done.returncode, status, done.stderr)
        for word in words:
            self.assertIn(word, done.stderr)
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), before)

    def test_input_files(self):
        self.expect(("build", self.folder / "none.json", "-o", self.folder / "o.pdf"), 5, "none.json", "没有这个文件")
        self.expect(("build", self.folder, "-o", self.folder / "o.pdf"), 5, "文件夹")
        (self.folder / "empty.json").write_text("")
        self.expect(("build", self.folder / "empty.json", "-o", self.folder / "o.pdf"), 2)
        (self.folder / "bad.json").write_bytes(b'{"\xff": 1}')
        self.expect(("build", self.folder / "bad.json", "-o", self.folder / "o.pdf"), 2, "bad.json:1:3")
        (self.folder / "list.json").write_text("[]")
        self.expect(("build", self.folder / "list.json", "-o", self.folder / "o.pdf"), 2)
        (self.folder / "plain.json").write_text("{}")
        self.expect(("build", self.folder / "plain.json", "-o", self.folder / "o.pdf"), 2, "版式")

    @unittest.skipUnless(shutil.which("setpriv") and os.geteuid() == 0, "needs root to become somebody else")
    def test_no_permission(self):
        secret = self.folder / "secret.json"
        secret.write_text("{}")
        secret.chmod(0)
        self.folder.chmod(0o755)
        closed = self.folder / "closed"
        closed.mkdir(mode=0o555)
        as_nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        probe = subprocess.run([*as_nobody, GONGKAI, "--version"], capture_output=True)
        if probe.returncode != 0:
            self.skipTest("the checkout cannot be read by others")
        done = subprocess.run([*as_nobody, GONGKAI, "check", str(secret)], capture_output=True, text=True)
        self.assertEqual(done.returncode, 5, done.stderr)
        self.assertIn("没有权限", done.stderr)
        done = subprocess.run([*as_nobody, GONGKAI, "build", str(EXAMPLE), "-o", str(closed / "o.pdf"), "--layouts", str(ROOT / "layouts"), *PLACES], capture_output=True, text=True)
        self.assertEqual(done.returncode, 5, done.stderr)
        self.assertEqual(list(closed.iterdir()), [])

    def test_output_places(self):
        self.expect(("build", EXAMPLE, "-o", self.folder / "no/such/o.pdf"), 5, "没有这个文件或文件夹")
        (self.folder / "d.pdf").mkdir()
        self.expect(("build", EXAMPLE, "-o", self.folder / "d.pdf"), 5, "文件夹")

    @unittest.skipUnless(os.geteuid() == 0, "mounting needs root")
    def test_full_disk(self):
        small = self.folder / "small"
        small.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(small)], capture_output=True).returncode != 0:
            self.skipTest("cannot mount here")
        try:
            old = small / "o.pdf"
            old.write_text("older")
            done = gongkai("build", EXAMPLE, "-o", old)
            self.assertEqual(done.returncode, 5)
            self.assertIn("磁盘已满", done.stderr)
            self.assertEqual(old.read_text(), "older")
            self.assertEqual([p.name for p in small.iterdir()], ["o.pdf"])
        finally:
            subprocess.run(["umount", str(small)], check=True)

    def test_advice_can_be_followed(self):
        data = example()
        data["支出"]["项目支出"] = "0370"
        _, done = self.build(data, status=1)
        self.assertIn("370", done.stderr.split("写成")[1])
        self.assertNotIn("0370", done.stderr.split("写成")[1].splitlines()[0])

    def test_too_long_a_word_names_the_cell(self):
        data = example()
        data["机构"][0]["名称"] = "X" * 200
        _, done = self.build(data, "--diagnostics=json")
        (warning,) = [d for d in diagnostics(done) if d["id"] == "text.overfull"]
        self.assertEqual(warning["severity"], "warning")
        self.assertIn("line", warning["data"])
        self.assertIn("XXX", warning["message"])

    def test_layout_names(self):
        self.expect(("build", EXAMPLE, "-l", "hebei-2202", "-o", self.folder / "o.pdf"), 2, "hebei-2022")
        self.expect(("build", EXAMPLE, "-l", "../x", "-o", self.folder / "o.pdf"), 5, "../x")
        self.expect(("build", EXAMPLE, "--document", "公开表", "-o", self.folder / "o.pdf"), 2, "情况说明")

    def copy_fonts(self):
        """A folder of fonts that can be spoilt: links, but for what the test replaces."""
        fonts = self.folder / "fonts"
        fonts.mkdir()
        for path in pathlib.Path(FONTS).iterdir():
            if path.name != "fonts.verified":
                (fonts / path.name).symlink_to(path.resolve())
        return fonts

    def build_with_fonts(self, fonts):
        return subprocess.run([GONGKAI, "build", str(EXAMPLE), "-o", str(self.folder / "o.pdf"), "--layouts", str(ROOT / "layouts"), "--fonts", str(fonts),
                               "--fonts-lock", str(ROOT / "fonts/fonts.lock")], capture_output=True, text=True)

    def test_missing_font(self):
        fonts = self.copy_fonts()
        (fonts / "FandolFang-Regular.otf").unlink()
        done = self.build_with_fonts(fonts)
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn("FandolFang-Regular.otf", done.stderr)
        self.assertFalse((self.folder / "o.pdf").exists())

    def test_different_font(self):
        fonts = self.copy_fonts()
        spoilt = fonts / "FandolFang-Regular.otf"
        data = bytearray(spoilt.read_bytes())
        spoilt.unlink()
        data[-1] ^= 1
        spoilt.write_bytes(data)
        done = self.build_with_fonts(fonts)
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn("FandolFang-Regular.otf", done.stderr)

    def test_missing_glyph(self):
        data = example()
        data["单位"]["自称"] = "我\U000F0000局"
        _, done = self.build(data, "--diagnostics=json", status=1)
        (error,) = errors(done)
        self.assertEqual(error["id"], "glyph.missing")
        self.assertIn("U+F0000", error["message"])
        self.assertIn("line", error["data"])

    def test_terminal_is_safe(self):
        data = example()
        data["\x1b]0;x\x07"] = 1
        source = self.folder / "d.json"
        source.write_text(json.dumps(data))
        done = gongkai("check", source)
        self.assertNotIn("\x1b", done.stderr)
        self.assertNotEqual(done.returncode, 0)


class Same(Case):
    def test_same_bytes_everywhere(self):
        first = None
        elsewhere = self.folder / "some where"
        elsewhere.mkdir()
        shutil.copy(EXAMPLE, elsewhere / "example.json")
        for env in ({}, {"TZ": "Asia/Shanghai"}, {"TZ": "America/St_Johns", "LC_ALL": "de_DE.UTF-8"}, {"LC_ALL": "C"}, {"LANG": "zh_CN.GB18030", "HOME": "/nonexistent"}):
            for cwd in (self.folder, elsewhere):
                target = cwd / "o.pdf"
                source = EXAMPLE if cwd == self.folder else "example.json"
                done = gongkai("build", source, "-o", target, "-q", env=env, cwd=cwd)
                self.assertEqual(done.returncode, 0, done.stderr)
                made = target.read_bytes()
                first = first or made
                self.assertTrue(made == first, (env, cwd))
        for secret in (str(self.folder), str(ROOT)):
            self.assertFalse(secret.encode() in first, secret)

    def test_the_date_is_the_one_given(self):
        a, _ = self.build(None, output="a.pdf", env={"SOURCE_DATE_EPOCH": "1648000000"})
        b, _ = self.build(None, output="b.pdf", env={"SOURCE_DATE_EPOCH": "1648000001"})
        self.assertNotEqual(a.read_bytes(), b.read_bytes())
        self.assertIn("2022", tool("pdfinfo", "-isodates", a).split("CreationDate")[1][:30])

    def test_a_malformed_date_is_told(self):
        target = self.folder / "o.pdf"
        for value in ("2022-03-23", "1648000000.5", "-1", " 1", "253402300800", "9" * 30):
            done = gongkai("build", EXAMPLE, "-o", target, env={"SOURCE_DATE_EPOCH": value})
            self.assertEqual(done.returncode, 2, value)
            self.assertIn("SOURCE_DATE_EPOCH", done.stderr)
            self.assertFalse(target.exists())


class House(Case):
    def test_no_string_of_the_example_in_the_sources(self):
        texts = set()

        def walk(value):
            if isinstance(value, dict):
                for v in value.values():
                    walk(v)
            elif isinstance(value, list):
                for v in value:
                    walk(v)
            elif isinstance(value, str) and len(value) >= 4 and not value.isascii():
                texts.add(value)

        data = example()
        walk(data)
        texts |= {"廊坊", "广阳", "信访"}
        for path in [*(ROOT / "src").rglob("*.[ch]"), *(ROOT / "include").rglob("*.h")]:
            source = path.read_text()
            for text in texts:
                self.assertNotIn(text, source, path)


if __name__ == "__main__":
    main()
