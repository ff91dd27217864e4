#!/usr/bin/env python3
"""The archive file: what is attached and how it comes back, what must never be in
it, what it records of itself, and that it is the same wherever it is built."""
import csv, hashlib, io, json, os, pathlib, random, re, shutil, subprocess, sys, tempfile, unittest, zlib, xml.etree.ElementTree as xml

import harness, pdfstructure
from harness import FONTS, GONGKAI, PLACES, ROOT, Case, dump, errors, example, gongkai, tool

CONTACT = {"填报人": "欧阳测试甲", "电话": "139-0000-1234"}


def plain(path):
    """The file with every stream readable, attachments too."""
    return subprocess.run(["qpdf", "--qdf", "--object-streams=disable", path, "-"], stdout=subprocess.PIPE, check=True).stdout


def spellings(text):
    """How a text may stand in a PDF: UTF-8, UTF-16BE, and that in hexadecimal."""
    wide = text.encode("utf-16-be")
    return [text.encode(), wide, wide.hex().encode(), wide.hex().upper().encode(), text.encode().hex().encode()]


def meta(path):
    return tool("pdfinfo", "-meta", path)


def structure(path):
    """The text by elements; poppler writes some attributes undecoded."""
    return subprocess.run(["pdfinfo", "-struct-text", path], stdout=subprocess.PIPE, check=True).stdout.decode(errors="replace")


def documents(layout):
    """The names of a layout's documents, those of the layout it extends among them."""
    tree = xml.parse(layout / "layout.xml").getroot()
    before = documents(layout.parent / tree.get("extends")) if tree.get("extends") else []
    return list(dict.fromkeys([*before, *(d.get("name") for d in tree.iter("document"))]))


def recorded(path, name):
    return re.findall(rf"<gongkai:{name}>(.*?)</gongkai:{name}>", meta(path), re.S)


