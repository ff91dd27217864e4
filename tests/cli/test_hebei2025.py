#!/usr/bin/env python3
"""The book of tables and the statement of layouts/hebei-2025: every table is read
back from the PDF by another program's eyes and compared with the data, re-added,
and held against the other tables (财预〔2016〕143号 and what hangs together in it)."""
import copy, json, re, subprocess
from decimal import Decimal

import retold
from harness import ROOT, Case, diagnostics, dump, gongkai, main, pdf_text
from retold import add, number

BOOK = ROOT / "layouts/hebei-2025/example.json"
FUNDS = ("一般公共预算拨款", "政府性基金预算拨款", "国有资本经营预算拨款")
SOURCES = (*FUNDS, "财政专户管理资金", "单位资金")
UNIT_INCOME = ("事业收入", "事业单位经营收入", "上级补助收入", "附属单位上缴收入", "其他收入")
NAMES = ["部门预算收支总表", "部门预算收入总表", "部门预算支出总表", "部门预算财政拨款收支总表", "部门预算一般公共预算财政拨款支出表",
         "部门预算一般公共预算财政拨款基本支出表", "部门预算政府性基金预算财政拨款支出表", "部门预算国有资本经营预算财政拨款支出表", "部门预算财政拨款“三公”经费支出表"]
CODES = dict(re.findall(r'<code id="(\d+)" name="([^"]+)"', "".join(p.read_text() for p in (ROOT / "layouts/common/codes").glob("*.xml"))))


def load():
    return json.loads(BOOK.read_text(), parse_float=Decimal, parse_int=Decimal)


# --- what the tables must show, from the data alone

def income(r):
    unit = add(r.get(k) for k in UNIT_INCOME)
    now = [r.get(k) for k in (*FUNDS, "财政专户管理资金")]
    before = [r.get("上年结转资金", {}).get(k) for k in SOURCES]
    year = add([*now, unit])
    return [add([year, r.get("使用非财政拨款结余"), add(before)]), year, *now, unit, *(r.get(k) for k in UNIT_INCOME), r.get("使用非财政拨款结余"), add(before), *before]


def part(r, fund, kind):
    group = r.get(fund, {})
    return add([group.get("人员经费"), group.get("公用经费")]) if kind == "基本支出" else group.get(kind)


def whole(r, fund):
    return add([part(r, fund, "基本支出"), part(r, fund, "项目支出")])


def spending(r):
    basic, project = (add(part(r, f, kind) for f in SOURCES) for kind in ("基本支出", "项目支出"))
    others = [r.get(k) for k in ("上缴上级支出", "事业单位经营支出", "对附属单位补助支出")]
    return [add([basic, project, *others]), basic, project, *others]


def of_fund(fund, *kinds):
    return lambda r: [whole(r, fund), *(part(r, fund, k) for k in kinds)]


def tree(records, figures, levels):
    """[[code, figures …]] of all levels in the order of codes, and the totals."""
    found = {}
    for r in records:
        for n in levels:
            found.setdefault(r["科目编码"][:n], []).append(figures(r))
    rows = [[code, *map(add, zip(*values))] for code, values in sorted(found.items())]
    return rows, [add(column) for column in zip(*map(figures, records))] if records else []


def shown(value):
    return None if value is None else Decimal(value).quantize(Decimal("0.01"))


