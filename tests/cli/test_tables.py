#!/usr/bin/env python3
"""Trees of codes and sides, read back from the PDF by poppler and added up again
in Python's decimals: each code once, each subtotal the sum of what is below it,
totals equal to the data; in 元 and in 万元."""
import random, re
from decimal import ROUND_HALF_UP, Decimal

from harness import Case, diagnostics, dump, gongkai, main, tool

LAYOUT = """<layout id="t" title="t"><document name="d" title="t" file="f"><title>表</title>
<table title="支出总表" unit="{unit}"><head><col of="科目编码" scope="row"/><col of="科目名称" scope="row"/><col of="合计"/><col of="基本支出"/><col of="项目支出"/></head>
<rows of="支出明细" tree="yes"/><total title="总计"/></table></document></layout>"""


def codes(n, rng):
    chosen = set()
    while len(chosen) < n:
        chosen.add(f"{rng.choice((201, 205, 208, 210, 213, 221))}{rng.randint(1, 30):02}{rng.randint(1, 99):02}")
    return sorted(chosen)


def tree_of(n, seed):
    rng = random.Random(seed)
    leaves = {code: (Decimal(rng.randint(0, 10**8)) / 100, Decimal(rng.randint(0, 10**8)) / 100) for code in codes(n, rng)}
    records = [{"科目编码": code, "科目名称": f"项{code}", "一般公共预算拨款": {"人员经费": float(a), "公用经费": 0, "项目支出": float(b)}} for code, (a, b) in leaves.items()]
    records += [{"科目编码": code, "科目名称": f"款{code}"} for code in sorted({c[:5] for c in leaves})]
    rng.shuffle(records)
    return leaves, records


class Trees(Case):
    def rows(self, records, unit):
        folder = self.folder / "t"
        folder.mkdir(exist_ok=True)
        (folder / "layout.xml").write_text(LAYOUT.format(unit=unit))
        data = dump({"年度": 2025, "金额单位": "元", "支出明细": records}, self.folder / "data.json")
        done = gongkai("build", data, "-l", f"{folder}/", "-o", self.folder / "out.pdf", "--diagnostics=json")
        self.assertEqual(done.returncode, 0, done.stderr)
        text = tool("pdftotext", "-layout", self.folder / "out.pdf", "-")
        found = re.findall(r"^\s*(\d{3,7}|总计)\s+(?:\S+\s+)?(-?[\d.]+)\s+(-?[\d.]+)\s+(-?[\d.]+)\s*$", text, re.M)
        return [(code, *map(Decimal, figures)) for code, *figures in found], done

    def check(self, leaves, rows, places):
        wanted = {}
        for code, (a, b) in leaves.items():
            for key in ("总计", code[:3], code[:5], code):
                x, y = wanted.get(key, (Decimal(0), Decimal(0)))
                wanted[key] = (x + a, y + b)
        self.assertEqual(sorted(code for code, *_ in rows), sorted(wanted))
        self.assertEqual([code for code, *_ in rows][:-1], sorted(wanted)[:-1])
        for code, total, basic, project in rows:
            a, b = wanted[code]
            exact = [(x / (10000 if places == "万元" else 1)).quantize(Decimal("0.01"), ROUND_HALF_UP) for x in (a + b, a, b)]
            self.assertEqual([total, basic, project], exact, code)

    def test_yuan(self):
        leaves, records = tree_of(400, 1)
        rows, done = self.rows(records, "元")
        self.check(leaves, rows, "元")
        self.assertNotIn("bind.rounding", done.stderr)

    def test_wanyuan(self):
        leaves, records = tree_of(120, 2)
        rows, done = self.rows(records, "万元")
        self.check(leaves, rows, "万元")
        # on paper some sum differs by a hundredth: then, and only then, the table says so
        below = {}
        for code, *figures in rows:
            for key in ("总计", code[:3], code[:5]):
                if len(code) == 7:
                    below[key] = [x + y for x, y in zip(below.get(key, [Decimal(0)] * 3), figures)]
        differs = any(list(figures) != below[code] for code, *figures in rows if code in below)
        self.assertEqual(differs, "bind.rounding" in done.stderr)
        self.assertTrue(differs)
        self.assertIn("因四舍五入", tool("pdftotext", self.folder / "out.pdf", "-"))

    def test_given_subtotals_are_compared(self):
        leaves, records = tree_of(30, 3)
        for record in records:
            if record["科目编码"][:3] == "201" and len(record["科目编码"]) == 5:
                below = [v for c, v in leaves.items() if c.startswith(record["科目编码"])]
                record["项目支出"] = float(sum(b for _, b in below))
        rows, done = self.rows(records, "元")
        self.check(leaves, rows, "元")
        wrong = next(r for r in records if "项目支出" in r)
        wrong["项目支出"] = round(wrong["项目支出"] + 0.01, 2)
        data = dump({"年度": 2025, "金额单位": "元", "支出明细": records}, self.folder / "data.json")
        done = gongkai("check", data, "-l", f"{self.folder}/t/", "--diagnostics=json")
        self.assertEqual(done.returncode, 1)
        self.assertEqual([d["id"] for d in diagnostics(done) if d["severity"] == "error"], ["bind.tree-sum"])
        self.assertIn("相差0.01元", done.stderr)


if __name__ == "__main__":
    main()