class Attachments(Case):
    def extract(self, pdf, *args, status=0, **kwargs):
        done = gongkai("extract", pdf, *args, **kwargs)
        self.assertEqual(done.returncode, status, done.stderr)
        return done

    def test_what_is_attached(self):
        pdf, _ = self.build()
        listed = tool("qpdf", "--list-attachments", "--verbose", pdf)
        layout = [*sorted(str(p.relative_to(ROOT)) for p in (ROOT / "layouts/common").rglob("*.xml")), "layouts/hebei-2022/layout.xml"]
        for relationship, count in (("/Data", 1), ("/Alternative", 5), ("/Source", len(layout))):
            self.assertEqual(plain(pdf).count(f"/AFRelationship {relationship}\n".encode()), count, relationship)
        self.assertIn("数据.json", listed)
        self.extract(pdf, "-o", self.folder / "out", "-q")
        names = sorted(str(p.relative_to(self.folder / "out")) for p in (self.folder / "out").rglob("*") if p.is_file())
        self.assertEqual(names[:len(layout) + 1], [*layout, "数据.json"])
        self.assertTrue(all(re.fullmatch(r"表/0[1-5]-.+\.csv", n) for n in names[len(layout) + 1:]), names)
        for name in layout:  # word for word, but for what is said to the next who works on it
            self.assertEqual((self.folder / "out" / name).read_text(), re.sub(r"<!--.*?-->", "", (ROOT / name).read_text(), flags=re.S), name)

    def test_the_data_is_what_the_document_says(self):
        pdf, _ = self.build()
        data = json.loads(self.extract(pdf, "数据.json", "-o", "-").stdout, parse_float=str, parse_int=str)
        given = json.loads(harness.EXAMPLE.read_text(), parse_float=str, parse_int=str)

        def within(part, whole, path):
            """Every given figure comes back with the same digits; what is more follows from others."""
            for key, value in whole.items():
                if isinstance(value, dict):
                    within(part.get(key, {}), value, f"{path}.{key}")
                elif key in part:
                    self.assertEqual(part[key], value, f"{path}.{key}")

        within(data, given, "")
        self.assertEqual(data["支出"]["合计"], "614.21")
        self.assertEqual(list(data)[:6], ["版式", "文件", "数据版本", "年度", "金额单位", "单位"])

    def test_tables_are_csv(self):
        data = example()
        data["政府采购"] = [{"项目名称": '设备"更新", 其他', "预算资金": 3, "采购物品名称": "甲", "目录序号": "A01", "计量单位": "台", "数量": 2, "单价": 1.5,
                         "一般公共预算拨款": "涉密"}]
        pdf, _ = self.build(data)
        self.extract(pdf, "-o", self.folder / "out", "-q")
        for path in sorted((self.folder / "out/表").iterdir()):
            raw = path.read_bytes()
            self.assertTrue(raw.startswith(b"\xef\xbb\xbf") and raw.endswith(b"\r\n") and b"\n" not in raw.replace(b"\r\n", b""))
            rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
            self.assertEqual(len({len(row) for row in rows}), 1, path.name)
            if "政府采购" in path.name:
                self.assertIn("政府采购金额（当年部门预算安排资金）/一般公共预算拨款", rows[0])
                self.assertIn('设备"更新", 其他', [row[0] for row in rows])
                self.assertIn("涉密", [cell for row in rows for cell in row])

    def test_a_caption_makes_a_name(self):
        """That every system takes and extract itself believes: nothing unseen from a paste, nothing with a meaning of its own."""
        layout = self.folder / "t/layout.xml"
        layout.parent.mkdir()
        captions = {"收\u00ad支\ufeff表\u200b": "收支表", '甲/乙\\丙:丁*戊?己"庚<辛>壬|癸': "甲_乙_丙_丁_戊_己_庚_辛_壬_癸", "..": "..", "长" * 100: "长" * 40, "\u200b": ""}
        text = lambda caption: caption.replace("<", "&lt;").replace('"', "&quot;")
        tables = "".join(f'<table title="{text(caption)}" rows="机构"><head><col of="名称"/></head></table>' for caption in captions)
        layout.write_text(f'<layout id="t" title="t"><document name="文" title="一" file="一">{tables}</document></layout>')
        pdf, _ = self.build(None, "-l", f"{layout.parent}/")
        self.extract(pdf, "-o", self.folder / "out", "-q")
        self.assertEqual(sorted(p.name for p in (self.folder / "out/表").iterdir()), [f"{i:02}-{name}.csv" for i, name in enumerate(captions.values(), 1)])
        again, _ = self.build(self.folder / "out/数据.json", output="again.pdf", layouts=self.folder / "out/layouts")
        self.assertEqual(pdf.read_bytes(), again.read_bytes())

    def test_the_same_file_comes_of_it(self):
        """Of every example, of data with states, in YAML, and of a layout that extends another and lies elsewhere."""
        layouts = self.folder / "somewhere/my-layouts"
        shutil.copytree(ROOT / "layouts", layouts)
        for extra in (ROOT / "tests/golden/layouts").iterdir():
            shutil.copytree(extra, layouts / extra.name)
        data = example()
        states = {**data, "公开日期": "2022-02-18", "归档": {"文号": "某财〔2022〕5号", "密级": "公开", "保管期限": "永久", "关键词": ["预算", "公开"]}, "政府采购": []}
        states["三公经费"] = {**data["三公经费"], "公务接待费": "涉密", "因公出国境费": "——"}
        states["固定资产"] = {**data["固定资产"], "房屋": None}
        yaml = self.folder / "data.yaml"
        yaml.write_text(json.dumps(data, ensure_ascii=False).replace('"年度": 2022', '"年度": 2022 '))
        cases = [(path, ["--document", name], layouts) for path in sorted((ROOT / "layouts").glob("*/example.json")) for name in documents(path.parent)]
        self.assertGreater(len(cases), 6)
        for path in sorted((ROOT / "tests/golden").glob("*/*.json")):
            options = path.with_suffix(".options").read_text().split() if path.with_suffix(".options").exists() else []
            if "-p" not in options and path.with_suffix(".diag").read_text().endswith("0\n"):
                cases.append((path, [str(path.parent / o) if "/" in o else o for o in options], ROOT / "layouts"))
        cases += [(dump(states, self.folder / "states.json"), [], layouts), (yaml, [], layouts),
                  (dump({**data, "年度": 2023, "版式": "hebei-2023"}, self.folder / "next.json"), [], layouts),
                  (dump(data, self.folder / "tiny.json"), ["-l", f"{layouts}/tiny/"], ROOT / "layouts")]
        for number, (source, options, where) in enumerate(cases):
            with self.subTest(source=source, options=options):
                first = self.folder / f"{number}.pdf"
                done = gongkai("build", source, "-q", "-o", first, *options, layouts=where)
                self.assertEqual(done.returncode, 0, done.stderr)
                told = set(re.findall("〔(.*?)〕", done.stderr))
                out = self.folder / f"out{number}"
                self.extract(first, "-o", out, "-q")
                again = self.folder / f"again{number}.pdf"
                done = gongkai("build", out / "数据.json", "-q", "-o", again, layouts=out / "layouts")
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertLessEqual(set(re.findall("〔(.*?)〕", done.stderr)), told)  # the published data says nothing new
                self.assertEqual(first.read_bytes(), again.read_bytes())

    def test_the_same_in_every_form(self):
        """What is attached makes also the files that have no attachments, as the data itself did."""
        archive, _ = self.build()
        self.extract(archive, "-o", self.folder / "out", "-q")
        for options in (["--pdfa", "2a"], ["--pdfa", "2u"], ["--xref", "table"], ["--signature-field"], ["-p", "print"], ["-p", "draft"]):
            first, _ = self.build(None, *options)
            again, _ = self.build(self.folder / "out/数据.json", *options, output="again.pdf", layouts=self.folder / "out/layouts")
            self.assertEqual(first.read_bytes(), again.read_bytes(), options)

    def test_other_parts_have_none(self):
        for options, claim in ((["--pdfa", "2a"], ("2", "A")), (["--pdfa", "2u"], ("2", "U")), (["-p", "print"], None), (["-p", "draft"], None)):
            pdf, _ = self.build(None, *options)
            words = meta(pdf)
            found = re.findall(r"<pdfaid:part>(.)<.*?<pdfaid:conformance>(.)<", words, re.S)
            self.assertEqual(found, [claim] if claim else [], options)
            self.assertNotIn(b"/EmbeddedFile", plain(pdf))
            self.assertEqual(len(recorded(pdf, "dataDigest")), 1)
            self.assertIn("pdf.no-attachments", self.extract(pdf, "-o", self.folder / "none", status=2).stderr)
            self.assertFalse((self.folder / "none").exists())

    def test_one_file(self):
        pdf, _ = self.build()
        self.extract(pdf, "layouts/common/terms.xml", "-o", self.folder / "one", "-q")
        self.assertEqual([p.name for p in (self.folder / "one").rglob("*") if p.is_file()], ["terms.xml"])
        done = self.extract(pdf, "没有.json", "-o", self.folder / "two", status=2)
        self.assertIn("api.no-attachment", done.stderr)
        self.assertFalse((self.folder / "two").exists())
        self.assertEqual(self.extract(pdf, "-o", "-", status=2).stdout, "")

    def test_what_was_written_there_since_is_kept(self):
        """Told, with the remedy, and nothing at all is written; what is the same may be taken out again."""
        pdf, _ = self.build()
        out = self.folder / "out"
        victim = self.folder / "victim"
        self.extract(pdf, "-o", out, "-q")
        self.extract(pdf, "-o", out, "-q")
        original = (out / "数据.json").read_bytes()
        changes = {"changed": lambda: (out / "数据.json").write_bytes(original[:-2] + b" \n"), "longer": lambda: (out / "数据.json").write_bytes(original + b" "),
                   "a folder": lambda: ((out / "数据.json").unlink(), (out / "数据.json").mkdir()),
                   "a link away": lambda: ((out / "数据.json").rmdir(), victim.write_text("mine"), (out / "数据.json").symlink_to(victim)),
                   "a link to nothing": lambda: victim.unlink()}
        shutil.rmtree(out / "表")
        for name, change in changes.items():
            with self.subTest(name):
                change()
                before = [victim.exists() and victim.read_bytes(), (out / "数据.json").is_file() and (out / "数据.json").read_bytes()]
                done = self.extract(pdf, "-o", out, status=5)
                for word in ("数据.json", "-o"):
                    self.assertIn(word, done.stderr)
                self.assertEqual(before, [victim.exists() and victim.read_bytes(), (out / "数据.json").is_file() and (out / "数据.json").read_bytes()])
                self.assertFalse((out / "表").exists())

    def test_default_folder(self):
        pdf, _ = self.build()
        self.extract("out.pdf", cwd=self.folder)
        self.assertTrue((self.folder / "out/数据.json").is_file())
        shutil.copy(pdf, self.folder / "noending")
        self.extract("noending", cwd=self.folder, status=2)


