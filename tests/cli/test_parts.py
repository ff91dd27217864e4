#!/usr/bin/env python3
"""署名, 成文日期, the seal's place, 附件说明 and 附件 as poppler finds them in the
PDF, against the figures of GB/T 9704-2012 7.3.4 to 7.3.6."""
import re

import pdfstructure
from harness import ROOT, Case, dump, errors, gongkai, main, pdf_text, struct_text, tool, words

MM = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = 28 * MM, (28 + 156) * MM, 37 * MM, (37 + 225) * MM
EM, CELL = 15.75, 156 * MM / 28
PITCH = (225 * MM - EM) / 21
NEAR = 0.05
LAYOUT = ROOT / "tests/golden/layouts/notice"


def data(**changes):
    return {
        "年度": 2022,
        "金额单位": "万元",
        "单位": {"名称": "某某区信访局", "自称": "我局"},
        "部门职责": ["按照有关规定，现将本年度部门预算的编制情况和各项支出的安排予以公开，接受社会各界监督。"],
        "联系": {"联系人": "张三", "电话": "0316-0000000"},
        "收入": {"一般公共预算拨款": 614.21, "政府性基金预算拨款": 0, "财政专户管理资金": 0, "其他来源收入": 0, "上年结转": 0},
        "支出": {"人员经费": 215.74, "公用经费": 28.47, "项目支出": 370},
        "落款": {"署名": "某某市某某区信访局", "成文日期": "2022-02-05"},
        **changes,
    }


