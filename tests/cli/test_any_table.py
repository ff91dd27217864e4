#!/usr/bin/env python3
"""Tables made at random from seeds — head trees of any depth, labels merged over
levels, 序号, 栏次, figures in every state, totals, footnotes, rows taller than a
page, all kinds of rules, from one upright page to turned panels — read back from
the structure tree and compared place by place with what layout and data say,
worked out here; the CSV likewise; and the same file comes of what is attached."""
import collections, csv, io, random, re, shutil
from decimal import Decimal

import pdfstructure, retold
from harness import ROOT, Case, dump, gongkai, main

HAN = "预算收支安排部门单位资金项目采购物品名称一般公共财政拨款结转结余年度上级补助经营其他非税基本运行维护机关服务水利工程建设管理"
AMOUNTS = 48
MODEL = ('<records name="试" optional="yes">' + "".join(f'<field name="文{i}" type="text" optional="yes"/>' for i in range(6))
         + "".join(f'<field name="数{i}" type="amount" optional="yes"/>' for i in range(AMOUNTS)) + "</records></model>")
LAYOUT = """<layout id="t" title="t"><styles><table-style name="三" extends="table" rules="three"/><table-style name="开" extends="table" rules="open" separator="comma"/>{page}</styles>
<document name="d" title="t" file="f"><title>标题甲</title><p>前文一段。</p>
<table title="随机表" left="左" unit="万元" rows="试" style="{style}" orientation="{orientation}" {sums}><head {numbers}>{head}</head>{total}<empty>本表为空表。</empty>
<footnote id="口径">脚注的话。</footnote><note>注：末尾。</note></table><p>后文一段。</p></document></layout>"""


class Node:
    """Of a head: a group of others, or a column of some kind."""

    def __init__(self, title, kids=(), kind=None, field=None):
        self.title, self.kids, self.kind, self.field = title, kids, kind, field

    def leaves(self):
        return [self] if self.kind else [leaf for kid in self.kids for leaf in kid.leaves()]

    def depth(self):
        return 1 if self.kind else 1 + max(kid.depth() for kid in self.kids)

    def xml(self, marked):
        if not self.kind:
            return f'<group title="{self.title}">' + "".join(kid.xml(marked) for kid in self.kids) + "</group>"
        how = {"serial": 'serial="yes"', "key": f'of="{self.field}" scope="row" merge="equal"'}.get(self.kind, f'of="{self.field}"')
        note = ' note="口径"' if self is marked else ""
        return f'<col title="{self.title}" {how}{note}/>'


