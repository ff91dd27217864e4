#!/usr/bin/env python3
"""本页小计 and 承前页, read back from the pages by poppler and added up again in
Python's decimals: upright, turned, in panels; withheld figures; what a listener
and the public data do not get."""
import random, re
from decimal import Decimal

from harness import Case, dump, gongkai, main, struct_text, tool

FUNDS = ("合计", "一般公共预算拨款", "政府性基金预算拨款")
TABLE = '<table title="采购表" unit="万元" rows="政府采购" style="页计" {more}><head><col of="采购物品名称" scope="row"/>{columns}</head><total title="总计"/></table>'
LAYOUT = """<layout id="t" title="t"><styles><table-style name="页计" extends="table" page-total="本页小计" brought-forward="承前页"/></styles>
<document name="d" title="t" file="f"><title>表</title>{table}</document></layout>"""


def columns(times, more=""):
    return "".join(f'<col of="{fund}" id="{fund}{i}" title="{fund}{i}" {more}/>' for i in range(times) for fund in FUNDS)


def records(n, seed, secret=()):
    rng = random.Random(seed)
    made = [{"采购物品名称": f"物品{i + 1:03}号", "一般公共预算拨款": rng.randint(-10**5, 10**8) / 100, "政府性基金预算拨款": rng.randint(0, 10**6) / 100} for i in range(n)]
    for i in secret:
        made[i]["政府性基金预算拨款"] = "涉密"
    return made


def add(figures):
    return "涉密" if "涉密" in figures else sum(map(Decimal, figures), Decimal(0))


def as_sum(text):
    return text if text == "涉密" else Decimal(text)


