#!/usr/bin/env python3
"""The proofreader proofread: pages made with one known fault each. A count that
cannot count is found here, and one that counts what is right."""
import pathlib, subprocess, sys, unittest

from harness import ROOT, Case, main

sys.path.insert(0, str(ROOT / "tests/proof"))
import made, pages, rules
from made import EM, HALF, RIGHT, Made, han

WORDS = ["部门预算", "信息公开"]


class Proof(Case):
    def read(self, document):
        path = document.save(self.folder / "made.pdf")
        return rules.proofread(pages.read(path), WORDS)

    def faults(self, document):
        """{name: count} of what is not zero."""
        return {name: len(rows) for name, rows in self.read(document)[0].items() if rows}

    def good(self):
        """A page and a half without fault: indented paragraphs of justified lines, a heading, a title, marks."""
        page = Made()
        page.line("某某局2022年部门预算", indent=4, last=True, size=22, row=0)
        page.line("信息公开情况说明", indent=6, last=True, size=22, row=2)
        page.row = 4
        page.line("一、" + han(8), indent=2, last=True, font="黑体")
        page.paragraph(han(26), han(27, 3) + "，", han(27, 9) + "、", han(20, 5) + "。")
        page.paragraph("预算收入614.21万元，比上年增加354.27万元，" + han(4), "“" + han(25, 4) + "）。", han(9) + "。")
        page.paragraph(han(11) + "《" + han(4) + "》、《" + han(5) + "》（" + han(2), han(9, 3) + "。")
        while page.row < 18:
            page.paragraph(han(26), han(12) + "。")
        page.paragraph(han(26), han(28, 2), han(28, 4))
        page.number()
        page.page()
        page.paragraph(han(26, 7), han(28, 5), han(16, 3) + "。")
        page.number()
        return page

    def test_a_good_page_has_no_fault(self):
        faults, bounds = self.read(self.good())
        self.assertEqual({k: v for k, v in faults.items() if v}, {})
        self.assertGreater(bounds["stretch"][0], 0)
        self.assertLess(bounds["uneven"][0], 0.001)

    def test_what_was_read(self):
        document = pages.read(self.good().save(self.folder / "made.pdf"))
        self.assertEqual([p.heading for p in document.paragraphs][:3], [True, False, False])
        self.assertEqual([line.text for line in document.title], ["某某局2022年部门预算", "信息公开情况说明"])
        self.assertAlmostEqual(document.pitch, made.PITCH, delta=0.01)
        self.assertEqual(rules.lines_of_fullest_page(document), 17)  # rows 4 to 20
        self.assertEqual(document.paragraphs[2].lines[1].text, "“" + han(25, 4) + "）。")

    def two_lines(self, before, after):
        """A paragraph that breaks between the two texts."""
        page = self.good()
        page.paragraph(han(4) + before if len(before) > 18 else han(24 - len(before)) + before, after + han(24 - len(after)), han(9) + "。")
        return page

    def test_split_units(self):
        for before, after in [("354.27", "万元"), ("354.", "27万元"), ("35", "4.27万元"), ("2022", "年"), ("2.19万", "元"), ("〔2016〕", "143号"), ("〔20", "16〕143号"),
                              ("GB/T", "9704"), ("增长85", "%"), ("63%", "~68%"), ("2019", "—2022年"), ("第六", "条"), ("≥", "80%"), ("5个百", "分点"),
                              ("1", "辆"), ("1,200", "人次"), ("—", "—"), ("…", "…"), ("2022年", "度"), ("141台", "（套）"), ("141台（", "套）"), ("24小", "时"), ("12月", "份")]:
            with self.subTest(f"{before}|{after}"):
                self.assertEqual(self.faults(self.two_lines(before, after)).get("split"), 1)

    def test_parted_rather_than_loose(self):
        """A range or a standard may part after the 连接号 where the line would be too loose without its first part."""
        for text, before, after, count in [(18, "GB/T 38765—", "2020", 0), (18, "GB/T 38765", "—2020", 1), (18, "GB/T ", "38765—2020", 1), (22, "100.5~", "200", 1), (23, "3年—", "5年", 1),
                                           (11, "12,345,678.50万元—", "12,345,679.50万元", 0)]:
            with self.subTest(f"{before}|{after}"):
                page = self.good()
                page.paragraph(han(text) + before, after + han(9) + "。")
                self.assertEqual(self.faults(page).get("split", 0), count)

    def test_split_words(self):
        page = self.two_lines("gong", "kai")
        page.paragraph("gongkai" + han(22), han(9) + "。")
        self.assertEqual(self.faults(page).get("split"), 1)
        page = self.two_lines("open", "data")
        page.paragraph("open data" + han(21), han(9) + "。")
        self.assertNotIn("split", self.faults(page))

    def test_units_kept_whole(self):
        for before, after in [("354.27万元", "，主要"), ("2022年", "预算"), ("预算", "2022年"), ("增加", "354.27万元"), ("财预", "〔2016〕143号"), ("年度", "3个项目"), ("2022年", "12月31日"),
                              ("1月1日—", "2022年12月31日")]:
            with self.subTest(f"{before}|{after}"):
                self.assertNotIn("split", self.faults(self.two_lines(before, after)))

    def test_orphans(self):
        for last, count in [("是。", 1), ("是", 1), ("。”", 1), ("如下：", 0), ("务）。", 1), ("5年。", 0)]:
            with self.subTest(last):
                page = self.good()
                page.paragraph(han(26), last)
                self.assertEqual(self.faults(page).get("orphan", 0), count)
        page = self.good()
        page.line("无。", indent=2, last=True)  # a paragraph of one line
        self.assertNotIn("orphan", self.faults(page))
        page = self.good()
        page.line(han(24), indent=2, last=True)  # ragged, and as far from the right as from the left
        page.line("表。", last=True)
        self.assertEqual(self.faults(page), {"ragged": 1, "orphan": 1})

    def test_forbidden_starts_and_ends(self):
        for mark in "，。、；：！？”’）》〕】％%·～-":
            with self.subTest(start=mark):
                self.assertEqual(self.faults(self.two_lines("玄黄", mark + "天地")).get("start"), 1)
        for mark in "“‘（《〔【¥/":
            with self.subTest(end=mark):
                self.assertEqual(self.faults(self.two_lines("玄黄" + mark, "天地")).get("end"), 1)
        for before, after in [("玄黄。", "天地"), ("玄黄", "（天地"), ("玄黄", "——天地")]:
            with self.subTest(f"{before}|{after}"):
                faults = self.faults(self.two_lines(before, after))
                self.assertFalse({"start", "end"} & set(faults), faults)

    def line_of(self, text, **how):
        page = self.good()
        page.line(han(26), indent=2)
        page.line(text, **how)
        page.line(han(9) + "。", last=True)
        return self.faults(page)

    def test_edges(self):
        self.assertEqual(self.line_of(han(28)), {})
        self.assertEqual(self.line_of(han(27), right=RIGHT + 0.2 * EM), {"beyond": 1})
        self.assertEqual(self.line_of(han(27), right=RIGHT - 0.2 * EM), {"ragged": 1})
        self.assertEqual(self.line_of(han(27), last=True), {"ragged": 1})
        self.assertEqual(self.line_of(han(28) + "。", right=RIGHT + 0.5 * EM, squeeze=True), {"beyond": 1})  # hangs
        self.assertEqual(self.line_of(han(28), shift=-0.3), {"beyond": 1})
        self.assertEqual(self.line_of(han(27), shift=0.2), {"ragged": 1})

    def test_marks_at_edges(self):
        for mark in HALF:
            with self.subTest(mark):
                self.assertEqual(self.line_of(han(27) + mark), {})
                self.assertEqual(self.line_of(han(27) + mark, end_half=False), {"end_em": 1})
        self.assertEqual(self.line_of("“" + han(27)), {})
        self.assertEqual(self.line_of("“" + han(27), squeeze=False), {"start_em": 1})

    def test_adjacent_marks(self):
        for pair in ["》、", "、《", "”。", "：“", "》（", "（“", "），"]:
            text = han(12) + pair + han(14)
            with self.subTest(pair):
                self.assertEqual(self.line_of(text[:28]), {})
                self.assertEqual(self.line_of(text[:28], squeeze=False), {"pair": 1})
        page = self.good()
        page.line(han(5) + "》、《" + han(5) + "。", indent=2, last=True, squeeze=False)  # also in a last line, each pair
        self.assertEqual(self.faults(page), {"pair": 2})

    def test_tight_and_loose(self):
        self.assertEqual(self.line_of(han(29)), {"tight": 1})
        self.assertEqual(self.line_of(han(9) + "614.21万元" + han(12), units=False), {"loose_unit": 1})
        self.assertEqual(self.line_of(han(9) + "614.21万元" + han(12)), {})

    def bounds_of(self, text, **how):
        page = Made()
        page.paragraph(han(26), han(12) + "。")
        page.line(han(26), indent=2)
        page.line(text, **how)
        page.line(han(9) + "。", last=True)
        return self.read(page)[1]

    def test_stretch(self):
        even = self.bounds_of(han(25))
        self.assertAlmostEqual(even["stretch"][0], 3 / 24, delta=0.002)
        self.assertAlmostEqual(even["share"][0], 3 / 28, delta=0.002)
        self.assertLess(even["uneven"][0], 0.001)
        self.assertEqual(even["stretch"][2], han(25))
        self.assertEqual(even["stretch"], even["stretch_free"])
        page = Made()
        page.paragraph(han(26), han(12) + "。")
        page.paragraph(han(23), "354.27万元，" + han(9) + "。")
        bounds = self.read(page)[1]
        self.assertAlmostEqual(bounds["stretch"][0], 3 / 22, delta=0.002)
        self.assertLess(bounds["stretch_free"][0], 0.001)
        page = Made()
        page.paragraph(han(26), han(12) + "。")
        page.paragraph(han(25), han(26), "354.27万元，" + han(9) + "。")  # shared between two lines
        self.assertLess(self.read(page)[1]["stretch_free"][0], 0.001)
        page = Made()
        page.paragraph(han(26), han(12) + "。")
        page.paragraph(han(25), han(28), "354.27万元，" + han(9) + "。")
        self.assertAlmostEqual(self.read(page)[1]["stretch_free"][0], 1 / 24, delta=0.002)
        uneven = self.bounds_of(han(27), stretch={3: 0.75, 20: 0.25})
        self.assertAlmostEqual(uneven["uneven"][0], 0.75, delta=0.002)
        self.assertAlmostEqual(uneven["share"][0], 1 / 28, delta=0.002)

    def test_grid(self):
        page = self.good()
        page.paragraph(han(26), han(9) + "。", off=4)
        self.assertEqual(self.faults(page), {"grid": 2})

    def test_page_turns(self):
        page = Made()
        while page.row < 20:
            page.paragraph(han(26), han(12) + "。")
        page.line(han(9) + "。", indent=2, last=True)
        page.line(han(26), indent=2)
        page.number()
        page.page()
        page.line(han(28))
        page.line(han(9) + "。", last=True)
        self.assertEqual(self.faults(page), {"widow": 1})  # alone at the foot
        page = Made()
        while page.row < 20:
            page.paragraph(han(26), han(12) + "。")
        page.line(han(26), indent=2)
        page.line(han(28))
        page.number()
        page.page()
        page.line(han(9) + "。", last=True)
        page.paragraph(han(26), han(12) + "。")
        self.assertEqual(self.faults(page), {"widow": 1})  # alone at the head

    def test_headings_at_a_foot(self):
        for heading, font, count in [("二、" + han(6), "黑体", 1), ("2." + han(9), "仿宋", 1), ("二、" + han(6) + "…" * 6 + "12", "仿宋", 0), (han(7) + "。", "仿宋", 0)]:
            with self.subTest(heading):
                page = Made()
                while page.row < 20:
                    page.paragraph(han(26), han(12) + "。")
                page.line(heading, indent=2, last=True, font=font)
                page.number()
                page.page()
                page.paragraph(han(26), han(12) + "。")
                self.assertEqual(self.faults(page).get("foot", 0), count)

    def test_title(self):
        page = Made()
        page.line("某某局2022年部门预算信息公", indent=4, last=True, size=22, row=0)
        page.line("开情况说明", indent=6, last=True, size=22, row=2)
        page.row = 4
        for _ in range(6):
            page.paragraph(han(26), han(12) + "。")
        self.assertEqual(self.faults(page), {"title": 1})

    def test_tables_are_not_body(self):
        page = self.good()
        for row in range(3):
            for column in range(4):
                for i, c in enumerate("是。"):
                    page.put(c, made.LEFT + column * 100 + i * 10.5, made.TOP + (page.row + row) * made.PITCH + 5, size=10.5)
        page.row += 4
        page.line("项目" + "　" * 6 + "金额", last=True)  # columns made with spaces
        page.paragraph(han(26), han(12) + "。")
        self.assertEqual(self.faults(page), {})

    def test_the_program(self):
        page = self.good()
        page.paragraph(han(26), "是。")
        path = page.save(self.folder / "made.pdf")
        def run(*args):
            return subprocess.run([ROOT / "tests/proof/proof", *args, path], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.assertEqual(run().returncode, 0)
        self.assertEqual(run("--max", "orphan=1").returncode, 0)
        over = run("--max", "all=0", "--list")
        self.assertEqual(over.returncode, 1)
        self.assertIn("orphan 1, at most 0", over.stdout)
        self.assertIn("是。", over.stdout)
        self.assertEqual(run("--max", "stretch=0.001").returncode, 1)
        self.assertNotEqual(run("--max", "nonsense=0").returncode, 0)
        path.write_bytes(b"%PDF-1.7\nnothing")
        self.assertNotEqual(run().returncode, 0)


if __name__ == "__main__":
    main()