class Table:
    """A layout, its data, and what must come of them."""

    def __init__(self, seed):
        self.dice = dice = random.Random(seed)
        self.titles = iter(range(10000))
        fields = dice.choice([1, 2, 5, 8, 12, 20, 30, 45])
        self.columns = [Node("序号", kind="serial")] * (dice.random() < 0.3)
        self.columns += [Node(self.title(6), kind="key", field=f"文{i}") for i in range(dice.choice([0, 1, 2, 2, 3]))]
        body = [Node(self.title(6), kind="text", field=f"文{3 + i}") for i in range(dice.choice([0, 0, 1, 2]))]
        body += [Node(self.title(6), kind="amount", field=f"数{i}") for i in range(fields)]
        dice.shuffle(body)
        self.columns += body
        self.tree = self.grow(self.columns, dice.randint(0, 4))
        self.marked = dice.choice(self.columns)
        self.numbers, self.total = dice.random() < 0.3, dice.choice([None, "first", "last"])
        self.style = dice.choice(["table", "三", "开", "table-small"])
        self.records = self.make_records(fields)

    def han(self, least, most):
        return "".join(self.dice.choice(HAN) for _ in range(self.dice.randint(least, most)))

    def title(self, most):
        """Every one different."""
        n = next(self.titles)
        return self.han(1, most) + HAN[n // len(HAN)] + HAN[n % len(HAN)]

    def grow(self, nodes, depth):
        if depth == 0 or len(nodes) == 1:
            return nodes
        grown = []
        while nodes:
            some, nodes = nodes[:(n := self.dice.randint(1, len(nodes)))], nodes[n:]
            grown += some if self.dice.random() < 0.3 else [Node(self.title(8), self.grow(some, depth - 1))]
        return grown

    def figure(self):
        state = self.dice.random()
        if state < 0.25:
            return "涉密" if state < 0.06 else "——" if state < 0.15 else None
        return 0 if state < 0.3 else self.dice.choice([1, 1, -1]) * self.dice.randint(1, 10 ** self.dice.randint(1, 9)) / 100

    def make_records(self, fields):
        made, labels = [], [self.han(1, 9)] * 3
        for _ in range(self.dice.choice([0, 1, 2, 5, 20, 40, 70])):
            for i, chance in enumerate((0.08, 0.15, 0.3)):
                if self.dice.random() < chance:
                    labels[i:] = [self.han(1, 18) for _ in labels[i:]]
            texts = [*labels, *(self.han(1, 30) if self.dice.random() < 0.97 else self.han(500, 2500) for _ in range(3))]
            figures = {f"数{i}": self.figure() for i in range(fields)}
            made.append({**{f"文{i}": text for i, text in enumerate(texts)}, **{name: value for name, value in figures.items() if value is not None}})
        return made

    def layout(self):
        chance = self.dice.random
        return LAYOUT.format(page='<page turned-pages="print"/>' if chance() < 0.3 else "", style=self.style, orientation=self.dice.choice(["auto"] * 3 + ["landscape"]),
                             sums='page-total="本页小计" brought-forward="承前页"' if chance() < 0.3 else "", numbers='numbers="栏次"' if self.numbers else "",
                             head="".join(node.xml(self.marked) for node in self.tree), total=f'<total title="合计" place="{self.total}"/>' if self.total else "")

    # --- what must come of it

    def head(self):
        depth = max(node.depth() for node in self.tree)
        grid = [[None] * len(self.columns) for _ in range(depth)]

        def fill(node, row, column):
            wide = len(node.leaves())
            for r in range(row, depth if node.kind else row + 1):
                grid[r][column:column + wide] = [node.title + ("①" if node is self.marked else "")] * wide
            for kid in node.kids:
                fill(kid, row + 1, column)
                column += len(kid.leaves())

        column = 0
        for node in self.tree:
            fill(node, 0, column)
            column += len(node.leaves())
        if self.numbers:
            count, line = 0, []
            for node in self.columns:
                count += node.kind not in ("serial", "key")
                line.append(str(count) if node.kind not in ("serial", "key") else "栏次")
            grid.append(line)
        return grid

    def shown(self, value):
        if value is None or isinstance(value, str):
            return value or ""
        return f"{value:,.2f}" if self.style == "开" else f"{value:.2f}"

    def sum(self, field):
        """None: nothing is foretold of a sum of no figures."""
        values = [r[field] for r in self.records if r.get(field, "——") != "——"]
        return "涉密" if "涉密" in values else self.shown(sum((Decimal(str(v)) for v in values), Decimal(0))) if values else None

    def body(self):
        rows = [[self.shown(record.get(node.field)) for node in self.columns] for record in self.records]
        if self.total:
            line = [self.sum(node.field) if node.kind == "amount" else "" for node in self.columns]
            line[self.columns[0].kind == "serial"] = "合计"
            rows = [line, *rows] if self.total == "first" else [*rows, line]
        for i, row in enumerate(rows):
            row[:self.columns[0].kind == "serial"] = [str(i + 1)] * (self.columns[0].kind == "serial")
        return rows


class AnyTable(Case):
    def setUp(self):
        super().setUp()
        self.layouts = self.folder / "layouts"
        shutil.copytree(ROOT / "layouts/common", self.layouts / "common")
        model = self.layouts / "common/model.xml"
        model.write_text(model.read_text().replace("</model>", MODEL))

    def compare(self, got, wanted):
        self.assertEqual([len(row) for row in got], [len(row) for row in wanted])
        self.assertEqual([(r, c, a, b) for r, (x, y) in enumerate(zip(got, wanted)) for c, (a, b) in enumerate(zip(x, y)) if b is not None and a != b], [])

    def check(self, seed):
        table, folder, pdf = Table(seed), self.folder / "t", self.folder / "out.pdf"
        folder.mkdir(exist_ok=True)
        (folder / "layout.xml").write_text(table.layout())
        source = dump({"年度": 2025, "金额单位": "万元", "试": table.records}, self.folder / "data.json")
        done = gongkai("build", source, "-l", f"{folder}/", "-o", pdf, "--diagnostics=json", layouts=self.layouts)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(pdfstructure.read(pdf).faults, [])
        (read,) = retold.tables(pdf)
        self.assertEqual(read.caption, "随机表")
        self.compare(read.head, table.head())
        out = self.folder / "out"
        shutil.rmtree(out, ignore_errors=True)
        self.assertEqual(gongkai("extract", pdf, "-o", out, "-q").returncode, 0)
        (path,) = (out / "表").iterdir()
        lines = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
        heads = [list(dict.fromkeys(column)) for column in zip(*table.head()[:len(table.head()) - table.numbers])]
        self.assertEqual(lines[0], ["/".join(column).replace("①", "") for column in heads])
        if table.records:
            self.compare(read.body, table.body())
            self.compare(lines[1:], [[cell and cell.replace(",", "") for cell in line] for line in table.body()])
        again = self.folder / "again.pdf"
        rebuilt = gongkai("build", out / "数据.json", "-q", "-o", again, layouts=out / "layouts")
        self.assertEqual((rebuilt.returncode, again.read_bytes() == pdf.read_bytes()), (0, True), rebuilt.stderr)
        ways = set(re.findall(r'"id":"typeset\.table-(\w+)"', done.stderr)) | {table.style}
        return ways if table.records else ways | {"blank"}

    def test_what_is_printed_is_what_was_given(self):
        ways = collections.Counter()
        for seed in range(16):
            with self.subTest(seed=seed):
                ways.update(self.check(seed))
        # The seeds go all the ways there are.
        for way in ("turned", "shrunk", "panels", "三", "开", "blank"):
            self.assertGreater(ways[way], 1, ways)


if __name__ == "__main__":
    main()