class Book(Case):
    @classmethod
    def setUpClass(cls):
        cls.data = load()

    kept = None

    def book(self, data=None):
        """The tables by their captions, and all of them; of the example once for all tests."""
        if data is None and Book.kept:
            return Book.kept
        pdf, _ = self.build(data or BOOK, "--document", "公开表")
        all_tables = retold.tables(pdf)
        found = {t.caption: t for t in all_tables}, all_tables
        if data is None:
            Book.kept = found
        return found

    def tree_table(self, table, records, figures, levels=(3, 5, 7)):
        rows, total = tree(records, figures, levels)
        got = [[number(c) for c in row[3:]] for row in table.body]
        self.assertEqual([row[0] for row in table.body], [str(i + 1) for i in range(len(rows) + 1)], table.caption)
        self.assertEqual(table.body[0][1:3], ["合计", "合计"])
        self.assertEqual(got[0], list(map(shown, total)), table.caption)
        self.assertEqual([row[1] for row in table.body[1:]], [row[0] for row in rows])
        for printed, figure, row in zip(table.body[1:], got[1:], rows):
            self.assertEqual(figure, list(map(shown, row[1:])), (table.caption, printed))
            self.assertEqual(printed[2], CODES[row[0]])

    def readd(self, table, levels):
        """Only what is printed: each code is the sum of those below it, the total that of the first level."""
        rows = [(row[1], [number(c) for c in row[3:]]) for row in table.body]
        for above, below in zip(("合计", *levels), levels):
            for code, figures in rows:
                if code == "合计" if above == "合计" else len(code) == above and code.isdigit():
                    parts = [f for c, f in rows if c.isdigit() and len(c) == below and (above == "合计" or c.startswith(code))]
                    self.assertEqual(figures, [add(column) for column in zip(*parts)], (table.caption, code))

    def test_checks_without_a_word(self):
        for document in ("公开表", "情况说明", "公开本"):
            done = gongkai("check", BOOK, "--document", document, "--diagnostics=json")
            self.assertEqual((done.returncode, [d for d in diagnostics(done) if d["severity"] != "note"]), (0, []))

    def test_size_of_the_example(self):
        self.assertTrue(10 <= len(self.data["支出明细"]) <= 40)
        self.assertGreaterEqual(len(self.data["基本支出明细"]), 30)
        self.assertGreaterEqual(len(self.data["政府采购"]), 15)
        self.assertGreaterEqual(len(self.data["项目"]), 5)

    def test_nine_tables_in_their_order(self):
        _, all_tables = self.book()
        self.assertEqual([t.caption for t in all_tables][:9], NAMES)
        self.assertEqual([t.caption for t in all_tables][9:], [p["名称"] + "绩效目标表" for p in self.data["项目"]] + ["部门政府采购预算表", "溪原县县直部门固定资产占用情况表"])

    def test_trees(self):
        found, _ = self.book()
        spend, earn, basic = (self.data[k] for k in ("支出明细", "收入明细", "基本支出明细"))
        self.tree_table(found[NAMES[1]], earn, income)
        self.tree_table(found[NAMES[2]], spend, spending)
        general = lambda r: [whole(r, FUNDS[0]), part(r, FUNDS[0], "基本支出"), part(r, FUNDS[0], "人员经费"), part(r, FUNDS[0], "公用经费"), part(r, FUNDS[0], "项目支出")]
        self.tree_table(found[NAMES[4]], [r for r in spend if whole(r, FUNDS[0])], general)
        self.tree_table(found[NAMES[5]], basic, lambda r: [add([r.get("人员经费"), r.get("公用经费")]), r.get("人员经费"), r.get("公用经费")], (3, 5))
        self.tree_table(found[NAMES[6]], [r for r in spend if whole(r, FUNDS[1])], of_fund(FUNDS[1], "基本支出", "项目支出"))
        for name in (NAMES[1], NAMES[2], NAMES[4], NAMES[6]):
            self.readd(found[name], (3, 5, 7))
        self.readd(found[NAMES[5]], (3, 5))

    def test_empty_table_says_so(self):
        found, _ = self.book()
        self.assertEqual([[c for c in row[3:] if c] for row in found[NAMES[7]].body], [[], []])
        pdf, _ = self.build(BOOK, "--document", "公开表")
        said = re.findall(r"注：本部门2025年无[^。]*故本表为空表。", pdf_text(pdf))
        self.assertEqual(said, ["注：本部门2025年无国有资本经营预算财政拨款安排的预算，故本表为空表。"])

    def test_summaries(self):
        found, _ = self.book()
        rows, totals = tree(self.data["支出明细"], spending, (3,))
        of_class = {row[0]: row[1] for row in rows}
        classes = [code for code in CODES if len(code) == 3 and code[0] == "2"]
        one = found[NAMES[0]].body
        self.assertEqual(len(one), 34)
        self.assertEqual([number(row[4]) for row in one[:31]], [shown(of_class.get(c)) for c in sorted(classes)] + [None])
        self.assertEqual([row[3].split("、")[1] for row in one[:30]], [CODES[c] for c in sorted(classes)])
        earned = [add(column) for column in zip(*map(income, self.data["收入明细"]))]
        self.assertEqual([number(row[2]) for row in one[:5]], [shown(v or 0) for v in (*earned[2:6], earned[6])])
        self.assertEqual([number(row[2]) for row in one[31:]], [shown(earned[1]), shown(earned[13]), shown(earned[0])])
        self.assertEqual([number(row[4]) for row in one[31:]], [shown(totals[0]), shown(0), shown(totals[0])])
        four = found[NAMES[3]].body
        self.assertEqual(len(four), 37)
        by = {c: [add(whole(r, f) for r in self.data["支出明细"] if r["科目编码"].startswith(c)) for f in FUNDS] for c in sorted(classes)}
        self.assertEqual([[number(c) for c in row[4:]] for row in four[:30]], [[shown(add(v)), *map(shown, v)] for v in by.values()])
        sums = [add(v) for v in zip(*by.values())]
        self.assertEqual([number(c) for c in four[31][4:]], [shown(add(sums)), *map(shown, sums)])

    def test_between_tables(self):
        """A01 to A15, B01 to B12 of what hangs together, on nothing but printed figures."""
        found, _ = self.book()
        at = lambda table, row, column: number(found[NAMES[table]].body[row][column]) or Decimal(0)
        self.assertEqual(add(at(0, r, 2) for r in range(5)), at(0, 31, 2))
        self.assertEqual(at(0, 31, 2) + at(0, 32, 2), at(0, 33, 2))
        self.assertEqual(add(at(0, r, 4) for r in range(31)), at(0, 31, 4))
        self.assertEqual(at(0, 31, 4) + at(0, 32, 4), at(0, 33, 4))
        self.assertEqual(at(0, 33, 2), at(0, 33, 4))
        self.assertEqual((at(0, 33, 2), at(0, 31, 4)), (at(1, 0, 3), at(2, 0, 3)))
        self.assertEqual([at(0, r, 2) for r in range(5)], [at(1, 0, c) for c in (5, 6, 7, 8, 9)])
        self.assertEqual(at(0, 32, 2), at(1, 0, 16))
        for row in found[NAMES[1]].body:
            v = [number(c) or Decimal(0) for c in row[3:]]
            self.assertEqual((v[0], v[1], v[6], v[13]), (v[1] + v[12] + v[13], sum(v[2:7]), sum(v[7:12]), sum(v[14:])), row)
        for row in found[NAMES[2]].body:
            v = [number(c) or Decimal(0) for c in row[3:]]
            self.assertEqual(v[0], sum(v[1:]), row)
        self.assertEqual([at(3, r, 2) for r in range(3)], [at(0, r, 2) for r in range(3)])
        self.assertEqual(at(3, 31, 2) + at(3, 32, 2), at(3, 36, 2))
        self.assertEqual(add(at(3, r, 2) for r in (33, 34, 35)), at(3, 32, 2))
        self.assertEqual(at(3, 36, 2), at(3, 36, 4))
        for fund, row in ((0, 33), (1, 34), (2, 35)):  # each fund in and out
            self.assertEqual(at(3, fund, 2) + at(3, row, 2), at(3, 36, 5 + fund))
        self.assertEqual([at(3, 31, 5), at(3, 31, 6), at(3, 31, 7)], [at(4, 0, 3), at(6, 0, 3), at(7, 0, 3)])
        self.assertEqual([at(4, 0, 4), at(4, 0, 5), at(4, 0, 6)], [at(5, 0, 3), at(5, 0, 4), at(5, 0, 5)])
        three = {row[1]: number(row[2]) for row in found[NAMES[8]].body}
        self.assertEqual(three["合计"], three["一、因公出国（境）费"] + three["二、公务用车购置及运维费"] + three["三、公务接待费"])
        self.assertEqual(three["二、公务用车购置及运维费"], three["其中：公务用车购置费"] + three["公务用车运行维护费"])
        basic = {row[1]: number(row[3]) for row in found[NAMES[5]].body}
        self.assertLessEqual(basic["30217"], three["三、公务接待费"])
        self.assertLessEqual(basic["30231"], three["公务用车运行维护费"])
        for row in found[NAMES[8]].body:
            self.assertEqual(number(row[2]), sum(number(c) for c in row[3:]))

    def test_forms_buying_assets(self):
        found, all_tables = self.book()
        forms = [t for t in all_tables if t.caption.endswith("绩效目标表")]
        for form, project in zip(forms, self.data["项目"], strict=True):
            self.assertEqual((form.body[0][1], form.body[1][1]), (project["代码"], project["名称"]))
            money = [number(form.body[4][c]) for c in (1, 2, 3, 4)]
            self.assertEqual(money, [shown(add(project.get(k) for k in ("财政拨款", "上年结转", "其他资金"))), *(shown(project.get(k)) for k in ("财政拨款", "上年结转", "其他资金"))])
            self.assertEqual(form.body[8:], [[r[k] for k in ("一级指标", "二级指标", "三级指标", "描述", "指标值", "依据")] for r in project["指标"]])
        buying = found["部门政府采购预算表"].body
        keys = ("一般公共预算拨款", "政府性基金预算拨款", "国有资本经营预算拨款", "财政专户管理资金", "单位资金", "财政拨款结转", "非财政拨款结转结余")
        rows = [[r["数量"], r["单价"], add(r.get(k) for k in keys), *(r.get(k) for k in keys), r.get("预留中小微企业份额")] for r in self.data["政府采购"]]
        self.assertEqual([[number(c) for c in row[5:]] for row in buying[1:]], [[r[0], *map(shown, r[1:])] for r in rows])
        self.assertEqual([number(c) for c in buying[0][7:]], [shown(add(c)) for c in zip(*(r[2:] for r in rows))])
        for row in buying[1:]:
            self.assertEqual(number(row[5]) * number(row[6]), number(row[7]), row)
        funds = {p["名称"]: add(p.get(k) for k in ("财政拨款", "上年结转", "其他资金")) for p in self.data["项目"]}
        for row in buying[1:]:
            self.assertEqual(number(row[1]), shown(funds.get(row[0], number(row[1]))))
        assets = {row[0]: (row[1], number(row[2])) for row in found["溪原县县直部门固定资产占用情况表"].body}
        self.assertEqual(assets["资产总额"], ("——", sum(v for k, (_, v) in assets.items() if k[0] in "1234")))
        cars = [(number(q), v) for k, (q, v) in assets.items() if "用车" in k]
        self.assertEqual((number(assets["2.车辆（台、辆）"][0]), assets["2.车辆（台、辆）"][1]), tuple(map(sum, zip(*cars))))

    def test_statement_says_what_the_tables_say(self):
        found, _ = self.book()
        pdf, _ = self.build(BOOK)
        said = pdf_text(pdf)
        plain = lambda v: f"{v:.2f}万元"  # as in the tables
        one = found[NAMES[0]].body
        income_total, basic, project = number(one[33][2]), number(found[NAMES[2]].body[0][4]), number(found[NAMES[2]].body[0][5])
        buying = found["部门政府采购预算表"].body
        kinds = {kind: add(number(row[7]) for row, r in zip(buying[1:], self.data["政府采购"]) if r["类别"] == kind) for kind in ("货物", "工程", "服务")}
        for words in (f"2025年预算收入{plain(income_total)}，其中：一般公共预算拨款收入{plain(number(one[0][2]))}", f"2025年支出预算{plain(income_total)}，其中基本支出{plain(basic)}",
                      f"运转类其他及特定目标类项目支出{plain(project)}", f"“三公”经费预算安排{plain(number(found[NAMES[8]].body[0][2]))}",
                      f"安排政府采购预算{plain(number(buying[0][7]))}，其中：政府采购货物预算{plain(kinds['货物'])}、政府采购工程预算{plain(kinds['工程'])}、政府采购服务预算{plain(kinds['服务'])}",
                      f"固定资产金额为{plain(number(found['溪原县县直部门固定资产占用情况表'].body[0][2]))}", f"上年结转结余{plain(number(one[32][2]))}"):
            self.assertIn(words, said)
        last = self.data["上年"]["支出"]
        self.assertIn(f"较2024年预算增加{plain(income_total - last['基本支出'] - last['项目支出'])}，其中：基本支出增加{plain(basic - last['基本支出'])}", said)

    def test_one_field_changes_both(self):
        """A figure changed once is changed in every table and sentence it is in; a total that no longer agrees is refused."""
        data = json.loads(BOOK.read_text())
        next(r for r in data["支出明细"] if r["科目编码"] == "2130314")["一般公共预算拨款"]["项目支出"] = 150.07
        next(r for r in data["收入明细"] if r["科目编码"] == "2130314")["一般公共预算拨款"] = 150.07
        found, _ = self.book(data)
        self.assertEqual({number(row[3]) for name in (NAMES[2], NAMES[4]) for row in found[name].body if row[1] == "2130314"}, {Decimal("150.07")})
        pdf, _ = self.build(data)
        self.assertIn(f"2025年支出预算{number(found[NAMES[2]].body[0][3])}万元", pdf_text(pdf))
        wrong = copy.deepcopy(data) | {"支出": {"主要项目": "防汛", "项目支出": 6159.55}}
        done = gongkai("check", dump(wrong, self.folder / "wrong.json"), "--document", "公开表", "--diagnostics=json")
        self.assertEqual(done.returncode, 1)
        self.assertIn("6159.62", done.stderr)

    def test_without_the_optional_data(self):
        """A department without projects, buying, funds and last year's budget: empty tables with their words, and the same nine tables."""
        data = json.loads(BOOK.read_text())
        data["项目"], data["政府采购"] = [], []
        del data["上年"], data["三公经费"]["政府性基金安排"], data["三公经费"]["国有资本经营预算安排"], data["结转下年"], data["公开日期"]
        data["收入"]["政府性基金预算拨款"] = 0  # said, not left out: the statement gives it
        for r in data["支出明细"]:
            r.pop("政府性基金预算拨款", None)
        for r in data["收入明细"]:
            r.pop("政府性基金预算拨款", None)
            r.get("上年结转资金", {}).pop("政府性基金预算拨款", None)
        found, all_tables = self.book(data)
        self.assertEqual([t.caption for t in all_tables][:9], NAMES)
        pdf, _ = self.build(data, "--document", "公开表")
        self.assertEqual(re.findall(r"无([^。]*?)，故本表为空表。", pdf_text(pdf)),
                         ["政府性基金预算财政拨款安排的预算", "国有资本经营预算财政拨款安排的预算", "安排绩效目标的项目", "政府采购预算"])
        self.assertEqual([number(row[3]) for row in found[NAMES[8]].body], [number(row[2]) for row in found[NAMES[8]].body])
        self.build(data)

    def test_one_book_of_both(self):
        """Cover, contents, both parts; each table of the book is that of the separate file."""
        pdf, done = self.build(BOOK, "--document", "公开本")
        self.assertEqual([d for d in done.stderr.splitlines() if "警告" in d or "错误" in d], [])
        _, apart = self.book()
        together = retold.tables(pdf)
        self.assertEqual([(t.caption, t.head, t.body) for t in together[: len(apart)]], [(t.caption, t.head, t.body) for t in apart])
        said = pdf_text(pdf)
        for words in ("目录", "第一部分部门预算公开表", "第二部分部门预算信息公开情况说明", "保密审查：已审查"):
            self.assertIn(words, said)
        pages = [re.sub(r"\s", "", p) for p in subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True).stdout.split("\f")]
        listed = re.findall(r"(部门[^…·.—]{4,24}表)[….·]*?(\d+)(?=部门|小型)", "".join(p for p in pages if "…" in p or "目录" in p))
        self.assertGreaterEqual(len(listed), 8)
        front = next(i for i, p in enumerate(pages) if "按照《中华人民共和国预算法》" in p)  # the sheet that is page 1 of the body
        for title, at in listed:
            self.assertIn(title, pages[front + int(at) - 1], (title, at))

    def test_files_are_named_by_the_layout(self):
        for document, name in (("公开本", "溪原县水务局2025年部门预算公开.pdf"), ("公开表", "溪原县水务局2025年部门预算公开表.pdf"), ("情况说明", "溪原县水务局2025年部门预算信息公开情况说明.pdf")):
            done = gongkai("build", BOOK, "--document", document, cwd=self.folder)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertTrue((self.folder / name).exists(), sorted(self.folder.iterdir()))


