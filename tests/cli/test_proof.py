#!/usr/bin/env python3
"""Our pages proofread: the counts of tests/proof over the example, another
department's notice and notices nobody wrote. All counts are zero; how far a line
may be stretched is bounded. test_proof_itself.py tests the proofreader."""
import json, shutil, sys

from harness import EXAMPLE, ROOT, Case, main

sys.path.insert(0, str(ROOT / "tests/proof"))
import notices, pages, rules

# A line before an amount that must stay whole may have to be stretched by what the amount would have filled: the amounts of the
# example take up to 5 em of 26. Those made by notices.py take more (a standard's number, eight characters; what is over 0.25 is told as
# text.loose). Other lines (stretch_free) have no such reason, only 孤字 and 禁则: one that begins with "5." lacks up to 1.5 em of its 26
# and gives a further character to the line below, 2.5 em shared by 24 slots.
STRETCH = {"stretch": 0.2, "stretch_free": 0.09, "share": 0.1, "uneven": 0.005}
LONG_UNITS = {"stretch": 0.35, "stretch_free": 0.11, "share": 0.23, "uneven": 0.005}


class OurPages(Case):
    def proofread(self, source, bounds, name=None, subject=("部门预算", "信息公开"), document_name=None):
        """`name`: the words of a department's name that is longer than a line, 21 characters of 2号. `subject`: words of the title."""
        path, _ = self.build(source, *(["--document", document_name] if document_name else []))
        data = source if isinstance(source, dict) else json.loads(source.read_text())
        document = pages.read(path)
        # What is read is what was to be read: full lines of the body's size on the page of the standard.
        lines = [line for paragraph in document.paragraphs for line in paragraph.lines]
        self.assertAlmostEqual(document.em, 15.75, delta=0.01)
        self.assertAlmostEqual(document.pitch, (225 * pages.MM - 15.75) / 21, delta=0.01)
        self.assertGreater(len(lines), 10 * document.page_count)
        self.assertGreater(sum(len(p.lines) > 1 for p in document.paragraphs), 5)
        self.assertGreater(sum(p.heading for p in document.paragraphs), 10)
        self.assertTrue(document.title)
        self.assertEqual(rules.lines_of_fullest_page(document), 22)
        words = [*(name or [data["单位"]["名称"]]), f"{data['年度']}年", *subject, "情况说明"]
        faults, found = rules.proofread(document, words)
        marked = [(name, *row) for name, rows in faults.items() for row in rows]
        self.assertEqual(marked, [])
        for name, limit in bounds.items():
            self.assertLessEqual(found[name][0], limit, f"{name} on page {found[name][1]}: {found[name][2]}")

    def test_the_examples(self):
        """The statement of each layout, whatever it calls it."""
        self.proofread(EXAMPLE, STRETCH)
        named = {"juesuan-2024": ("说明", ("部门决算", "公开")), "shanghai-2025": ("其他说明", ("部门预算", "其他", "相关"))}
        for path in sorted(ROOT.glob("layouts/*/example.json")):
            with self.subTest(path.parent.name):
                document, subject = named.get(path.parent.name, ("情况说明", ("部门预算", "信息公开")))
                self.proofread(path, LONG_UNITS, subject=subject, document_name=document)

    def test_another_department(self):
        name = ["河北省", "石家庄市", "鹿泉区", "农业", "农村", "乡村", "振兴", "综合", "服务", "保障", "中心"]
        self.proofread(ROOT / "tests/golden/hebei-2022/other.json", STRETCH, name)

    def test_notices_nobody_wrote(self):
        for number in (2, 11, 16, 38, 66, 80):  # in 11, 16 2021年度, in 38 a standard, in 66, 80 台（套） at a line end
            with self.subTest(number):
                self.proofread(notices.notice(number), LONG_UNITS)

    def test_other_sizes_and_measures(self):
        """Where no grid helps: a measure that is no whole number of characters, and a narrow one."""
        for width, size, em in ((156, "四号", 13.75), (120, "三号", 15.75)):
            layouts = self.folder / f"layouts-{width}"
            shutil.copytree(ROOT / "layouts", layouts)
            styles = (layouts / "common/styles.xml").read_text()
            changed = styles.replace('text-width="156mm"', f'text-width="{width}mm"').replace(
                'font="仿宋" size="三号" align="justify" first-indent="2" pitch="grid"', f'font="仿宋" size="{size}" align="justify" first-indent="2"')
            self.assertNotEqual(styles, changed)
            (layouts / "common/styles.xml").write_text(changed)
            for number in (200, 219):
                with self.subTest(width=width, number=number):
                    path, _ = self.build(notices.notice(number), layouts=layouts)
                    document = pages.read(path, width=width * pages.MM, size=em)
                    self.assertGreater(sum(len(p.lines) > 1 for p in document.paragraphs), 20)
                    faults, _ = rules.proofread(document)
                    self.assertEqual({name: rows for name, rows in faults.items() if rows}, {})

    def test_latin_words_and_signs(self):
        data = notices.variant(1)
        data["绩效"]["总体目标"] = ["接入OA system of the department, then publish open data for everyone（well-known formats such as JSON, CSV and PDF）; see "
                                   "GB/T 9704-2012 for more details，面积25m²、30 km，共计12,345,678.90万元，增幅-3.5%，约±2%，≥80%，63%~68%，2019—2022年，"
                                   "5~10个百分点，第十二条、第（三）项。" * 5]
        self.proofread(data, LONG_UNITS)

    def test_without_prohibitions_it_is_marked(self):
        """The same pages with 禁则 and the units' bonds off: the proofreader finds the lines they would have saved."""
        layouts = self.folder / "layouts"
        for name in ("common", "hebei-2022"):
            shutil.copytree(ROOT / "layouts" / name, layouts / name)
        styles = (layouts / "common/styles.xml").read_text()
        (layouts / "common/styles.xml").write_text(styles.replace('kinsoku="gb"', 'kinsoku="none"'))
        found = {}
        for number in range(1, 6):
            path, _ = self.build(notices.notice(number), layouts=layouts)
            for name, rows in rules.proofread(pages.read(path))[0].items():
                found[name] = found.get(name, 0) + len(rows)
        self.assertGreater(found["start"], 0)
        self.assertGreater(found["end"], 0)


if __name__ == "__main__":
    main()
