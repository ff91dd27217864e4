#!/usr/bin/env python3
"""What is read aloud: the text of the structure tree against the data, piece by
piece and in order, and the tree itself against the standard (pdfstructure.py).

The expected text is not taken from the program: the columns are read out of the
layout's XML and the records out of the data's JSON here, figures are compared as
numbers, merged cells and totals are worked out again. In documents made for a
test every text is different, so that each must appear exactly once in its place."""
import collections, json, random, re, shutil, subprocess, xml.etree.ElementTree as xml
from decimal import Decimal

import pdfstructure
from pdfstructure import string
from harness import ROOT, Case, example, main, struct_text, tool

OTHER = json.loads((ROOT / "tests/golden/hebei-2022/other.json").read_text())
SOURCES = ["一般公共预算拨款", "政府性基金预算拨款", "国有资本经营预算拨款", "财政专户管理资金", "单位资金", "财政拨款结转", "非财政拨款结转结余"]


def number(text):
    return Decimal(text) if re.fullmatch(r"-?\d+(\.\d+)?", text.replace(",", "")) else None


def same(printed, expected):
    """As numbers where both are; None stands for what is not foretold."""
    if expected is None:
        return True
    a, b = number(printed), number(str(expected))
    return a == b if a is not None and b is not None else printed == str(expected)


class Tables:
    """The tables of a layout that are made of records, worked out from layout and data."""

    def __init__(self, layout):
        self.tables = [t for t in xml.parse(layout).iter("table") if t.get("rows")]

    @staticmethod
    def cell(record, name):
        if name == "合计" and name not in record:
            parts = [record[s] for s in SOURCES if s in record]
            return "涉密" if "涉密" in parts else sum((Decimal(str(p)) for p in parts if p != "——"), Decimal(0)) if parts else ""
        return record.get(name, "")

    def expected(self, table, data):
        """The cells below the head, in the order of rows; a merged cell at its first row."""
        columns = [c for c in table.find("head").iter("col")]
        records = data
        for step in table.get("rows").split("."):
            records = records.get(step, [])
        total, cells = table.find("total"), []
        if not records:
            return None
        rows = [[self.cell(record, c.get("of")) for c in columns] for record in records]
        for r, row in enumerate(rows):
            for c, column in enumerate(columns):
                merged = column.get("merge") == "equal" and r and row[c] != "" and all(rows[r - 1][k] == row[k] for k in range(c + 1) if columns[k].get("merge") == "equal")
                if not merged:
                    cells.append(row[c])
        if total is not None:
            line = [total.get("title")] + [self.sum(rows, c) if columns[c].get("of") in SOURCES and columns[c].get("total") != "no" else None for c in range(1, len(columns))]
            cells = line + cells if total.get("place") == "first" else cells + line
        return cells

    @staticmethod
    def sum(rows, c):
        parts = [row[c] for row in rows if row[c] not in ("", "——")]
        return "涉密" if "涉密" in parts else sum((Decimal(str(p)) for p in parts), Decimal(0)) if parts else None


def tables_of(pdf):
    """[(title, [cells of the body])] of the structure tree."""
    found = []
    for table in (e for e in pdf.document.walk() if e.role == "Table"):
        title = "".join(pdf.text(e) for e in table.kids if e.role == "Caption")
        found.append((title, [pdf.text(e) for part in table.kids if part.role != "THead" for e in part.walk() if e.role in ("TH", "TD")]))
    return found


