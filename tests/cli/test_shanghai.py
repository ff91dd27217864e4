#!/usr/bin/env python3
"""The book of layouts/shanghai-2025: every table is read back from the PDF by another
program's eyes (retold.py), compared head by head with the forms of Shanghai's districts
and figure by figure with the data, re-added, and held against the other tables. Data in
元, tables in 元 and 万元, codes in three columns: what hebei-2025 does not have."""
import csv, json, re
from decimal import ROUND_HALF_UP, Decimal

import retold
from harness import ROOT, Case, diagnostics, dump, gongkai, main, pdf_text
from retold import add

BOOK = ROOT / "layouts/shanghai-2025/example.json"
FUNDS = ("一般公共预算拨款", "政府性基金预算拨款", "国有资本经营预算拨款")
SOURCES = (*FUNDS, "财政专户管理资金", "单位资金")
UNIT_INCOME = ("事业收入", "事业单位经营收入", "上级补助收入", "附属单位上缴收入", "其他收入")
DOCUMENTS = ("公开本", "部门概况", "编制说明", "预算表", "其他说明", "附表")
CODE = re.compile(r'<code id="(\d+)" name="([^"]+)"')
FUNCTIONAL, ECONOMIC, GOVERNMENT = (dict(CODE.findall((ROOT / f"layouts/common/codes/{name}.xml").read_text())) for name in ("functional", "economic", "government-economic"))