class PageTotals(Case):
    def build(self, table, data, of="政府采购", unit="万元"):
        folder = self.folder / "t"
        folder.mkdir(exist_ok=True)
        (folder / "layout.xml").write_text(LAYOUT.format(table=table))
        source = dump({"年度": 2025, "金额单位": unit, of: data}, self.folder / "data.json")
        done = gongkai("build", source, "-l", f"{folder}/", "-o", self.folder / "out.pdf", "--diagnostics=json")
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def rows(self, turned=False):
        """Of each page: [(label, figures)] in their order. The number of a turned page stands beside the table and is left out."""
        crop = ("-x", 90, "-y", 0, "-W", 752, "-H", 596) if turned else ()
        pages = tool("pdftotext", *crop, "-layout", self.folder / "out.pdf", "-").split("\f")[:-1]
        return [[(label, figures.split()) for label, figures in re.findall(r"^\s*(物品\d+号|本页小计|承前页|总计)((?:\s+(?:-?[\d.]+|涉密))*)\s*$", page, re.M)] for page in pages]

    def check(self, pages, names):
        """One panel: all its pages."""
        before = []
        for number, page in enumerate(pages):
            labels = [label for label, _ in page]
            body = [figures for label, figures in page if label.startswith("物品")]
            last = number + 1 == len(pages)
            self.assertEqual(labels.count("本页小计"), 1, labels)
            self.assertEqual(labels[-2 if last else -1:], ["本页小计", "总计"] if last else ["本页小计"])
            self.assertEqual(labels[0] == "承前页", number > 0)
            self.assertEqual(labels.count("承前页"), int(number > 0))
            sums = dict(page)
            self.assertEqual(list(map(as_sum, sums["本页小计"])), [add(c) for c in zip(*body)], number)
            if number:
                self.assertEqual(list(map(as_sum, sums["承前页"])), [add(c) for c in zip(*before)], number)
            before += body
            if last:
                self.assertEqual(list(map(as_sum, sums["总计"])), [add(c) for c in zip(*before)])
        self.assertEqual([label for page in pages for label, _ in page if label.startswith("物品")], names)

    def test_upright_and_turned(self):
        for seed, (more, secret) in enumerate((("", ()), ('orientation="landscape"', ()), ("", (3, 70)))):
            data = records(120, seed, secret)
            self.build(TABLE.format(more=more, columns=columns(1)), data)
            pages = self.rows("landscape" in more)
            self.assertGreater(len(pages), 3)
            self.check(pages, [r["采购物品名称"] for r in data])

    def test_panels(self):
        data = records(80, 7)
        done = self.build(TABLE.format(more="", columns=columns(7)), data)
        self.assertIn("typeset.table-panels", done.stderr)
        panels, names = [], [r["采购物品名称"] for r in data]
        for page in self.rows(turned=True):
            # a panel ends with the total; the next may begin on the same page
            while page:
                end = next((i + 1 for i, (label, _) in enumerate(page) if label == "总计"), len(page))
                if not panels or panels[-1][-1][-1][0] == "总计":
                    panels.append([])
                panels[-1].append(page[:end])
                page = page[end:]
        self.assertGreater(len(panels), 1)
        self.assertEqual(sum(len(panel[0][0][1]) for panel in panels), 21)
        for panel in panels:
            self.check(panel, names)

    def test_columns_without_total(self):
        data = records(60, 9)
        self.build(TABLE.format(more="", columns=columns(1, 'total="no"').replace('total="no"', "", 1)), data)
        for page in self.rows():
            sums = dict(page)
            self.assertEqual(len(sums["本页小计"]), 1)
            self.assertEqual(as_sum(sums["本页小计"][0]), add([f[0] for label, f in page if label.startswith("物品")]))

    def test_one_page_has_none(self):
        self.build(TABLE.format(more="", columns=columns(1)), records(8, 2))
        self.assertEqual([label for page in self.rows() for label, _ in page], [f"物品{i:03}号" for i in range(1, 9)] + ["总计"])

    def test_rounded_from_what_is_exact(self):
        """Of 万元 with six decimals each rounds down; the sums are not those of the rounded figures."""
        data = [{"采购物品名称": f"物品{i + 1:03}号", "一般公共预算拨款": 1.004} for i in range(60)]
        self.build(TABLE.format(more="", columns='<col of="一般公共预算拨款"/>'), data)
        for page in self.rows():
            n = sum(label.startswith("物品") for label, _ in page)
            self.assertEqual(dict(page)["本页小计"], [str((Decimal("1.004") * n).quantize(Decimal("0.01")))])

    def test_trees_and_sides(self):
        """Of a tree only the leaves count; each side has its sums, of the cells its rows write themselves."""
        rng = random.Random(6)
        items = [{"科目编码": f"2{rng.randint(10, 21)}{i % 9 + 10}{i:02}", "一般公共预算拨款": {"人员经费": rng.randint(1, 10**7) / 100, "公用经费": 0, "项目支出": 0}} for i in range(90)]
        for item in list(items):
            item["科目名称"] = "项" + item["科目编码"]
        items += [{"科目编码": code, "科目名称": "款"} for code in sorted({i["科目编码"][:5] for i in items})]
        tree = """<table title="树" unit="元" style="页计"><head><col of="科目编码" scope="row"/><col of="合计"/></head><rows of="支出明细" tree="yes"/><total title="总计"/></table>"""
        side = """<side columns="{0}"><rows of="支出明细" where="合计 &gt; 0"><cell>{{科目编码}}</cell><cell>{{合计|金额}}</cell></rows><row role="total"><cell>共</cell><cell>{{合计(支出明细.合计)|金额}}</cell></row></side>"""
        sides = '<table title="边" unit="元" style="页计"><head>' + "".join(f'<group id="{g}" title="{g}"><col id="{g}一" title="编码"/><col id="{g}二" title="数"/></group>' for g in "左右") + "</head>" + side.format("左") + side.format("右") + "</table>"
        for table, row, times in ((tree, r"^\s*\d{7}\s+([\d.]+)\s*$", 1), (sides, r"^\s*\d{7}\s+([\d.]+)\s+\d{7}\s+[\d.]+\s*$", 2)):
            self.build(table, items, of="支出明细", unit="元")
            pages = tool("pdftotext", "-layout", self.folder / "out.pdf", "-").split("\f")[:-1]
            self.assertGreater(len(pages), 2)
            before = Decimal(0)
            for number, page in enumerate(pages):
                here = sum(map(Decimal, re.findall(row, page, re.M)), Decimal(0))
                found = {label: figures.split() for label, figures in re.findall(r"^\s*(本页小计|承前页)((?: +[\d.]+)+) *$", page, re.M)}
                self.assertEqual(list(map(Decimal, found["本页小计"])), [here] * times, number)
                self.assertEqual(list(map(Decimal, found.get("承前页", []))), [before] * times if number else [], number)
                before += here

    def test_only_on_the_pages(self):
        """A listener hears the table as one; the data has no pages."""
        self.build(TABLE.format(more="", columns=columns(1)), records(100, 3))
        heard = "".join(text for *_, text in struct_text(self.folder / "out.pdf"))
        self.assertIn("物品100号", heard)
        self.assertIn("总计", heard)
        self.assertNotIn("本页小计", heard)
        self.assertNotIn("承前页", heard)


if __name__ == "__main__":
    main()