class Strange(Case):
    """Files by others, broken and hostile: told, with nothing written."""

    def refused(self, raw, *ids):
        path = self.folder / "strange.pdf"
        path.write_bytes(raw)
        out = self.folder / "strange-out"
        done = gongkai("extract", path, "-o", out)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertTrue(any(i in done.stderr for i in ids), done.stderr)
        self.assertFalse(out.exists() or (self.folder / "escaped").exists())

    def made(self, objects):
        """A small PDF of these object bodies (1: the catalog)."""
        raw, places = bytearray(b"%PDF-1.7\n"), []
        for number, body in enumerate(objects, 1):
            places.append(len(raw))
            raw += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        xref = len(raw)
        raw += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
        return bytes(raw + b"trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, xref))

    def attached(self, name, stream=b"<</Length 2>>\nstream\nhi\nendstream"):
        return self.made([b"<</Type /Catalog /Pages 2 0 R /Names <</EmbeddedFiles <</Names [(a) 3 0 R]>>>>>>", b"<</Type /Pages /Kids [] /Count 0>>",
                          b"<</Type /Filespec /UF %s /EF <</F 4 0 R>>>>" % name, stream])

    def test_a_plain_one_is_read(self):
        path = self.folder / "plain.pdf"
        path.write_bytes(self.attached(b"(a/b.txt)"))
        self.assertEqual(gongkai("extract", path, "-o", self.folder / "out").returncode, 0)
        self.assertEqual((self.folder / "out/a/b.txt").read_bytes(), b"hi")

    def test_names_that_lead_away(self):
        for name in (b"(../escaped)", b"(/tmp/escaped)", b"(a/../../escaped)", b"(a//b)", b"(.)", b"(..)", b"()", b"(a/)", b"(.bashrc)", b"(a\\\\b)", b"(c:b)",
                     b"<FEFF0061202E0062>", b"<FEFF00610000>", b"(a\\nb)", b"(" + b"x" * 300 + b")", b"(" + b"a/" * 600 + b"a)", b"[]", b"7"):
            with self.subTest(name=name):
                self.refused(self.attached(name), "pdf.attachment-name", "pdf.attachment")

    def test_streams_that_are_not_sound(self):
        packed = zlib.compress(b"data" * 100)
        flate = lambda data, more=b"": b"<</Filter /FlateDecode %s/Length %d>>\nstream\n%s\nendstream" % (more, len(data), data)
        for stream in (flate(packed[:-6]), flate(b"rubbish"), flate(packed + b"tail"), flate(packed, b"/DecodeParms <</Predictor 12>> "),
                       b"<</Filter /LZWDecode /Length 2>>\nstream\nhi\nendstream", b"<</Filter [/FlateDecode /FlateDecode] /Length 2>>\nstream\nhi\nendstream", b"null", b"[4 0 R]"):
            with self.subTest(stream=stream[:60]):
                self.refused(self.attached(b"(a)", stream), "pdf.attachment", "pdf.unreadable")

    def test_bombs(self):
        bomb = zlib.compress(bytes(140 << 20), 1)
        self.refused(self.attached(b"(a)", b"<</Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream" % (len(bomb), bomb)), "pdf.attachment-limit")
        loop = [b"<</Type /Catalog /Pages 2 0 R /Names <</EmbeddedFiles 3 0 R>>>>", b"<</Type /Pages /Kids [] /Count 0>>", b"<</Kids [3 0 R 3 0 R]>>"]
        self.refused(self.made(loop), "pdf.attachment-limit")
        wide = loop[:2] + [b"<</Kids [" + b"4 0 R " * 5000 + b"]>>", b"<<>>"]
        self.refused(self.made(wide), "pdf.attachment-limit")
        twice = [b"<</Type /Catalog /Pages 2 0 R /Names <</EmbeddedFiles <</Names [(a) 3 0 R (b) 3 0 R]>>>>>>", loop[1], b"<</Type /Filespec /UF (a) /EF <</F 4 0 R>>>>",
                 b"<</Length 2>>\nstream\nhi\nendstream"]
        self.refused(self.made(twice), "pdf.attachment-twice")
        self.refused(self.made([b"[" * 100000]), "pdf.unreadable")

    @unittest.skipIf("sanitized" in GONGKAI, "the sanitizers allow no limit of memory")
    def test_a_bomb_for_the_parser(self):
        """An object stream of some megabytes that unfolds to a gigabyte and a half."""
        packer = zlib.compressobj(1)
        packed = packer.compress(b"5 0 " + b" " * 96)
        for _ in range(1500):
            packed += packer.compress(bytes(1 << 20))
        packed += packer.flush()
        raw, places = bytearray(b"%PDF-1.7\n"), {}
        for number, body in ((1, b"<</Type /Catalog /Pages 5 0 R /Names 5 0 R>>"),
                             (2, b"<</Type /ObjStm /N 1 /First 100 /Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream" % (len(packed), packed))):
            places[number] = len(raw)
            raw += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        xref = len(raw)
        row = lambda kind, where, index: bytes([kind]) + where.to_bytes(4, "big") + bytes([index])
        table = row(0, 0, 0) + row(1, places[1], 0) + row(1, places[2], 0) + row(1, xref, 0) + row(0, 0, 0) + row(2, 2, 0)
        raw += b"3 0 obj\n<</Type /XRef /Size 6 /W [1 4 1] /Root 1 0 R /Length %d>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (len(table), table, xref)
        self.refused(bytes(raw), "pdf.unreadable", "pdf.no-attachments")

    def test_not_a_pdf(self):
        for raw in (b"", b"%PDF-1.7\n", b"hello", bytes(10000), b"%PDF-1.7\nxref\n0 99999999\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF"):
            self.refused(raw, "pdf.unreadable", "pdf.no-attachments")

    def test_damage(self):
        """A byte changed, or the end cut off: told or harmless, never a signal, never a file half written."""
        pdf, _ = self.build()
        whole = pdf.read_bytes()
        for number in range(24):
            raw = bytearray(whole)
            at = int.from_bytes(hashlib.sha256(bytes([number])).digest()[:4], "big") % len(raw)
            raw[at] ^= 0x5A
            if number % 4 == 3:
                raw = raw[:at]
            path, out = self.folder / f"{number}.pdf", self.folder / f"{number}"
            path.write_bytes(raw)
            done = gongkai("extract", path, "-o", out, "-q")
            self.assertIn(done.returncode, (0, 2), (number, done.stderr))
            self.assertEqual(out.exists(), done.returncode == 0)


class Secrets(Case):
    def test_nothing_leaves_that_is_not_said(self):
        """Fields that are not public, a withheld name, data no page uses, a comment, the author and his machine."""
        secrets = {"contact": CONTACT["填报人"], "telephone": CONTACT["电话"], "withheld": "涉密供应商某某公司", "unused": "未印出的原因某某某", "comment": "草稿备注王某", "layout": "版式备注李某",
                   "home": "gk-secret-home", "user": "gk-secret-user", "folder": "gk-secret-folder"}
        data = example()
        data["填报"] = CONTACT
        data["说明"]["三公经费增减原因"] = secrets["unused"]  # printed only when the figures differ
        data["政府采购"] = [{"项目名称": "涉密", "预算资金": "涉密", "采购物品名称": "涉密", "目录序号": "A01", "计量单位": "台", "数量": 2, "单价": 1, "一般公共预算拨款": "涉密"}]
        folder = self.folder / secrets["folder"] / secrets["user"]
        home = self.folder / secrets["home"]
        folder.mkdir(parents=True)
        home.mkdir()
        text = json.dumps(data, ensure_ascii=False)
        source = folder / "data.yaml"
        source.write_text(f"# {secrets['comment']} {secrets['withheld']}\n" + text)
        shutil.copytree(ROOT / "layouts", folder / "layouts")
        for path in (folder / "layouts").rglob("*.xml"):  # and where it might be taken for text
            path.write_text(re.sub(r"(<document .*?>|</\w+>\n)", rf"\1<!-- {secrets['layout']} {secrets['folder']} --><?{secrets['user']} {secrets['layout']}?>", path.read_text(), count=5))
        env = {"HOME": str(home), "USER": secrets["user"], "LOGNAME": secrets["user"], "PWD": str(folder)}
        for options in ([], ["--xref", "table"], ["--pdfa", "2u"], ["-p", "draft"], ["-p", "print"]):
            for place in ([], ["-l", f"{folder}/layouts/hebei-2022"]):
                pdf = folder / "out.pdf"
                done = gongkai("build", source, "-o", pdf, *options, *place, env=env, cwd=folder, layouts=folder / "layouts")
                self.assertEqual(done.returncode, 0, done.stderr)
                raw = plain(pdf)
                self.assertIn("廊坊市广阳区信访局".encode(), raw)  # what is said is found by the same search
                for what, secret in secrets.items():
                    for spelling in spellings(secret):
                        self.assertNotIn(spelling, raw, f"{what} {options}")
                self.assertNotIn(str(self.folder).encode(), raw)
                if not options:
                    self.assertIn("涉密".encode(), raw)

    def attached_and_rebuilt(self, printed, changes):
        """What is attached to a document that prints these figures of the changed example; the same file must come of it."""
        layout, pdf, again, out = (self.folder / name for name in ("t/layout.xml", "o.pdf", "again.pdf", "out"))
        shutil.rmtree(out, ignore_errors=True)
        layout.parent.mkdir(exist_ok=True)
        words = "，".join(f"{name}{{{name}|万元}}" for name in printed)
        layout.write_text(f'<layout id="t" title="t"><document name="文" title="一" file="一"><p>{words}。</p></document></layout>')
        data = {key: value for key, value in {**example(), **changes}.items() if value is not None}
        done = gongkai("build", dump(data, self.folder / "d.json"), "-q", "-l", f"{layout.parent}/", "-o", pdf)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(gongkai("extract", pdf, "-q", "-o", out).returncode, 0)
        done = gongkai("build", out / "数据.json", "-q", "-o", again, layouts=out / "layouts")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(pdf.read_bytes(), again.read_bytes())
        return json.loads((out / "数据.json").read_text(), parse_float=str, parse_int=str)

    def test_what_is_withheld_cannot_be_added_up(self):
        """Of a sum that is withheld, or a part of which is, the attached data has no part that the document does not print."""
        given = {"因公出国境费": 1.11, "公务用车购置费": 2.22, "公务用车运行维护费": 3.33, "公务接待费": 4.44}
        # what the data says otherwise, what is printed, what may be attached
        cases = [({"合计": "涉密", "公务用车购置及运行维护费": "涉密"}, ["合计"], {"合计": "涉密", "公务用车购置及运行维护费": "涉密"}),
                 ({"合计": "涉密"}, ["合计", "公务接待费"], {"合计": "涉密", "公务接待费": "4.44"}),
                 ({"合计": 11.10, "因公出国境费": "涉密"}, ["合计"], {"合计": "11.1", "因公出国境费": "涉密"}),
                 ({"公务用车购置费": "涉密"}, ["合计", "公务接待费"],
                  {"合计": "涉密", "公务用车购置费": "涉密", "公务接待费": "4.44"}),
                 ({"合计": 11.10, "因公出国境费": "涉密", "公务用车购置及运行维护费": 5.55, "公务用车购置费": "涉密"}, ["合计"],
                  {"合计": "11.1", "因公出国境费": "涉密", "公务用车购置费": "涉密"}),
                 ({}, ["合计"], {"合计": "11.10", "公务用车购置及运行维护费": "5.55", **{key: str(value) for key, value in given.items()}})]
        for changes, printed, attached in cases:
            with self.subTest(changes=changes, printed=printed):
                data = self.attached_and_rebuilt([f"三公经费.{name}" for name in printed], {"三公经费": {**given, **changes}})
                self.assertEqual(data["三公经费"], attached)

    def test_attached_figures_tell_no_more_than_the_page(self):
        """Whatever is withheld, given, left out and printed: a withheld figure that follows from what is attached follows from what is printed."""
        sums = {"合计": {"因公出国境费", "公务用车购置及运行维护费", "公务接待费"}, "公务用车购置及运行维护费": {"公务用车购置费", "公务用车运行维护费"}}
        figures = {"合计": 11.10, "因公出国境费": 1.11, "公务用车购置及运行维护费": 5.55, "公务用车购置费": 2.22, "公务用车运行维护费": 3.33, "公务接待费": 4.44}

        def follows(known):
            while True:
                more = {next(iter(left)) for total, parts in sums.items() if len(left := ({total} | parts) - known) == 1}
                if not more:
                    return known
                known = known | more

        chance = random.Random(20260101)
        withheld = 0
        for _ in range(40):
            given = {}
            for name, value in figures.items():
                draw = chance.random()
                if draw < 0.3:
                    given[name] = "涉密"
                elif draw < 0.85 or name not in sums:
                    given[name] = value
            printed = chance.sample(list(figures), chance.randint(1, 3))
            with self.subTest(given=given, printed=printed):
                attached = self.attached_and_rebuilt([f"三公经费.{name}" for name in printed], {"三公经费": given})["三公经费"]
                public = {name for name, value in attached.items() if value != "涉密"}
                secret = {name for name, value in given.items() if value == "涉密"}
                self.assertEqual(follows(public) & secret, follows(public & set(printed)) & secret)
                withheld += len(secret)
        self.assertGreater(withheld, 40)

    def test_what_follows_from_the_withheld_still_follows(self):
        """A sum in a group that nobody wrote: without its parts another file would come of it; and one far above what is withheld."""
        records = [{"科目编码": "2010308", "人员经费": 1.5, "公用经费": 2.5, "项目支出": "涉密"}, {"科目编码": "2080505", "人员经费": 3, "公用经费": 0}]
        data = self.attached_and_rebuilt(["支出.合计"], {"支出": None, "支出明细": records})
        self.assertNotIn("支出", data)
        self.assertEqual([r.get("项目支出") for r in data["支出明细"]], ["涉密", None])
        # A sum of sums, between which and the withheld part nothing is said: with the neighbours gone, what is between them is missing.
        records[0] = {"科目编码": "2010308", "人员经费": "涉密", "公用经费": 2.5, "项目支出": 1}
        data = self.attached_and_rebuilt(["支出.合计", "支出.项目支出"], {"支出": {"合计": 9.75}, "支出明细": records})
        self.assertEqual(data["支出"], {"合计": "9.75", "项目支出": "1"})
        self.assertEqual([(r.get("人员经费"), r.get("公用经费")) for r in data["支出明细"]], [("涉密", None), (None, None)])
        # Of a list only what is withheld is asked for.
        records = [{"科目编码": "2080505", "人员经费": "涉密", "项目支出": 5.52}, {"科目编码": "2010308", "人员经费": 6.4, "公用经费": "涉密", "项目支出": 3.92}]
        sums = {"合计": 31.84, "人员经费": 15.33, "公用经费": 7.07, "项目支出": 9.44}
        data = self.attached_and_rebuilt(["支出.合计", "支出.人员经费", "支出.公用经费"], {"支出": sums, "支出明细": records})
        self.assertEqual(data["支出明细"], [{"科目编码": "2080505", "人员经费": "涉密"}, {"科目编码": "2010308", "公用经费": "涉密"}])

    def test_a_layout_cannot_print_them(self):
        layouts = self.folder / "layouts"
        shutil.copytree(ROOT / "layouts", layouts)
        layout = layouts / "hebei-2022/layout.xml"
        layout.write_text(layout.read_text().replace("公开如下：</p>", "公开如下：{填报.填报人}</p>"))
        done = gongkai("check", dump({**example(), "填报": CONTACT}, self.folder / "d.json"), "--diagnostics=json", layouts=layouts)
        self.assertEqual([e["id"] for e in errors(done)], ["lang.hidden"])

    TABLE = '<table title="表" rows="机构" %s><head>%s<col of="名称" note="%s"/></head>%s<footnote id="f">%s。</footnote></table>'
    ROWS = '<table title="表"><head><col id="a" of="名称" title="a"/></head>%s</table>'
    FORM = '<form title="表" columns="3 3">%s</form>'

    def test_no_place_of_a_layout_can_print_them(self):
        """Wherever a layout may write or ask: an error there, told without the value, and no file."""
        value, test = "{填报.填报人}", "填报.填报人 == '甲'"
        table = lambda more="", head="", rows="", note="注": self.TABLE % (more, head, "f", rows, note)
        places = [
            table().replace('title="表"', f'title="{value}"'), table(f'left="{value}"'), table(f'right="{value}"'), table(note=value),
            table(head=f'<col of="性质" title="{value}"/>'), table(head=f'<col of="性质" title="甲" below="{value}"/>'), table(head='<col id="x" of="填报.填报人" title="x"/>'),
            table(head=f'<group title="{value}"><col of="性质"/></group>'), table(rows=f'<total title="{value}"/>'), table(rows=f"<empty>{value}</empty>"),
            table(rows=f"<note>{value}。</note>"), self.ROWS % f'<rows of="机构" where="名称 == 填报.填报人"/>', self.ROWS % f'<rows of="机构" of-which="{test}"/>',
            self.ROWS % f'<rows of="机构"><subtotal by="性质" title="{value}"/></rows>', self.ROWS.replace(' of="名称"', "") % f"<row><cell>{value}</cell></row>",
            self.ROWS.replace(' of="名称"', "") % f'<row when="{test}"><cell>一</cell></row>', self.FORM % f'<band title="{value}"><row><cell>一</cell></row></band>',
            self.FORM % '<row><cell span="2" of="填报.填报人"/></row>', self.FORM.replace("表", value) % "<row><cell/><cell/></row>", f"<title>{value}</title>",
            f'<section title="{value}"><p>一</p></section>', '<section title="一" rows="填报"><p>一</p></section>', f"<p>{value}</p>", '<p of="填报.填报人"/>',
            f'<when test="{test}"><p>一</p></when>', '<when test="有(填报.电话)"><p>一</p></when>', f'<p>一<when test="{test}">二</when></p>', f"<p>一<nobr>{value}</nobr></p>",
            f"<p>一<sup>{value}</sup></p>", f"<list><item>{value}</item></list>", f'<list><item label="{value}">一</item></list>', '<list of="填报.填报人"/>',
            f"<attachments><item>{value}</item></attachments>", f'<signature><signer>{value}</signer><date of="公开日期"/></signature>',
            f'<annex title="{value}"><p>一</p></annex>', f"<cover><title>{value}</title></cover><p>一</p>", f"<cover><title>一</title><p>{value}</p></cover><p>一</p>",
            f'<contents title="{value}"/><section title="一"><p>一</p></section>', f'<include document="另" title="{value}"/>']
        documents = [('title="一" file="一"', place) for place in places]
        documents += [(f'title="{value}" file="一"', "<p>一</p>"), (f'title="一" file="{value}"', "<p>一</p>"), ('title="一" file="一" requires="填报.填报人"', "<p>一</p>")]
        source, layout = dump({**example(), "填报": CONTACT, "公开日期": "2022-02-18"}, self.folder / "d.json"), self.folder / "t/layout.xml"
        layout.parent.mkdir()
        for attributes, body in documents:
            with self.subTest(attributes=attributes, body=body):
                layout.write_text(f'<layout id="t" title="t"><document name="文" {attributes}>{body}</document><document name="另" title="另" file="另"><p>一</p></document></layout>')
                done = gongkai("build", source, "-l", f"{layout.parent}/", "-o", self.folder / "o.pdf", "--diagnostics=json")
                self.assertEqual([e["id"] for e in errors(done)], ["lang.hidden"], done.stderr)
                self.assertNotIn(CONTACT["填报人"], done.stderr)
                self.assertFalse((self.folder / "o.pdf").exists())

    def test_the_departments_words_cannot_quote_them(self):
        data = {**example(), "填报": CONTACT}
        data["部门职责"] = ["联系{填报.填报人}。"]
        done = gongkai("check", dump(data, self.folder / "d.json"), "--diagnostics=json")
        self.assertEqual([e["id"] for e in errors(done)], ["lang.hidden"])


class Record(Case):
    def test_digests_are_those_of_the_files(self):
        pdf, _ = self.build()
        gongkai("extract", pdf, "-o", self.folder / "out", "-q")
        digest = lambda path: hashlib.sha256(path.read_bytes()).hexdigest()
        self.assertEqual(recorded(pdf, "dataDigest"), ["sha256:" + digest(self.folder / "out/数据.json")])
        files = sorted((p for p in (self.folder / "out/layouts").rglob("*") if p.is_file()), key=lambda p: str(p).encode())
        listing = "".join(f"{digest(p)}  {p.relative_to(self.folder / 'out')}\n" for p in files)
        self.assertEqual(recorded(pdf, "layoutDigest"), ["sha256:" + hashlib.sha256(listing.encode()).hexdigest()])
        fonts = re.findall(r"<rdf:li>(.*?) sha256:([0-9a-f]{64})<", recorded(pdf, "fonts")[0])
        self.assertEqual(len(fonts), len([line for line in tool("pdffonts", pdf).splitlines()[2:] if line.strip()]))
        locked = (ROOT / "fonts/fonts.lock").read_text()
        for _, font in fonts:
            self.assertIn(font, locked)

    def test_a_change_changes_its_digest_and_no_other(self):
        names = ("dataDigest", "layoutDigest", "fonts")
        first, _ = self.build()
        before = {name: recorded(first, name) for name in names}
        layouts = self.folder / "layouts"
        shutil.copytree(ROOT / "layouts", layouts)
        path = layouts / "common/terms.xml"
        path.write_text(path.read_text() + "\n")
        data = example()
        data["单位"]["代码"] = "287002"
        own = self.folder / "fonts.map"
        font = next(pathlib.Path(FONTS).rglob("NotoSerifCJK-Regular.ttc"), None) or next(pathlib.Path(FONTS).rglob("*.ttc"))
        own.write_text(f"[仿宋]\nfile = {font}\n")
        changes = {"dataDigest": (data, [], ROOT / "layouts"), "layoutDigest": (None, [], layouts), "fonts": (None, ["--font-map", own], ROOT / "layouts")}
        for changed, (source, options, where) in changes.items():
            with self.subTest(changed=changed):
                pdf, _ = self.build(source, *options, output=f"{changed}.pdf", layouts=where)
                self.assertEqual({name for name in names if recorded(pdf, name) != before[name]}, {changed})
        path.write_text((ROOT / "layouts/common/terms.xml").read_text().replace("<phrases>", "<!-- 王某 --><?who 王某?><phrases>"))
        self.assertEqual(self.build(output="comment.pdf", layouts=layouts)[0].read_bytes(), first.read_bytes())

    def test_what_the_archive_wants_to_know(self):
        data = {**example(), "公开日期": "2022-02-18", "归档": {"文号": "某财〔2022〕5号", "密级": "公开", "保管期限": "30年", "全宗号": "X043", "档号": "X043·2022·0001", "关键词": ["预算", "公开"]}}
        pdf, _ = self.build(data)
        wanted = {"year": "2022", "date": "2022-02-18", "documentNumber": "某财〔2022〕5号", "securityClass": "公开", "retentionPeriod": "30年", "fondsNumber": "X043",
                  "archivalCode": "X043·2022·0001", "unitCode": "287001", "language": "zh-CN", "document": "hebei-2022/情况说明"}
        self.assertEqual({name: recorded(pdf, name) for name in wanted}, {name: [value] for name, value in wanted.items()})
        self.assertEqual(recorded(pdf, "pages")[0], re.search(r"Pages: +(\d+)", tool("pdfinfo", pdf))[1])
        words = meta(pdf)
        self.assertIn("<pdf:Keywords>预算、公开</pdf:Keywords>", words)
        self.assertIn("<xmp:CreateDate>2022-02-18T00:00:00+08:00<", words)
        self.assertRegex(recorded(pdf, "creatingProgram")[0], r"^gongkai [\d.]+（HarfBuzz [\d.]+；ICU [\d.]+；\w+ [\d.]+）$")
        bare = meta(self.build(example())[0])
        for name in ("date", "documentNumber", "securityClass", "retentionPeriod", "fondsNumber", "archivalCode"):
            self.assertNotIn(f"gongkai:{name}>", bare)

    def test_a_table_of_references(self):
        pdf, _ = self.build(None, "--xref", "table")
        raw = pdf.read_bytes()
        self.assertIn(b"\nxref\n0 ", raw)
        self.assertNotIn(b"/ObjStm", raw)
        self.assertNotIn(b"/XRef", raw)
        tool("qpdf", "--check", pdf)
        small, _ = self.build(output="small.pdf")
        self.assertIn(b"/ObjStm", small.read_bytes())
        self.assertEqual(tool("pdftotext", pdf, "-"), tool("pdftotext", small, "-"))


class Book(Case):
    """What a document of documents brings with it: the tables of its parts, and what they ask for."""
    LAYOUT = ROOT / "tests/golden/layouts/book/"
    SOURCE = ROOT / "tests/golden/book/whole.json"

    def layouts(self):
        folder = self.folder / "layouts"
        shutil.copytree(ROOT / "layouts", folder, dirs_exist_ok=True)
        shutil.copytree(self.LAYOUT, folder / "book", dirs_exist_ok=True)
        return folder

    def csvs(self, pdf, name):
        self.assertEqual(gongkai("extract", pdf, "-o", self.folder / name, "-q").returncode, 0)
        return {path.name[3:]: (path.name[:2], path.read_bytes()) for path in sorted((self.folder / name / "表").iterdir())}

    def test_the_tables_of_all_parts(self):
        """Those of the parts built by themselves, numbered through, in the order in which the book's structure has them."""
        layouts = self.layouts()
        book, _ = self.build(self.SOURCE, "--document", "公开本", output="book.pdf", layouts=layouts)
        whole, parts = self.csvs(book, "whole"), {}
        for part in ("公开表", "情况说明"):
            parts |= {name: raw for name, (_, raw) in self.csvs(self.build(self.SOURCE, "--document", part, output=f"{part}.pdf", layouts=layouts)[0], part).items()}
        self.assertEqual({name: raw for name, (_, raw) in whole.items()}, parts)
        self.assertGreater(len(parts), 5)
        self.assertEqual(sorted(number for number, _ in whole.values()), [f"{n:02}" for n in range(1, len(whole) + 1)])
        read = pdfstructure.read(book)
        tables = [e for e in read.document.walk() if e.role == "Table"]
        self.assertEqual([number for number, _ in whole.values()], sorted(number for number, _ in whole.values()))
        captions = ["".join(read.text(k) for k in table.kids if k.role == "Caption") for table in tables]
        self.assertEqual([name.removesuffix(".csv") for name in whole], [caption[:len(name) - 4] for name, caption in zip(whole, captions)])
        self.assertEqual(len(tables), len(whole))

    def test_what_a_part_asks_for(self):
        """The book's own document asks for nothing; its part must not come out unreviewed by way of it."""
        data = json.loads(self.SOURCE.read_text())
        data.pop("公开日期", None)
        layouts = self.layouts()
        for document in ("公开表", "公开本"):
            for profile in ("archive", "print"):
                target, done = self.build(data, "--document", document, "-p", profile, "--diagnostics=json", status=1, layouts=layouts)
                self.assertEqual([e["id"] for e in errors(done)], ["bind.required"], document)
                self.assertFalse(target.exists())
            self.build(data, "--document", document, "-p", "draft", output="draft.pdf", layouts=layouts)
        self.build({**data, "公开日期": "2022-02-18"}, "--document", "公开本", layouts=layouts)


class Options(Case):
    def test_what_could_do_nothing_is_refused(self):
        """An option that the output has no use for is a mistake in the command, told with its remedy."""
        cases = [(["-p", profile, "--pdfa", level], "out.pdf", ("--pdfa", "-p archive")) for profile in ("print", "draft") for level in ("3a", "2a", "2u")]
        cases += [([*option], name, (option[0], ".pdf")) for option in (["--pdfa", "2u"], ["--xref", "table"], ["--signature-field"]) for name in ("out.trace", "out-%d.png")]
        for options, name, words in cases:
            for language in ("zh", "en"):
                with self.subTest(options=options, name=name, language=language):
                    target, done = self.build(None, *options, "--lang", language, output=name, status=2)
                    for word in words:
                        self.assertIn(word, done.stderr)
                    self.assertEqual(list(self.folder.iterdir()), [])
        self.build(None, "-p", "archive", "--pdfa", "2a")


class Everywhere(Case):
    """The same bytes whoever builds, wherever, in whatever language, time zone and order of folders."""

    def test_same_bytes(self):
        results = set()
        for number, (locale, zone, mask) in enumerate((("C", "UTC", 0o022), ("de_DE.UTF-8", "Asia/Shanghai", 0o077), ("zh_CN.GB18030", "America/St_Johns", 0o002))):
            place = self.folder / f"{'深/' * number}place {number}"
            shutil.copytree(ROOT / "layouts", place / "layouts")
            shutil.copy(harness.EXAMPLE, place / "d.json")
            (place / "home").mkdir()
            env = {"HOME": str(place / "home"), "USER": f"user{number}", "LOGNAME": f"user{number}", "LC_ALL": locale, "LANG": locale, "TZ": zone, "COLUMNS": str(40 + number),
                   "TMPDIR": str(place), "PATH": os.environ["PATH"], **{k: v for k, v in os.environ.items() if k.startswith(("ASAN", "UBSAN"))}}
            forms = [("d.json", "layouts", "out.pdf"), (place / "d.json", place / "layouts", place / "home/out.pdf"), ("./home/../d.json", "./layouts/", "home/out2.pdf")]
            for data, layouts, out in forms:
                command = [os.path.abspath(GONGKAI), "build", data, "--layouts", layouts, "-o", out, "-q", "--fonts", os.path.abspath(FONTS), "--fonts-lock", str(ROOT / "fonts/fonts.lock")]
                old = os.umask(mask)
                done = subprocess.run(list(map(str, command)), cwd=place, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                os.umask(old)
                self.assertEqual(done.returncode, 0, done.stderr)
                results.add(hashlib.sha256((place / out).read_bytes()).hexdigest())
        self.assertEqual(len(results), 1)


    @unittest.skipUnless(shutil.which("setpriv") and os.geteuid() == 0, "needs root to become somebody else")
    def test_same_bytes_of_another_user(self):
        """Who has no name here, no home to write to and no standard input, and whose files nobody may read."""
        with tempfile.TemporaryDirectory() as place:
            place = pathlib.Path(place)
            os.chmod(place, 0o777)
            shutil.copytree(ROOT / "layouts", place / "layouts")  # the checkout itself may be closed to others
            shutil.copytree(FONTS, place / "fonts")
            shutil.copy(ROOT / "fonts/fonts.lock", place / "fonts.lock")
            shutil.copy(GONGKAI, place / "gongkai")
            home = place / "home"
            home.mkdir(mode=0o555)
            env = {"HOME": str(home), "PATH": "/usr/bin:/bin", **{k: v for k, v in os.environ.items() if k.startswith(("ASAN", "UBSAN"))}}
            target = place / "out.pdf"
            command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", place / "gongkai", "build", place / "layouts/hebei-2022/example.json", "-q", "-o", target,
                       "--layouts", place / "layouts", "--fonts", place / "fonts", "--fonts-lock", place / "fonts.lock"]
            done = subprocess.run(command, cwd="/", env=env, capture_output=True, umask=0o777, close_fds=True, stdin=subprocess.DEVNULL)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(target.read_bytes(), self.build()[0].read_bytes())
            self.assertEqual(list(home.iterdir()), [])


class Size(Case):
    """What a website serves: no larger than the smallest of the peers makes of the same notice, though tagged and with its data."""

    def test_the_notice(self):
        self.assertLessEqual(self.build()[0].stat().st_size, 402_000)

    def test_the_notice_with_a_table_of_two_thousand_rows(self):
        sys.path.insert(0, str(ROOT / "tests/proof"))
        import notices

        pdf, _ = self.build(notices.big_table(286))
        self.assertGreater(sum(e.role == "TR" for e in pdfstructure.Pdf(pdf).document.walk()), 2000)
        self.assertLessEqual(pdf.stat().st_size, 1_500_000)


class Press(Case):
    def boxes(self, pdf, page):
        words = tool("pdfinfo", "-box", "-f", page, "-l", page, pdf)
        return {name: tuple(map(float, re.search(rf"{name}: +([-\d.]+) +([-\d.]+) +([-\d.]+) +([-\d.]+)", words).groups())) for name in ("MediaBox", "BleedBox", "TrimBox")}

    def test_boxes_and_marks(self):
        pdf, _ = self.build(None, "-p", "print")
        count = int(re.search(r"Pages: +(\d+)", tool("pdfinfo", pdf))[1])
        for page in range(1, count + 1):
            self.assertEqual(self.boxes(pdf, page), {"MediaBox": (-28.35, -28.35, 623.62, 870.24), "BleedBox": (-8.5, -8.5, 603.78, 850.39),
                                                     "TrimBox": (0, 0, 595.28, 841.89)})
        self.assertNotIn(b"/Rotate", plain(pdf))  # both sides of a leaf have the same top, also where a table lies across
        # Four corners, cut marks and registers are black; between them and the trim nothing is printed.
        tool("pdftoppm", "-r", "72", "-f", 1, "-l", 1, "-gray", pdf, self.folder / "p")
        head, raw = (self.folder / next(p.name for p in self.folder.glob("p-*.pgm"))).read_bytes().split(b"255\n", 1)
        width, height = map(int, head.split()[1:3])
        rows = [raw[y * width:(y + 1) * width] for y in range(height)]
        outside = sum(1 for y, row in enumerate(rows) for x, v in enumerate(row) if v < 200 and not (28 <= x <= 624 and 28 <= y <= 870))
        bleed = sum(1 for y, row in enumerate(rows) for x, v in enumerate(row)
                    if v < 200 and 21 <= x <= 631 and 21 <= y <= 877 and not (30 <= x <= 622 and 30 <= y <= 868))
        self.assertGreater(outside, 150)
        self.assertEqual(bleed, 0)

    def test_one_ink(self):
        """Grey is the only colour space: no operator of another, no image, no profile."""
        raw = plain(self.build(None, "-p", "print")[0])
        for operator in (rb"^([\d.]+ ){3}(rg|RG)$", rb"^([\d.]+ ){4}[kK]$", rb"^/\w+ (cs|CS|sh|Do)$", rb"^([\d.]+ )+(scn?|SCN?)$", rb"/ICCBased", rb"/OutputIntent", rb"/Image\b"):
            self.assertIsNone(re.search(operator, raw, re.M), operator)
        self.assertIsNotNone(re.search(rb"^0 g$", raw, re.M))
        self.assertEqual(structure(self.build(None, "-p", "print")[0]), structure(self.build(None, output="archive.pdf")[0]))


class Draft(Case):
    def test_each_page_is_marked(self):
        data = example()
        del data["支出"]["项目支出"]
        pdf, _ = self.build(data, "-p", "draft")
        count = int(re.search(r"Pages: +(\d+)", tool("pdfinfo", pdf))[1])
        for page in range(1, count + 1):
            self.assertIn("草稿", re.sub(r"\s", "", tool("pdftotext", "-raw", "-f", page, "-l", page, pdf, "-")), page)
        self.assertEqual(len(re.findall(rb"/Artifact <</Type /Pagination /Subtype /Watermark>> BDC", plain(pdf))), count)
        self.assertNotIn("草稿", structure(pdf))  # not the author's words
        self.assertIn("【缺：支出.项目支出】", harness.pdf_text(pdf))
        trace, _ = self.build(data, "-p", "draft", output="out.trace")
        self.assertEqual(trace.read_text().count("draft-mark"), count)
        self.assertNotIn("草稿", harness.pdf_text(self.build(output="archive.pdf")[0]))


class SignatureField(Case):
    SEALED = """<document name="%s" title="%s" file="%s">
      <title>%s</title>
      <p of="部门职责"/>
      <signature seal="yes"><signer>{单位.名称}</signer><date of="公开日期"/></signature>
    </document>"""

    def fields(self, pdf):
        """[(page from 1, rectangle, turned)] of the empty fields, as qpdf finds them on the pages; each has a name and an element of its own."""
        read = pdfstructure.read(pdf)
        self.assertEqual(read.faults, [])
        told = json.loads(tool("qpdf", "--json", "--json-key=acroform", pdf))["acroform"]["fields"]
        self.assertEqual([(f["fieldtype"], f["value"]) for f in told], [("/Sig", None)] * len(told))
        self.assertEqual(len({f["fullname"] for f in told}), len(told))
        widgets = [read.objects[f["object"]]["value"] for f in told]
        self.assertEqual(len({w["/StructParent"] for w in widgets}), len(told))
        self.assertEqual(sum(e.role == "Form" for e in read.document.walk()), len(told))
        return [(f["pageposfrom1"], w["/Rect"], w.get("/MK", {}).get("/R")) for f, w in zip(told, widgets)]

    def field(self, pdf):
        ((_, rect, turned),) = self.fields(pdf)
        self.assertIsNone(turned)
        return rect

    def test_at_the_seals_place(self):
        """The golden trace of a sealed notice says where the seal's square is, from the top of the sheet."""
        source = ROOT / "tests/golden/notices/sealed.json"
        pdf, _ = self.build(source, "-l", f"{ROOT}/tests/golden/layouts/notice/", "--document", "盖章", "--signature-field")
        trace = source.with_suffix(".trace").read_text()
        x, y, width, height = map(float, re.search(r"^ *seal (\S+) (\S+) (\S+) (\S+)", trace, re.M).groups())
        for a, b in zip(self.field(pdf), (x, 841.89 - y - height, x + width, 841.89 - y)):
            self.assertAlmostEqual(a, b, delta=0.002)

    def test_elsewhere_low_on_the_last_page(self):
        pdf, _ = self.build(None, "--signature-field")
        left, bottom, right, top = self.field(pdf)
        self.assertAlmostEqual(right - left, 119.055)
        self.assertAlmostEqual(top - bottom, 119.055)
        self.assertTrue(300 < left < right < 522 and 90 < bottom < top < 250, (left, bottom, right, top))
        self.assertNotIn(b"/AcroForm", plain(self.build(output="without.pdf")[0]))

    def made(self, documents, document, *args, **kwargs):
        """A layout of these documents, built as the example's department."""
        layouts = self.folder / "layouts"
        shutil.copytree(ROOT / "layouts", layouts, dirs_exist_ok=True)
        (layouts / "seals").mkdir(exist_ok=True)
        (layouts / "seals/layout.xml").write_text(f'<layout id="seals" title="印章" language="zh-CN">{documents}</layout>')
        data = {**example(), "版式": "seals", "公开日期": "2022-02-18"}
        return self.build(data, "--document", document, *args, layouts=layouts, **kwargs)

    def test_a_field_for_each_seal(self):
        """A book of two sealed parts, and a third that has none; the trace says where the squares are."""
        parts = [self.SEALED % (name, name, name, name) for name in ("甲", "乙")]
        book = '<document name="本" title="本" file="本"><contents/><include document="甲"/><include document="丙"/><include document="乙"/></document>'
        documents = "".join(parts) + '<document name="丙" title="丙" file="丙"><title>丙</title><p of="部门职责"/></document>' + book
        for options in ([], ["--xref", "table"], ["--pdfa", "2a"], ["-p", "print"]):
            pdf, _ = self.made(documents, "本", "--signature-field", *options)
            trace, page, squares = self.made(documents, "本", *options[:2 * (options[:1] == ["-p"])], output="out.trace")[0].read_text(), 0, []
            for line in trace.splitlines():
                page += line.startswith("page ")
                if found := re.match(r" *seal (\S+) (\S+) (\S+) (\S+)", line):
                    x, y, width, height = map(float, found.groups())
                    squares.append((page, [x, 841.89 - y - height, x + width, 841.89 - y]))
            self.assertEqual(len(squares), 2)
            found = self.fields(pdf)
            self.assertEqual([number for number, _, _ in found], [number for number, _ in squares], options)
            self.assertNotEqual(found[0][0], found[1][0])
            for (_, rect, _), (_, square) in zip(found, squares):
                for a, b in zip(rect, square):
                    self.assertAlmostEqual(a, b, delta=0.002)
            # It is come upon where the seal stands: after the date under it, not at the end of the book.
            read = pdfstructure.Pdf(pdf)
            kids = read.document.kids
            self.assertEqual([read.text(kids[i - 1]) for i, kid in enumerate(kids) if kid.role == "Form"], ["2022年2月18日"] * 2, options)

    def test_after_the_signer_whose_stamp_it_is(self):
        stamped = self.SEALED % (("名",) * 4)
        pdf, _ = self.made(stamped.replace('seal="yes"', 'seal="name"').replace("</signature>", "</signature><annex title=\"附表\"><p>附件的话。</p></annex>"), "名", "--signature-field")
        read = pdfstructure.read(pdf)
        self.assertEqual(read.faults, [])
        kids = read.document.kids
        (at,) = [i for i, kid in enumerate(kids) if kid.role == "Form"]
        self.assertEqual([read.text(kids[i]) for i in (at - 1, at + 1)], [example()["单位"]["名称"], "2022年2月18日"])

    def test_low_on_the_right_of_a_turned_page(self):
        """As it is read: a quarter turn makes the sheet's upper right its lower right; the seal is turned with it."""
        table = '<table title="表" rows="机构" orientation="landscape"><head><col of="名称"/><col of="性质"/></head></table>'
        pdf, _ = self.made(f'<document name="横" title="横" file="横"><title>横</title>{table}</document>', "横", "--signature-field")
        ((page, (left, bottom, right, top), turned),) = self.fields(pdf)
        self.assertIn(b"/Rotate 90", plain(pdf))
        self.assertEqual(turned, 90)
        self.assertTrue(300 < left < right < 530 and 600 < bottom < top < 760, (left, bottom, right, top))


class Required(Case):
    def setUp(self):
        super().setUp()
        self.layouts = self.folder / "layouts"
        shutil.copytree(ROOT / "layouts", self.layouts)
        path = self.layouts / "hebei-2022/layout.xml"
        path.write_text(path.read_text().replace('<document name="情况说明"', '<document name="情况说明" requires="保密审查 审签 公开日期"', 1))

    def test_what_the_layout_asks_for(self):
        for profile in ("archive", "print"):
            target, done = self.build(example(), "-p", profile, "--diagnostics=json", status=1, layouts=self.layouts)
            self.assertEqual([(e["id"], e["message"].split("”")[0]) for e in errors(done)], [("bind.required", "缺“" + name) for name in ("保密审查", "审签", "公开日期")])
            self.assertFalse(target.exists())
        self.build(example(), "-p", "draft", layouts=self.layouts)
        full = {**example(), "保密审查": "已审查", "审签": "已审签", "公开日期": "2022-02-18"}
        for profile in ("archive", "print"):
            self.build(full, "-p", profile, layouts=self.layouts)

    def test_not_yet_reviewed(self):
        _, done = self.build({**example(), "保密审查": "未审查", "审签": "已审签", "公开日期": "2022-02-18"}, "--diagnostics=json", status=1, layouts=self.layouts)
        self.assertEqual([e["id"] for e in errors(done)], ["model.choice"])


if __name__ == "__main__":
    harness.main()