BY_FUNCTION = ["项目/功能分类科目编码/类", "项目/功能分类科目编码/款", "项目/功能分类科目编码/项", "项目/功能分类科目名称"]
THREE = ["合计", "基本支出", "项目支出"]
CARS = [f"公务用车购置及运行费/{k}" for k in ("小计", "公务用车购置费", "公务用车运行费")]
TRIPS = ["合计", "因公出国（境）费", *CARS, "公务接待费"]
# Each table's caption and the paths of its columns from the top of the head to the leaf.
HEADS = {
    "预算单位构成情况表": ["序号", "单位名称", "单位性质", "单位规格", "经费来源"],
    "2025年部门财务收支预算总表": ["本年收入/项目", "本年收入/预算数", "本年支出/项目", "本年支出/预算数"],
    "2025年部门收入预算总表": [*BY_FUNCTION, *(f"收入预算/{k}" for k in ("合计", "财政拨款收入", "事业收入", "事业单位经营收入", "其他收入"))],
    "2025年部门支出预算总表": [*BY_FUNCTION, *(f"支出预算/{k}" for k in THREE)],
    "2025年部门财政拨款收支预算总表": ["财政拨款收入/项目", "财政拨款收入/预算数", *(f"财政拨款支出/{k}" for k in ("项目", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"))],
    "2025年部门一般公共预算支出功能分类预算表": [*BY_FUNCTION, *(f"一般公共预算支出/{k}" for k in THREE)],
    "2025年部门政府性基金预算支出功能分类预算表": [*BY_FUNCTION, *(f"政府性基金预算支出/{k}" for k in THREE)],
    "2025年部门国有资本经营预算支出功能分类预算表": [*BY_FUNCTION, *(f"国有资本经营预算支出/{k}" for k in THREE)],
    "2025年部门一般公共预算基本支出部门预算经济分类预算表": ["项目/经济分类科目编码/类", "项目/经济分类科目编码/款", "项目/经济分类科目名称", *(f"一般公共预算基本支出/{k}" for k in ("合计", "人员经费", "公用经费"))],
    "2025年部门“三公”经费和机关运行经费预算表": [*(f"“三公”经费预算数/{k}" for k in ("合计", "因公出国（境）费", "公务接待费", "公务用车购置及运行费/小计", "公务用车购置及运行费/购置费", "公务用车购置及运行费/运行费")),
                                    "机关运行经费预算数"],
    "2025年部门收入预算明细表": ["科目/科目编码", "科目/科目名称", "合计", "上年结转", *(f"{f}收入" for f in FUNDS), "事业收入/金额", "事业收入/其中：教育收费", "事业单位经营收入", "上级补助收入", "附属单位上缴收入", "其他收入", "使用非财政拨款结余"],
    "2025年部门收入预算资金来源表": ["序号", "功能分类科目/科目编码", "功能分类科目/科目名称", "合计", *(f"本年收入/{k}" for k in ("小计", *FUNDS, "财政专户管理资金", "单位资金/小计", *(f"单位资金/{u}" for u in UNIT_INCOME))),
                        "上年结转结余/小计", *(f"上年结转结余/财政拨款/{f}" for f in FUNDS), "上年结转结余/财政专户管理资金", "上年结转结余/单位资金"],
    "2025年部门支出预算明细表": ["科目编码", "科目名称", "合计", *(f"基本支出/{k}" for k in ("小计", "人员经费", "公用经费")), "项目支出", "上缴上级支出①", "事业单位经营支出①", "对附属单位补助支出①"],
    "2025年部门一般公共预算支出增减情况表": ["功能分类科目/科目编码", "功能分类科目/科目名称", "2024年预算数", *(f"2025年预算数/{k}" for k in ("小计", "基本支出", "项目支出")), "比上年预算数/增减额", "比上年预算数/增减%"],
    "2025年部门一般公共预算基本支出经济分类对照表": [*(f"{k}预算支出经济分类/{c}" for k in ("政府", "部门") for c in ("科目编码/类", "科目编码/款", "科目名称")), *(f"一般公共预算基本支出/{k}" for k in ("合计", "人员经费", "公用经费"))],
    "2025年部门一般公共预算基本支出明细表": [f"{g}/{c}" for g in ("人员经费", "公用经费/（一）", "公用经费/（二）") for c in ("科目编码", "科目名称", "预算数")],
    "2025年部门“三公”经费预算对比表": [f"{y}年预算数/{k}" for y in (2024, 2025) for k in TRIPS],
    "2025年部门财政拨款“三公”经费、会议费、培训费预算表": ["行次", "资金来源项目", "预算金额/合计", *(f"预算金额/其中/{k}预算财政拨款" for k in ("一般公共", "政府性基金", "国有资本经营"))],
    "2025年部门项目支出预算表": ["序号", "项目/项目代码", "项目/项目名称", "实施单位", "实施周期/起始年度", "实施周期/终止年度", "2025年预算安排/合计", *(f"2025年预算安排/资金来源/{k}" for k in ("财政拨款", "上年结转", "其他资金"))],
    "2025年部门政府采购预算表": ["政府采购项目来源/项目名称", "政府采购项目来源/预算资金", "采购物品名称", "政府采购目录序号", "计量单位", "数量", "单价",
                      *(f"政府采购金额（当年部门预算安排资金）/{k}" for k in ("合计", "一般公共预算拨款", "基金预算拨款", "国有资本经营预算拨款", "财政专户管理资金", "单位资金", "财政拨款结转", "非财政拨款结转结余")), "2025年预留中小微企业份额"],
    "2025年部门政府采购预算分类汇总表": ["资金来源采购类别", "合计", "财政拨款/一般公共预算拨款", "财政拨款/政府性基金预算拨款", "单位资金", "其中：预留中小微企业份额"],
    "部门国有资产占有使用情况表": ["序号", "项目", "数量", "价值（金额单位：万元）"],
    "部门资产负债情况表": [f"{side}/{k}" for side in ("资产", "负债和净资产") for k in ("项目", "行次", "年初数", "年末数")],
    "2025年部门整体支出绩效指标表": ["一级指标", "二级指标", "三级指标", "评（扣）分标准", "绩效指标描述", "指标值/符号", "指标值/值", "指标值/单位", "指标值确定依据"],
}


def number(text):
    return retold.number(text.replace(",", ""))


def paths(head):
    """The column's titles from the top down, a title that spans rows once; the row of column numbers is none."""
    rows = [row for row in head if not any(c.isdigit() and len(c) < 3 for c in row)]
    return ["/".join(dict.fromkeys(column)) for column in zip(*rows)]


def of_ten_thousand(value):
    return None if value is None else (Decimal(value) / 10000).quantize(Decimal("0.01"), ROUND_HALF_UP)


def income(r):
    unit = add(r.get(k) for k in UNIT_INCOME)
    now = [r.get(k) for k in FUNDS]
    return [add([*now, unit]), *now, unit, *(r.get(k) for k in UNIT_INCOME)]


def part(r, fund, kind):
    group = r.get(fund, {})
    return add([group.get("人员经费"), group.get("公用经费")]) if kind == "基本支出" else group.get(kind)


def spending(*funds):
    def figures(r):
        basic, project = (add(part(r, f, kind) for f in funds) for kind in ("基本支出", "项目支出"))
        return [add([basic, project]), basic, project]
    return figures


def tree(records, figures, levels):
    """[[code, figures …]] of all levels in the order of codes, and the totals."""
    found = {}
    for r in records:
        for n in levels:
            found.setdefault(r["科目编码"][:n], []).append(figures(r))
    return [[code, *map(add, zip(*values))] for code, values in sorted(found.items())], [add(c) for c in zip(*map(figures, records))]


class Shanghai(Case):
    @classmethod
    def setUpClass(cls):
        cls.data = json.loads(BOOK.read_text(), parse_float=Decimal, parse_int=Decimal)

    kept = None

    def book(self):
        """The tables by their captions, all of them, and the text, read once for all tests."""
        if not Shanghai.kept:
            pdf, _ = self.build(BOOK)
            tables = retold.tables(pdf)
            Shanghai.kept = {t.caption: t for t in tables}, tables, pdf_text(pdf)
        return Shanghai.kept

    def body(self, caption):
        return self.book()[0][caption].body

    def test_checks_without_a_word(self):
        for document in DOCUMENTS:
            done = gongkai("check", BOOK, "--document", document, "--diagnostics=json")
            self.assertEqual((done.returncode, [d for d in diagnostics(done) if d["severity"] != "note"]), (0, []), document)

    def test_heads(self):
        """Twenty-four heads, as the forms give them, and the projects' forms after them."""
        _, tables, _ = self.book()
        self.assertEqual([t.caption for t in tables], [*HEADS, *(f"项目支出绩效目标申报表（{p['名称']}）" for p in self.data["项目"])])
        self.assertGreaterEqual(len(HEADS), 23)
        for table in tables[: len(HEADS)]:
            self.assertEqual(paths(table.head), HEADS[table.caption], table.caption)

    def tree_table(self, caption, records, figures, names=FUNCTIONAL, split=(3, 5, 7), levels=None, total="last", before=0):
        """The rows of a table of codes against the data; the printed sums again from what is printed alone."""
        levels, body = levels or split, self.body(caption)
        rows, totals = tree(records, figures, levels)
        body, sums = (body[:-1], body[-1]) if total == "last" else (body[1:], body[0])
        labels = len(sums) - len(totals)
        wide = labels - 1 - before  # columns of the code
        codes = ["".join(row[before : before + wide]) for row in body]
        self.assertEqual(codes, [row[0] for row in rows], caption)
        self.assertEqual([row[labels - 1] for row in body], [names[c] for c in codes])
        figures = [list(map(number, row[labels:])) for row in body]
        self.assertEqual(figures, [row[1:] for row in rows], caption)
        self.assertEqual(list(map(number, sums[labels:])), totals, caption)
        self.assertEqual(set(sums[before:labels]), {"合计"})
        for above, below in zip((0, *levels), levels):
            for code in {c[:above] for c in codes if len(c) > above}:
                printed = totals if not above else figures[codes.index(code)]
                self.assertEqual(printed, [add(c) for c in zip(*(f for c, f in zip(codes, figures) if len(c) == below and c[:above] == code))], (caption, code))

    def test_trees(self):
        spend, earn, basic = (self.data[k] for k in ("支出明细", "收入明细", "基本支出明细"))
        of = {f: [r for r in spend if f in r] for f in FUNDS}
        pick = lambda *at: lambda r: [income(r)[i] for i in at]
        fiscal = lambda r: [income(r)[0], add(income(r)[1:4]), income(r)[5], income(r)[6], income(r)[9]]
        self.tree_table("2025年部门收入预算总表", earn, fiscal)
        self.tree_table("2025年部门支出预算总表", spend, spending(*SOURCES))
        self.tree_table("2025年部门一般公共预算支出功能分类预算表", of[FUNDS[0]], spending(FUNDS[0]))
        self.tree_table("2025年部门政府性基金预算支出功能分类预算表", of[FUNDS[1]], spending(FUNDS[1]))
        personal = lambda r: [add([r.get("人员经费"), r.get("公用经费")]), r.get("人员经费"), r.get("公用经费")]
        self.tree_table("2025年部门一般公共预算基本支出部门预算经济分类预算表", basic, personal, ECONOMIC, (3, 5))
        nothing = lambda r, n: [None] * n
        self.tree_table("2025年部门收入预算明细表", earn, lambda r: [income(r)[0], None, *income(r)[1:4], income(r)[5], None, *income(r)[6:10], None], total="first")
        self.tree_table("2025年部门收入预算资金来源表", earn, lambda r: [income(r)[0], *pick(0, 1, 2, 3)(r), None, *income(r)[4:10], *nothing(r, 6)], levels=(3, 7), total="first", before=1)
        people = lambda r: [add(part(r, f, k) for f in SOURCES) for k in ("人员经费", "公用经费")]
        self.tree_table("2025年部门支出预算明细表", spend, lambda r: [*spending(*SOURCES)(r)[:2], *people(r), spending(*SOURCES)(r)[2], None, None, None], total="first")

    def test_changes_from_last_year(self):
        rows, totals = tree([r for r in self.data["支出明细"] if FUNDS[0] in r], lambda r: [r[FUNDS[0]]["上年数"], *spending(FUNDS[0])(r)], (3, 5, 7))
        body = self.body("2025年部门一般公共预算支出增减情况表")
        zero = 0
        for printed, (last, now, basic, project) in zip(body, [*(r[1:] for r in rows), totals], strict=True):
            self.assertEqual(list(map(number, printed[2:7])), [last, now, basic, project, now - last], printed)
            if last == 0:
                self.assertEqual(printed[7], "——", printed)
                zero += 1
            else:
                self.assertEqual(number(printed[7]), ((now - last) / last * 100).quantize(Decimal("0.01"), ROUND_HALF_UP), printed)
        self.assertGreater(zero, 0)

    def test_both_classifications(self):
        """The rows as the data has them; the columns of the department's codes add up to the other tables' rows."""
        body = self.body("2025年部门一般公共预算基本支出经济分类对照表")
        records = self.data["基本支出对照"]
        self.assertEqual([("".join(r[:2]), r[2], "".join(r[3:5]), r[5]) for r in body[:-1]],
                         [(r["政府科目编码"], GOVERNMENT[r["政府科目编码"]], r["部门科目编码"], ECONOMIC[r["部门科目编码"]]) for r in records])
        self.assertEqual([[number(c) for c in r[6:]] for r in body[:-1]], [[add([r.get("人员经费"), r.get("公用经费")]), r.get("人员经费"), r.get("公用经费")] for r in records])
        eight = {"".join(r[:2]): list(map(number, r[3:])) for r in self.body("2025年部门一般公共预算基本支出部门预算经济分类预算表")}
        for code in {"".join(r[3:5]) for r in body[:-1]}:
            self.assertEqual([add(c) for c in zip(*(map(number, r[6:]) for r in body[:-1] if "".join(r[3:5]) == code))], eight[code], code)
        self.assertEqual(list(map(number, body[-1][6:])), eight["合计" * 2])
        three_up = self.body("2025年部门一般公共预算基本支出明细表")
        side = lambda *at: {r[a]: number(r[a + 2]) for a in at for r in three_up[:-1] if r[a]}
        for got, column in ((side(0), 1), (side(3, 6), 2)):
            self.assertEqual(got, {code: v[column] for code, v in eight.items() if code.isdigit() and v[column] is not None})
        self.assertEqual((number(three_up[-1][2]), number(three_up[-1][8])), tuple(eight["合计" * 2][1:]))

    def test_between_tables(self):
        """What hangs together (A01 to A15, B01 to B17), on nothing but printed figures."""
        one = self.body("2025年部门财务收支预算总表")
        left, right = ({row[c]: number(row[c + 1]) for row in one if row[c]} for c in (0, 2))
        earned, spent, four = (self.body(f"2025年部门{k}预算总表") for k in ("收入", "支出", "财政拨款收支"))
        self.assertEqual(left["一、财政拨款收入"], add(v for k, v in left.items() if k[0].isdigit()))
        self.assertEqual(left["收入总计"], add(v for k, v in left.items() if k[0] in "一二三四"))
        self.assertEqual((left["收入总计"], right["支出总计"]), (number(earned[-1][4]), number(spent[-1][4])))
        self.assertEqual(left["收入总计"], right["支出总计"])
        self.assertEqual([v for k, v in right.items() if k != "支出总计"], [number(r[4]) for r in spent if r[0].isdigit() and not r[1]])
        self.assertEqual([number(c) for c in earned[-1][5:]], [left[k] for k in ("一、财政拨款收入", "二、事业收入", "三、事业单位经营收入", "四、其他收入")])
        total, classes = four[-1], [r for r in four if r[2].startswith("（")]
        self.assertEqual(number(total[1]), number(total[3]))
        for row in (four[0], *classes, total):
            self.assertEqual(number(row[3]), add(map(number, row[4:])), row)
        self.assertEqual([number(c) for c in four[0][3:]], [add(c) for c in zip(*(map(number, r[3:]) for r in classes))])
        five, six = (self.body(f"2025年部门{k}预算支出功能分类预算表") for k in ("一般公共", "政府性基金"))
        self.assertEqual([number(c) for c in four[0][4:6]], [number(five[-1][4]), number(six[-1][4])])
        self.assertEqual({r[2][3:]: number(r[4]) for r in classes}, {r[3]: number(r[4]) for r in five if r[0].isdigit() and not r[1]})
        eight = self.body("2025年部门一般公共预算基本支出部门预算经济分类预算表")
        self.assertEqual(number(five[-1][5]), number(eight[-1][3]))
        nine = list(map(number, self.body("2025年部门“三公”经费和机关运行经费预算表")[0]))
        self.assertEqual((nine[0], nine[3]), (nine[1] + nine[2] + nine[3], nine[4] + nine[5]))
        codes = {"".join(r[:2]): number(r[3]) / 10000 for r in eight[:-1]}
        self.assertLessEqual(codes["30217"], nine[2])
        self.assertLessEqual(codes["30231"], nine[5])
        self.assertLessEqual(nine[6], of_ten_thousand(number(eight[-1][5])))

    def test_empty_table_says_so(self):
        empty = self.body("2025年部门国有资本经营预算支出功能分类预算表")
        self.assertEqual((len(empty), {c for row in empty for c in row}), (3, {"", "合计"}))
        self.assertEqual(re.findall(r"本部门2025年无([^。]*)，故本表为空表。", self.book()[2]), ["国有资本经营预算财政拨款安排的支出"])

    def test_three_expenses(self):
        three, last = self.data["三公经费"], self.data["上年"]["三公经费"]
        six = lambda d: [add([d["因公出国境费"], d["公务用车购置费"], d["公务用车运行维护费"], d["公务接待费"]]), d["因公出国境费"], d["公务用车购置费"] + d["公务用车运行维护费"], d["公务用车购置费"], d["公务用车运行维护费"], d["公务接待费"]]
        nine = list(map(number, self.body("2025年部门“三公”经费和机关运行经费预算表")[0]))
        order = six(three)
        self.assertEqual(nine, list(map(of_ten_thousand, [order[0], order[1], order[5], *order[2:5], self.data["机关运行经费"]["合计"]])))
        self.assertEqual(list(map(number, self.body("2025年部门“三公”经费预算对比表")[0])), list(map(of_ten_thousand, [*six(last), *order])))
        rows = self.body("2025年部门财政拨款“三公”经费、会议费、培训费预算表")
        self.assertEqual([r[0] for r in rows], [str(i + 1) for i in range(8)])
        self.assertEqual([number(r[2]) for r in rows], list(map(of_ten_thousand, [*order, three["会议费"], three["培训费"]])))
        self.assertEqual([number(r[2]) for r in rows], [number(r[3]) for r in rows])

    def test_projects(self):
        projects, table = self.data["项目"], self.body("2025年部门项目支出预算表")
        money = lambda p: [add(p.get(k) for k in ("财政拨款", "上年结转", "其他资金")), *(p.get(k) for k in ("财政拨款", "上年结转", "其他资金"))]
        sums = lambda of: [add(c) for c in zip(*map(money, of))]
        kinds = list(dict.fromkeys(p["类别"] for p in projects))
        expected = [("合计", sums(projects))]
        for kind in kinds:
            of = [p for p in projects if p["类别"] == kind]
            expected += [(f"{kind}小计", sums(of)), *((p["代码"], money(p)) for p in of)]
        self.assertEqual([(r[1], list(map(number, r[6:]))) for r in table], expected)
        for form, project in zip(self.book()[1][-len(projects) :], projects, strict=True):
            body = form.body
            self.assertEqual((body[0][2], body[1][2], body[1][5]), (project["名称"], project["类别"], project["代码"]))
            self.assertEqual([number(body[r][5]) for r in (4, 5, 6, 7)], money(project))
            marks = [r[1:] for r in body if r[0] == "绩效指标"]
            self.assertEqual([[*r[:4], number(r[4])] for r in marks[1:-2]], [[*(z[k] for k in ("一级指标", "二级指标", "三级指标", "指标值")), z["分值"]] for z in project["指标"]])
            self.assertEqual((marks[-2][1], number(marks[-2][4])), ("预算执行率", project["执行率分值"]))
            self.assertEqual((number(marks[-1][4]), add(number(r[4]) for r in marks[1:-1])), (100, 100))

    def test_buying(self):
        keys = (*SOURCES, "财政拨款结转", "非财政拨款结转结余")
        figures = lambda r: [add(r.get(k) for k in keys), *(r.get(k) for k in keys), r["预留中小微企业份额"]]
        table, records = self.body("2025年部门政府采购预算表"), self.data["政府采购"]
        self.assertEqual([list(map(number, r[7:])) for r in table[1:]], list(map(figures, records)))
        self.assertEqual(list(map(number, table[0][7:])), [add(c) for c in zip(*map(figures, records))])
        self.assertEqual([(r[0], number(r[1]), r[2]) for r in table[1:]], [(r["项目名称"], r["预算资金"], r["采购物品名称"]) for r in records])
        for row in table[1:]:
            self.assertEqual(number(row[5]) * number(row[6]), number(row[7]), row)
            self.assertLessEqual(add(number(r[7]) for r in table[1:] if r[0] == row[0]), number(row[1]), row)
        summary = self.body("2025年部门政府采购预算分类汇总表")
        for row, kind in zip(summary[:-1], ("货物", "工程", "服务"), strict=True):
            of = [r for r in records if r["类别"] == kind]
            self.assertEqual((row[0], list(map(number, row[1:]))), (f"{kind}类", [add(c) for c in zip(*([figures(r)[0], r.get(FUNDS[0]), r.get(FUNDS[1]), r.get("单位资金"), r["预留中小微企业份额"]] for r in of))]))
        self.assertEqual(list(map(number, summary[-1][1:])), [add(number(r[c]) for r in summary[:-1]) for c in range(1, 6)])

    def test_assets(self):
        rows, assets = self.body("部门国有资产占有使用情况表"), self.data["固定资产"]
        value = {r[1]: (number(r[2]), number(r[3])) for r in rows}
        self.assertEqual(value["资产总额"][1], sum(v for k, (_, v) in value.items() if not k.startswith(("其中", "资产总额"))))
        self.assertEqual(tuple(map(sum, zip(*(v for k, v in value.items() if k.endswith("车") or k.endswith("车辆"))))), value["车辆（辆）"])
        self.assertEqual(value["房屋（平方米）"], (assets["房屋"]["面积"], of_ten_thousand(assets["房屋"]["价值"])))
        self.assertEqual([r[2] for r in rows if r[1] in ("资产总额", "其他固定资产")], ["——", "——"])
        self.assertIn("截至日期：2024年8月31日", self.book()[2])
        sheet = self.body("部门资产负债情况表")
        self.assertEqual([r[1] for r in sheet] + [r[5] for r in sheet], [str(i + 1) for i in range(2 * len(sheet))])
        for year, at in ((self.data["上年"]["资产负债"], 2), (self.data["资产负债"], 3)):
            left, right = ({r[c]: number(r[c + at]) for r in sheet if r[c]} for c in (0, 4))
            fixed = [year[k] for k in ("固定资产净值", "在建工程", "无形资产净值", "公共基础设施净值", "其他非流动资产")]
            current = [year[k] for k in ("货币资金", "应收及预付款项", "存货", "其他流动资产")]
            self.assertEqual([left[k] for k in ("一、流动资产", "二、非流动资产", "资产合计")], list(map(of_ten_thousand, (sum(current), sum(fixed), sum(current + fixed)))))
            self.assertEqual(right["净资产"], of_ten_thousand(sum(current + fixed) - year["流动负债"] - year["非流动负债"]))
            self.assertEqual((left["资产合计"], right["负债和净资产合计"]), (right["负债合计"] + right["净资产"], left["资产合计"]))

    def test_text_says_what_the_tables_say(self):
        said = self.book()[2]
        ten = lambda v: f"{of_ten_thousand(v)}万元"
        spent = self.body("2025年部门支出预算总表")
        total, basic, project = map(number, spent[-1][4:])
        last = self.data["上年"]["支出"]
        for words in (f"收入预算{ten(total)}", f"支出预算{ten(total)}，比2024年预算增加{ten(total - last['基本支出'] - last['项目支出'])}", f"基本支出{ten(basic)}", f"项目支出{ten(project)}",
                      f"“城乡社区支出”科目{ten(next(number(r[3]) for r in self.body('2025年部门财政拨款收支预算总表') if '城乡社区' in r[2]))}",
                      f"“三公”经费预算数为{self.body('2025年部门“三公”经费和机关运行经费预算表')[0][0]}万元", f"政府采购预算{ten(number(self.body('2025年部门政府采购预算表')[0][7]))}"):
            self.assertIn(words, said)

    def test_another_provinces_data(self):
        """A department of Hebei, in 万元 and with money carried over, in the same tables: they add up, and what has no column is told."""
        pdf, done = self.build(ROOT / "layouts/hebei-2025/example.json", "-l", "shanghai-2025", "--document", "预算表")
        self.assertNotIn("警告", done.stderr)
        found = {t.caption: t.body for t in retold.tables(pdf)}
        one = found["2025年部门财务收支预算总表"]
        left, right = ({row[c]: number(row[c + 1]) for row in one if row[c]} for c in (0, 2))
        self.assertGreater(left["上年结转"], 0)
        self.assertEqual(left["收入总计"], add(v for k, v in left.items() if k[0] in "一二三四五" or k == "上年结转"))
        self.assertEqual(right["支出总计"], add(v for k, v in right.items() if k != "支出总计"))
        self.assertEqual(left["收入总计"], right["支出总计"])
        total = [number(c) for c in found["2025年部门收入预算总表"][-1][4:]]
        self.assertEqual(total[0], left["收入总计"])
        self.assertIn(f"注：合计还包括上年结转、财政专户管理资金等{total[0] - add(total[1:]):,}元，分列在附表2。", pdf_text(pdf))
        self.assertNotIn("合计还包括", self.book()[2])

    def test_tables_for_programs(self):
        """The attached CSV of each table has the same head and figures, and what is attached gives the same file again."""
        pdf, _ = self.build(BOOK, "--document", "附表")
        done = gongkai("extract", pdf, "-o", self.folder / "taken")
        self.assertEqual(done.returncode, 0, done.stderr)
        found = self.book()[0]
        corner = {"资金来源项目": "项目\\资金来源", "资金来源采购类别": "采购类别\\资金来源"}
        files = sorted((self.folder / "taken/表").glob("*.csv"))
        self.assertEqual([f.stem.split("-", 1)[1] for f in files], [c for c in found if c not in list(HEADS)[:10]])
        for file in files:
            head, *body = csv.reader(file.read_text("utf-8-sig").splitlines())
            table = found[file.stem.split("-", 1)[1]]
            if table.head:
                self.assertEqual(head, [corner.get(p, p.rstrip("①")) for p in paths(table.head)], file.stem)
                self.assertEqual([list(map(number, row)) for row in body], [list(map(number, row)) for row in table.body], file.stem)
        again = gongkai("build", self.folder / "taken/数据.json", "-o", self.folder / "again.pdf", layouts=self.folder / "taken/layouts")
        self.assertEqual(again.returncode, 0, again.stderr)
        self.assertEqual((self.folder / "again.pdf").read_bytes(), pdf.read_bytes())

    def test_one_figure_changed(self):
        """The tables that a figure is in change with it; the other classification no longer agrees and is refused."""
        data = json.loads(BOOK.read_text())
        next(r for r in data["基本支出明细"] if r["科目编码"] == "30201")["公用经费"] += 1
        done = gongkai("check", dump(data, self.folder / "wrong.json"), "--diagnostics=json")
        self.assertEqual(done.returncode, 1)
        self.assertIn("412001", done.stderr.replace(",", ""))
        del next(r for r in data["基本支出明细"] if r["科目编码"] == "30201")["公用经费"]  # left out: it follows from 基本支出对照
        pdf, _ = self.build(data, "--document", "预算表")
        eight = {t.caption: t for t in retold.tables(pdf)}["2025年部门一般公共预算基本支出部门预算经济分类预算表"].body
        self.assertEqual([r[5] for r in eight if r[:2] == ["302", "01"]], ["412,000"])


if __name__ == "__main__":
    main()