class Parts(Case):
    def made(self, document, output="out.pdf", **changes):
        path, done = self.build(data(**changes), "-l", f"{LAYOUT}/", "--document", document, output=output)
        return path

    def lines(self, pdf, page):
        """[(x0, top of the em, x1, text)] of the body's lines: words of one height on one baseline."""
        rows = {}
        for x0, y0, x1, y1, text in words(pdf, page):
            if y0 < BOTTOM and text.strip():
                rows.setdefault(round((y1 - TOP) / PITCH - 0.5), []).append((x0, y0, x1, text, y1 - y0))
        return {line: (min(w[0] for w in ws), max(w[2] for w in ws), "".join(w[3] for w in sorted(ws))) for line, ws in sorted(rows.items())}

    def line(self, pdf, page, text):
        found = [(line, x0, x1) for line, (x0, x1, t) in self.lines(pdf, page).items() if t == text]
        self.assertEqual(len(found), 1, (text, self.lines(pdf, page)))
        return found[0]

    def seals(self, document, **changes):
        text = self.made(document, output="out.trace", **changes).read_text()
        return [tuple(map(float, m.groups())) for m in re.finditer(r"^  seal (\S+) (\S+) (\S+) (\S+)$", text, re.M)]

    def test_without_a_seal(self):
        pdf = self.made("不盖章")
        end = max(line for line, (_, _, t) in self.lines(pdf, 1).items() if "监督" in t)
        line, x0, x1 = self.line(pdf, 1, "某某市某某区信访局")
        self.assertEqual(line, end + 2)
        # Poppler's boxes are those of the glyphs' ems; a cell is 0.04 wider.
        self.assertAlmostEqual(x0, RIGHT - 2 * CELL - 9 * CELL + (CELL - EM) / 2, delta=NEAR)
        self.assertAlmostEqual(x1, RIGHT - 2 * CELL - (CELL - EM) / 2, delta=NEAR)
        below, date, _ = self.line(pdf, 1, "2022年2月5日")
        self.assertEqual(below, line + 1)
        self.assertAlmostEqual(date, RIGHT - 9 * CELL, delta=NEAR)
        self.assertEqual(self.seals("不盖章"), [])

    def test_a_longer_date_moves_the_name(self):
        pdf = self.made("不盖章", 落款={"署名": "信访局", "成文日期": "2022-12-15"})
        _, x0, x1 = self.line(pdf, 1, "2022年12月15日")
        self.assertAlmostEqual(x1, RIGHT - 2 * CELL, delta=NEAR)
        _, name, _ = self.line(pdf, 1, "信访局")
        self.assertAlmostEqual(name, x0 - 2 * CELL, delta=NEAR)

    def test_with_a_seal(self):
        pdf = self.made("盖章")
        (x, y, width, height), = self.seals("盖章")
        self.assertAlmostEqual(width, 42 * MM, delta=0.001)
        self.assertEqual(width, height)
        line, name0, name1 = self.line(pdf, 1, "某某市某某区信访局")
        below, date0, date1 = self.line(pdf, 1, "2022年2月5日")
        self.assertEqual(below, line + 1)
        self.assertAlmostEqual(date1, RIGHT - 4 * CELL, delta=NEAR)
        self.assertAlmostEqual((name0 + name1) / 2, (date0 + date1) / 2, delta=NEAR)
        self.assertAlmostEqual(x + width / 2, (date0 + date1) / 2, delta=NEAR)
        # The seal's middle is on the name; both lie under it.
        self.assertAlmostEqual(y + height / 2, TOP + line * PITCH + EM / 2, delta=NEAR)
        self.assertLess(TOP + below * PITCH + EM, y + height)
        end = max(n for n in self.lines(pdf, 1) if n < line)
        gap = y - (TOP + end * PITCH + EM)
        self.assertTrue(0 <= gap <= PITCH, gap)

    def test_nothing_is_drawn_for_the_seal(self):
        """The page with a seal's place has the ink of its words and nothing else."""
        pdf = self.made("盖章")
        self.assertNotIn(b"/Sig", pdf.read_bytes())
        self.assertNotIn("印章", pdf_text(pdf))
        self.assertNotIn("此页无正文", pdf_text(pdf))

    def test_the_page_of_the_seal_has_text(self):
        for count in range(440, 640, 14):
            with self.subTest(characters=count):
                long = "".join("天地玄黄宇宙洪荒日月盈昃辰宿列张"[i % 16] for i in range(count))
                pdf = self.made("不盖章", 部门职责=[long])
                pages = int(re.search(r"Pages:\s+(\d+)", tool("pdfinfo", pdf))[1])
                found = self.lines(pdf, pages)
                date = max(found)
                self.assertEqual(found[date][2], "2022年2月5日")
                text = [line for line in found if line < date - 1]
                self.assertGreaterEqual(len(text), 2, found)
                self.assertEqual(date - max(text), 3)

    def test_attachments(self):
        names = ["甲表", "某某市某某区信访局部门整体支出绩效目标和项目支出绩效目标一览表", "丙表"]
        pdf = self.made("不盖章", 附件=names)
        found = self.lines(pdf, 1)
        first, x0, _ = self.line(pdf, 1, "附件：1.甲表")
        self.assertAlmostEqual(x0, LEFT + 2 * CELL + (CELL - EM) / 2, delta=NEAR)
        second = found[first + 1]
        self.assertTrue(second[2].startswith("2.某某市"))
        self.assertAlmostEqual(second[0], LEFT + 5 * CELL, delta=NEAR)
        turned = found[first + 2]
        self.assertEqual(second[2][2:] + turned[2], names[1])
        # Below the first character of the name: behind a figure and a point, which are half and a quarter of an em.
        self.assertAlmostEqual(turned[0], LEFT + 5 * CELL + EM * 0.75 + (CELL - EM) / 2, delta=NEAR)
        self.assertEqual(found[first + 3][2], "3.丙表")
        before = max(line for line in found if line < first)
        self.assertEqual(first - before, 2)

    def test_one_attachment_has_no_number(self):
        pdf = self.made("不盖章", 附件=["甲表"])
        self.line(pdf, 1, "附件：甲表")

    def test_annexes(self):
        pdf = self.made("盖章")
        for page, label, title in ((2, "附件1", "2022年部门收支情况表"), (3, "附件2", None)):
            found = self.lines(pdf, page)
            self.assertEqual(found[0][2], label)
            self.assertAlmostEqual(found[0][0], LEFT, delta=NEAR)
            if title:
                line, x0, x1 = self.line(pdf, page, title)
                self.assertEqual(line, 2)
                self.assertAlmostEqual((x0 + x1) / 2, (LEFT + RIGHT) / 2, delta=NEAR)
        text = pdf_text(pdf)
        self.assertIn("附件：1.2022年部门收支情况表2.2022年部门整体支出", text)

    def test_scripts(self):
        """m² is copied as m²; other superscripts are smaller, and stand higher or lower than their line."""
        pdf = self.made("盖章")
        self.assertIn("办公用房1200m²（平方米，即㎡），减排CO2见说明①。", pdf_text(pdf))
        row = [w for w in words(pdf, 3) if "见说明" in w[4] or w[4] in ("2", "①")]
        small = [w for w in row if w[4] in ("2", "①") and w[3] - w[1] < EM * 0.9]
        (text,) = [w for w in row if "见说明" in w[4]]
        self.assertEqual(len(small), 2, row)
        for (x0, y0, x1, y1, _), width, lower in zip(small, (0.3, 0.6), (True, False)):
            self.assertAlmostEqual(x1 - x0, EM * width, delta=0.001)
            self.assertEqual((y0 + y1) / 2 > (text[1] + text[3]) / 2, lower)

    def test_footnotes(self):
        """Marks by the order of the references, raised behind text and figures that stay on their point; the notes below the table."""
        pdf = self.made("盖章")
        text = pdf_text(pdf)
        self.assertIn("金额①人员经费215.74公用经费②28.47②合计614.21①注：本表只列支出。①按照批复的口径。②含机关运行经费。", text)
        notes = [t for _, element, t in struct_text(pdf) if element.startswith("Note")]
        self.assertEqual(notes, ["①按照批复的口径。", "②含机关运行经费。"])
        read = pdfstructure.read(pdf)
        self.assertEqual(read.faults, [])
        self.assertEqual(len({e.entries["/ID"] for e in read.document.walk() if e.role == "Note"}), 2)
        # Each mark is a Reference with a link to the page and the height of its note.
        marks = [(read.text(e), e) for e in read.document.walk() if e.role == "Link" and e.parent.role == "Reference"]
        self.assertEqual([text for text, _ in marks], ["①", "②", "②", "①"])
        heights = set()
        for text, e in marks:
            ((_, ref),) = e.annotations
            annotation = read.value(ref)
            self.assertEqual(pdfstructure.string(annotation["/Contents"]), f"脚注{text}")
            page, kind, _, top, _ = annotation["/Dest"]
            ((x0, y0, x1, y1),) = [w[:4] for w in words(pdf, read.pages.index(page) + 1) if w[4].startswith(text) and w[4] != text]
            self.assertEqual(kind, "/XYZ")
            self.assertTrue(841.89 - y1 < top < 841.89 - y0 + EM, (text, top, y0, y1))
            heights.add((text, top))
        self.assertEqual(len(heights), 2)
        ends = [w[2] for w in words(pdf, 2) if re.fullmatch(r"\d+\.\d\d", w[4]) and w[3] - w[1] < EM]
        self.assertEqual(len(ends), 3)
        for end in ends:
            self.assertAlmostEqual(end, ends[0], delta=0.01)

    def test_labels(self):
        pdf = self.made("盖章", 联系={"联系人": "张三", "电话": "0316-0000000", "地址": "某路一号"})
        for page_text in (tool("pdftotext", "-layout", pdf, "-"), tool("pdftotext", pdf, "-")):
            for wanted in ("联系人：", "联系电话：", "地址："):
                self.assertIn(wanted, page_text)
        labels = [text for _, element, text in struct_text(pdf) if element.startswith("Lbl")]
        self.assertEqual(labels[:3], ["联系人：", "联系电话：", "地址："])
        # The texts begin below each other: two of indent, four of the longest label, its colon.
        for text in ("张三", "0316-0000000", "某路一号"):
            starts = [x1 - sum(EM / 2 if c.isdigit() else EM / 3 if c == "-" else CELL for c in text) for _, _, x1, _, t in words(pdf, 1) if t.endswith(text)]
            self.assertEqual(len(starts), 1)
            self.assertAlmostEqual(starts[0], LEFT + 7 * CELL, delta=0.1)

    def test_incomplete(self):
        for given, lacks in (({"署名": "甲局"}, "落款.成文日期"), ({"成文日期": "2022-02-05"}, "落款.署名")):
            path = dump(data(落款=given), self.folder / "half.json")
            done = gongkai("build", path, "-l", f"{LAYOUT}/", "--document", "不盖章", "-o", self.folder / "half.pdf", "--diagnostics=json")
            self.assertEqual(done.returncode, 1)
            self.assertFalse((self.folder / "half.pdf").exists())
            self.assertTrue(any(lacks in d["message"] for d in errors(done)), done.stderr)

    def test_no_signature_in_the_data(self):
        changes = data()
        del changes["落款"]
        path, _ = self.build(changes, "-l", f"{LAYOUT}/", "--document", "不盖章")
        self.assertTrue(pdf_text(path).replace("—1—", "").endswith("监督。"))


if __name__ == "__main__":
    main()