def strings(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [s for v in value for s in strings(v)]
    return [value] if isinstance(value, str) else []


def random_document(seed, rows):
    """A department nobody has seen: texts all different, figures of every state, merges of random lengths."""
    chance = random.Random(seed)
    data = json.loads(json.dumps(OTHER))
    words = iter(chance.sample([a + b + c for a in "甲乙丙丁戊己庚辛壬癸" for b in "子丑寅卯辰巳午未申酉戌亥" for c in "金木水火土风云雷电山川"], 1200))
    data["部门职责"] = [f"{next(words)}{next(words)}{'，' + next(words) if i % 3 else ''}。" for i in range(chance.randrange(3, 14))]
    data["机构"] = [{"名称": next(words), "性质": next(words), "规格": next(words), "经费保障形式": next(words)} for _ in range(chance.randrange(1, 9))]
    data["绩效"]["指标"] = []
    for _ in range(chance.randrange(2, 5)):
        first = next(words)
        for _ in range(chance.randrange(1, 5)):
            second = next(words)
            for _ in range(chance.randrange(1, 6)):
                data["绩效"]["指标"].append({"一级指标": first, "二级指标": second, "三级指标": next(words), "评分标准": next(words) * 4, "描述": next(words),
                                         "符号": "≥", "值": chance.randrange(1, 99), "单位": "件", "依据": next(words)})
    state = lambda: chance.choice([chance.randrange(1, 9999999) / 100, 0, "——", "涉密" if chance.random() < 0.2 else 5, None])
    data["政府采购"] = []
    for i in range(rows):
        row = {"项目名称": next(words), "预算资金": chance.randrange(1, 10000), "采购物品名称": next(words), "目录序号": f"A{i:07}", "计量单位": "台", "数量": chance.randrange(1, 99),
               "单价": chance.randrange(1, 9999) / 100, "一般公共预算拨款": chance.randrange(1, 99999) / 100}
        data["政府采购"].append({**row, **{s: v for s in SOURCES[1:] if (v := state()) is not None}})
    return data


def roman(n):
    digits = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    return next((s + roman(n - v) for v, s in digits if n >= v), "")


def labels_of(pdf):
    """Each page's label by /PageLabels (ISO 32000-1 12.4.2), by default its number."""
    ranges = pdf.value(pdf.catalog["/PageLabels"])["/Nums"] if "/PageLabels" in pdf.catalog else [0, {"/S": "/D"}]
    starts = dict(zip(ranges[::2], map(pdf.value, ranges[1::2])))
    made, first, style = [], 0, {}
    for n in range(len(pdf.pages)):
        if n in starts:
            first, style = n, starts[n]
        number = style.get("/St", 1) + n - first
        made.append(string(style.get("/P", "u:")) + {"/D": str(number), "/R": roman(number)}.get(style.get("/S"), ""))
    return made


class Struct(Case):
    def check_tables(self, pdf, data, layout=ROOT / "layouts/hebei-2022/layout.xml"):
        model, printed, compared = Tables(layout), tables_of(pdf), 0
        for table in model.tables:
            expected = model.expected(table, data)
            (cells,) = [cells for title, cells in printed if title == table.get("title")]
            if expected is None:
                continue
            self.assertEqual(len(cells), len(expected), table.get("title"))
            for i, (a, b) in enumerate(zip(cells, expected)):
                self.assertTrue(same(a, b), (table.get("title"), i, a, b))
            compared += 1
        self.assertTrue(compared)

    def check_lists(self, pdf, data):
        """The numbers of a list are its labels, its texts are the data's, in order."""
        found = {role: [pdf.text(e) for e in pdf.document.walk() if e.role == role] for role in ("Lbl", "LBody")}
        n = len(data["部门职责"])
        self.assertEqual(found["LBody"][:n], data["部门职责"])
        self.assertEqual(found["Lbl"][:n], [f"{i + 1}." for i in range(n)])

    def numbers_of(self, path, pdf):
        """The page numbers printed: each page's own label; only a cover at the front and blank pages have none."""
        printed = []
        for n, label in enumerate(labels_of(pdf)):
            page = re.sub(r"\s", "", tool("pdftotext", "-raw", "-f", str(n + 1), "-l", str(n + 1), path, "-"))
            if page and f"—{label}—" in page:
                printed.append(f"—{label}—")
            else:
                self.assertTrue(not page or n == 0, f"sheet {n + 1} has no number {label}")
        return printed

    def check_nothing_lost(self, path, pdf):
        """All that stands on the pages is in the tree once, but for page numbers, leaders and what a continued table says again."""
        on_pages = re.sub(r"\s", "", tool("pdftotext", "-raw", path, "-"))
        left = collections.Counter(on_pages)
        left.subtract(collections.Counter(re.sub(r"\s", "", "".join(pdf.text(e) for e in pdf.document.walk()))))
        self.assertEqual([c for c, n in left.items() if n < 0], [])
        left.subtract(collections.Counter("".join(self.numbers_of(path, pdf))))
        self.assertEqual([c for c, n in left.items() if n < 0], [])
        if any(e.role == "TOC" for e in pdf.document.walk()):
            del left["…"], left["·"], left["⋯"]
        if "（续" not in on_pages:
            self.assertEqual([c for c, n in left.items() if n], [])

    def check(self, data, *args, **kwargs):
        path, _ = self.build(data, *args, **kwargs)
        pdf = pdfstructure.read(path)
        self.assertEqual(pdf.faults, [])
        self.check_nothing_lost(path, pdf)
        return path, pdf

    def check_notice(self, data, **kwargs):
        path, pdf = self.check(data, **kwargs)
        self.check_tables(pdf, data)
        self.check_lists(pdf, data)
        return path, pdf

    def test_example(self):
        path, pdf = self.check_notice(example())
        elements = list(pdf.document.walk())
        text = re.sub(r"\s", "", "".join(pdf.text(e) for e in elements))
        for string in strings({k: v for k, v in example().items() if k not in ("版式", "数据版本", "金额单位", "固定资产")}):
            self.assertIn(re.sub(r"\s", "", string), text)
        # A dash is read as what it means, and still found as what is printed.
        spoken = [e for e in elements if "/E" in e.entries]
        self.assertEqual({e.entries["/E"] for e in spoken}, {"不适用"})
        self.assertEqual([pdf.text(e) for e in spoken], ["——"] * sum(cell == "——" for _, cells in tables_of(pdf) for cell in cells))
        self.assertFalse([e for e in elements if "/Alt" in e.entries or "/ActualText" in e.entries])
        # Another reader of the tree finds the same elements, the same texts, the same order.
        self.assertEqual([(re.match(r"\w+", element)[0], text) for _, element, text in struct_text(path)], [(e.role, pdf.text(e)) for e in elements])

    def test_signs_within_a_text(self):
        data = example()
        data["三公经费"]["公务接待费"] = "——"
        _, pdf = self.check_notice(data)
        (paragraph,) = [e for e in pdf.document.walk() if e.role == "P" and "安排2.19万元" in pdf.text(e)]
        self.assertIn("；公务接待费不适用。与2021年相比", pdf.spoken(paragraph))
        self.assertEqual([pdf.text(k) for k in paragraph.kids], ["——"])

    def test_other_department(self):
        self.check_notice(OTHER)

    def test_random_departments(self):
        for seed, rows in ((1, 7), (2, 300), (3, 1), (4, 40)):
            with self.subTest(seed=seed):
                data = random_document(seed, rows)
                _, pdf = self.check_notice(data, output=f"{seed}.pdf")
                elements = [e for e in pdf.document.walk() if e.role in ("TH", "TD", "LBody")]
                texts = collections.Counter(pdf.text(e) for e in elements)
                for string in [*data["部门职责"], *(r["采购物品名称"] for r in data["政府采购"]), *(r["三级指标"] for r in data["绩效"]["指标"])]:
                    self.assertEqual(texts[string], 1, string)
                self.assertEqual(sum(e.entries.get("/E") == "涉密，不公开" for e in elements), texts["涉密"])
                self.assertEqual(sum(e.role == "Table" for e in pdf.document.walk()), 5)  # one each, over however many pages

    def test_other_layouts(self):
        layouts = self.folder / "layouts"
        shutil.copytree(ROOT / "layouts", layouts)
        for extra in (ROOT / "tests/golden/layouts").iterdir():
            shutil.copytree(extra, layouts / extra.name, dirs_exist_ok=True)
        self.check(example(), "-l", "tiny", layouts=layouts)
        self.check({**example(), "年度": 2023, "版式": "hebei-2023"}, layouts=layouts)

    def test_golden_documents(self):
        """Every kind of table there is a trace of."""
        golden, made = ROOT / "tests/golden", 0
        for source in sorted([*golden.glob("*/*.json"), *golden.glob("*/*.yaml")]):
            options, diagnostics = source.with_suffix(".options"), source.with_suffix(".diag")
            if not diagnostics.read_text().endswith("0\n"):
                continue
            with self.subTest(source.stem):
                self.check(source, *(options.read_text().split() if options.exists() else []), cwd=source.parent, output=f"{source.stem}.pdf")
                made += 1
        self.assertGreater(made, 1)

    LAYOUT = """<layout id="heads" title="表头" language="zh-CN"><document name="表" title="表" file="表">
      <title>表</title>
      <table title="多级表头" unit="万元" rows="政府采购">
        <head>
          <col of="项目名称" scope="row" distribute="yes"/>
          <group title="来源"><col of="合计"/><group title="其中"><col of="一般公共预算拨款"/><col of="单位资金"/></group></group>
        </head>
        <total title="合计" place="last"/>
      </table>
    </document></layout>"""

    def heads(self, rows=None):
        layouts = self.folder / "layouts"
        if not layouts.exists():
            shutil.copytree(ROOT / "layouts", layouts)
            (layouts / "heads").mkdir()
            (layouts / "heads/layout.xml").write_text(self.LAYOUT)
        data = {**OTHER, "政府采购": rows or [{**OTHER["政府采购"][0], "项目名称": name, "一般公共预算拨款": 100 + i, "财政拨款结转": 0} for i, name in enumerate(["房屋建筑物构建", "车辆", "设备费"])]}
        return self.build(data, "-l", "heads", layouts=layouts)[0]

    def test_spread_labels_and_totals(self):
        path = self.heads()
        pdf = pdfstructure.read(path)
        self.assertEqual(pdf.faults, [])
        (table,) = [e for e in pdf.document.walk() if e.role == "Table"]
        self.assertEqual([k.role for k in table.kids], ["Caption", "THead", "TBody", "TFoot"])
        # Spread over the width of a longer one on the page, one word to every reader.
        self.assertRegex(tool("pdftotext", "-raw", path, "-"), r"(?m)^设备费\b")
        self.assertEqual([pdf.text(e) for e in table.walk() if e.role == "TH"][-4:], ["房屋建筑物构建", "车辆", "设备费", "合计"])
        self.assertEqual(table.attributes["/Summary"][2:], "多级表头：4行4列。各列为项目名称、来源（合计、其中（一般公共预算拨款、单位资金））。末行为合计。")

    def test_a_cell_costs_few_bytes(self):
        """Glyphs, rules, tag, heads and the ways between them: 4 columns, heads of three rows."""
        row = {**OTHER["政府采购"][0], "财政拨款结转": 0}
        sizes = [self.heads([{**row, "项目名称": f"项目{i}", "一般公共预算拨款": i} for i in range(rows)]).stat().st_size for rows in (200, 1200)]
        self.assertLess((sizes[1] - sizes[0]) / (1000 * 4), 60)

    # What is broken, how, and what must be found.
    CONTROLS = {
        "a head that is none": (rb"/Headers \[\s*\(t", lambda m: m[0][:-1] + b"x", "names a head that is none"),
        "no IDTree": (rb"/IDTree ", b"/IDTrex ", "is not in the IDTree"),
        "no Headers": (rb"/Headers ", b"/Headerx ", "needs Headers"),
        "heads of another column": (rb"/RowSpan 3", b"/RowSpan 1", ""),
        "no ParentTree key": (rb"/StructParents 0", b"/StructParents 7", "parent tree"),
        "content of another": (rb"/MCID 0>>", b"/MCID 1>>", "is not what the parent tree lists"),
        "no scope": (rb"/Scope ", b"/Scopx ", "has no scope"),
        "a foot in place of the body": (rb"/S /TBody", b"/S /TFoot", "has ['Caption', 'THead', 'TFoot'"),
        "no summary": (rb"/Summary ", b"/Summarx ", "has no summary"),
        "cells in another order": (rb"(/K \[\s+)(\d+ 0 R)(\s+)(\d+ 0 R)(?=\s+\d+ 0 R\s+\d+ 0 R\s+\])", rb"\1\4\3\2", "is read before"),
        "a text for nothing": (rb"/A <<[^<>]*/Headers[^<>]*>>", lambda m: b"/E (x)".ljust(len(m[0])), "speaks for nothing"),
    }

    def test_the_oracle_finds_faults(self):
        plain = self.folder / "plain.pdf"
        subprocess.run(["qpdf", "--qdf", "--object-streams=disable", "--no-original-object-ids", self.heads(), plain], check=True)
        whole = plain.read_bytes()
        self.assertEqual(pdfstructure.read(plain).faults, [])
        for name, (pattern, replacement, words) in self.CONTROLS.items():
            with self.subTest(name):
                broken, places = re.subn(pattern, replacement, whole)
                self.assertTrue(places and len(broken) == len(whole), places)
                path = self.folder / "broken.pdf"
                path.write_bytes(broken)
                faults = pdfstructure.read(path).faults
                self.assertTrue([f for f in faults if words in f], faults)


main()