def record(rows, code):
    return next(r for r in rows if r["科目编码"] == code)


class Changed(Case):
    """The example with some of its data changed: the same tables, read back and added up again as those of the example."""
    def printed(self, change):
        book = Book("test_trees")
        book.folder, book.data = self.folder, load()
        change(book.data, Decimal)
        source = json.loads(BOOK.read_text())
        change(source, float)
        found = book.book(source)
        book.book = lambda data=None: found
        return book, found[0]

    def test_red_entries(self):
        """冲减: a code and a whole class below zero, in and out; nothing is left out of a table for it, and all sums take them in."""
        def change(data, n):
            for code, amount in (("2130335", "-6.4"), ("2110302", "-180")):
                record(data["收入明细"], code)["一般公共预算拨款"] = n(amount)
                record(data["支出明细"], code)["一般公共预算拨款"] = {"项目支出": n(amount), "上年数": n("100")}
            record(data["收入明细"], "2130306")["事业收入"] = n("-35")
            record(data["支出明细"], "2130306")["单位资金"] = {"项目支出": n("-35")}
        book, found = self.printed(change)
        book.test_trees()
        book.test_summaries()
        book.test_between_tables()
        self.assertIn("-180.00", [row[3] for row in found[NAMES[4]].body if row[1] == "211"])
        self.assertIn(["二、政府性基金预算拨款收入", "982.60"], [row[1:3] for row in found[NAMES[0]].body])

    def test_balance_of_other_funds_used(self):
        """The row is there when there is such a balance, between the year's income and last year's; table 2 has it in its column, and both sides agree."""
        def change(data, n):
            record(data["收入明细"], "2130335")["使用非财政拨款结余"] = n("20.5")
            record(data["支出明细"], "2130335")["单位资金"]["项目支出"] = n("107")
            del data["收入"]["使用非财政拨款结余"]
        book, found = self.printed(change)
        book.test_trees()
        one = found[NAMES[0]].body
        feet = [(row[1], number(row[2])) for row in one[-4:]]
        year, total = feet[0][1], feet[3][1]
        self.assertEqual([name for name, _ in feet], ["本年收入合计", "使用非财政拨款结余", "上年结转结余", "收入总计"])
        self.assertEqual((feet[1][1], year + feet[1][1] + feet[2][1]), (Decimal("20.50"), total))
        self.assertEqual(add(number(row[2]) for row in one[:5]), year)
        self.assertEqual([number(row[4]) for row in one if row[3] in ("本年支出合计", "支出总计")], [total, total])
        self.assertEqual((number(found[NAMES[1]].body[0][3]), number(found[NAMES[1]].body[0][15])), (total, Decimal("20.50")))
        data = json.loads(BOOK.read_text())
        change(data, float)
        pdf, _ = self.build(data, "--document", "情况说明")
        self.assertIn("（含使用非财政拨款结余20.50万元）", pdf_text(pdf))

    def test_nothing_said_of_such_a_balance(self):
        """Left out and not zero: the year's income is still added up, and there is no row."""
        book, found = self.printed(lambda data, n: data["收入"].pop("使用非财政拨款结余"))
        book.test_trees()
        book.test_summaries()
        book.test_between_tables()
        pdf, _ = self.build({**json.loads(BOOK.read_text()), "收入": {"国有资本经营预算拨款": 0, "财政专户管理资金": 0}}, "--document", "情况说明")
        self.assertNotIn("含使用非财政拨款结余", pdf_text(pdf))


if __name__ == "__main__":
    main()
