#!/usr/bin/env python3
"""Final accounts of 2024: every table read back from the PDF's structure, added up again here from the
data's JSON and compared, cell by cell; the tables with each other (01 to 09) and with the statement; the book."""
import json, re, unittest
from decimal import Decimal as D

import pdfstructure, retold
from harness import ROOT, Case, dump, errors, gongkai, main
from retold import add

EXAMPLE = ROOT / "layouts/juesuan-2024/example.json"
FUNDS = ("一般公共预算拨款", "政府性基金预算拨款", "国有资本经营预算拨款")
CLASSES = 26  # 类 printed in 01 and 04


def load():
    return json.loads(EXAMPLE.read_text(), parse_float=D, parse_int=D)


def told(path, role):
    """The text of each element of that role, in the order of the structure."""
    pdf = pdfstructure.Pdf(path)
    return [re.sub(r"\s+", "", "".join(map(pdf.text, e.walk()))) for e in pdf.document.walk() if e.role == role]


def money(amount):
    return "" if amount is None else f"{amount:.2f}"


def dig(record, path):
    for key in path.split("."):
        record = record.get(key) if record else None
    return record


def spending(record, fund):
    return [add([dig(record, f"{fund}.人员经费"), dig(record, f"{fund}.公用经费")]), dig(record, f"{fund}.项目支出")]


def tree(records, columns, lengths):
    """{code: figures} of every code and of those above; '' is the total. None: no such record."""
    out = {}
    for record in records:
        figures = columns(record)
        if figures is None:
            continue
        for n in (0, *lengths):
            if n <= len(record["科目编码"]):
                code = record["科目编码"][:n]
                out[code] = [add(pair) for pair in zip(out[code], figures)] if code in out else figures
    return out


def by_code(rows, width):
    """{code: figures} of a printed table whose rows begin with code and name; the total has no code."""
    out = {}
    for row in rows:
        code = row[0] if re.fullmatch(r"\d{3,7}", row[0]) else "" if row[0] == "合计" else None
        if code is None:
            continue
        assert code not in out, ("twice", code)
        out[code] = row[-width:]
    return out


class Tables(Case):
    @classmethod
    def setUpClass(cls):
        cls.holder = Case("run")
        cls.addClassCleanup(cls.holder.doCleanups)
        cls.holder.setUp()
        cls.data = load()
        cls.change(cls.data, D)
        cls.pdf = cls.holder.folder / "tables.pdf"
        source = json.loads(EXAMPLE.read_text())
        cls.change(source, float)
        done = gongkai("build", dump(source, cls.holder.folder / "data.json"), "--document", "公开表", "-o", cls.pdf)
        assert done.returncode == 0 and not done.stderr.count("警告"), done.stderr
        cls.tables = [table.body for table in retold.tables(cls.pdf)]

    @staticmethod
    def change(data, n):
        """The example as it is; what others make of it, with numbers made by n."""

    def same(self, printed, expected):
        self.assertEqual(list(printed), sorted(expected, key=lambda code: (code != "", code)))
        for code, figures in expected.items():
            with self.subTest(code=code):
                self.assertEqual(printed[code], [money(f) for f in figures])

    def income(self, r):
        grants = add(r.get(f) for f in FUNDS)
        parts = [grants, r.get("上级补助收入"), add([r.get("事业收入"), r.get("财政专户管理资金")]), r.get("事业单位经营收入"), r.get("附属单位上缴收入"), r.get("其他收入")]
        return [add(parts), *parts]

    def outlay(self, r):
        pairs = [spending(r, f) for f in (*FUNDS, "财政专户管理资金", "单位资金")]
        parts = [add(p[0] for p in pairs), add(p[1] for p in pairs), r.get("上缴上级支出"), r.get("事业单位经营支出"), r.get("对附属单位补助支出")]
        return [add(parts), *parts]

    def of_fund(self, fund):
        def columns(r):
            pair = spending(r, fund)
            return None if add(pair) is None else [add(pair), *pair]
        return tree(self.data["支出明细"], columns, (3, 5, 7))

    def test_number_of_tables(self):
        self.assertEqual(len(self.tables), 9 + len(self.data["项目"]))

    def test_02_income(self):
        self.same(by_code(self.tables[1], 7), tree(self.data["收入明细"], self.income, (3, 5, 7)))

    def test_03_expenditure(self):
        self.same(by_code(self.tables[2], 6), tree(self.data["支出明细"], self.outlay, (3, 5, 7)))

    def test_05_general_budget(self):
        self.same(by_code(self.tables[4], 3), self.of_fund(FUNDS[0]))

    def test_06_economic_codes(self):
        """Three groups across: every code once, with its figure; both feet."""
        *body, foot = self.tables[5]
        printed = {}
        for row in body:
            self.assertEqual(len(row), 9, row)
            for code, _, figure in (row[0:3], row[3:6], row[6:9]):
                if code:
                    self.assertNotIn(code, printed)
                    printed[code] = figure
        people = tree(self.data["基本支出明细"], lambda r: [r.get("人员经费")], (3, 5))
        office = tree(self.data["基本支出明细"], lambda r: [r.get("公用经费")], (3, 5))
        expected = {code: add([people[code][0], office[code][0]]) for code in people if code}
        self.assertEqual({code: f for code, f in printed.items() if f}, {code: money(f) for code, f in expected.items()})
        self.assertGreater(len(printed), 70)
        self.assertEqual([foot[0], foot[2], foot[3], foot[8]], ["人员经费合计", money(people[""][0]), "公用经费合计", money(office[""][0])])
        basic = self.of_fund(FUNDS[0])[""][1]
        self.assertEqual(people[""][0] + office[""][0], basic)  # 05 ↔ 06

    def test_07_three_expenses(self):
        def six(group):
            abroad, buying, running, guests = (group[k] for k in ("因公出国境费", "公务用车购置费", "公务用车运行维护费", "公务接待费"))
            return [abroad + buying + running + guests, abroad, buying + running, buying, running, guests]
        budget, spent = six(self.data["全年预算"]["三公经费"]), six(self.data["三公经费"])
        self.assertEqual(self.tables[6][-1], [money(f) for f in budget + spent])
        self.assertLessEqual(spent[0], budget[0])  # B24

    def test_08_funds(self):
        def columns(r):
            f = r.get(FUNDS[1])
            if not f:
                return None
            pair = spending(r, FUNDS[1])
            return [f["年初结转和结余"], f["本年收入"], add(pair), *pair, f["年初结转和结余"] + f["本年收入"] - add(pair)]
        expected = tree(self.data["支出明细"], columns, (3, 5, 7))
        self.same(by_code(self.tables[7], 6), expected)
        self.assertEqual(expected[""][5], self.data["结转下年"][FUNDS[1]])

    def test_09_is_empty_and_says_so(self):
        self.assertFalse(any(re.search(r"\d\.\d\d", cell) for row in self.tables[8] for cell in row))
        self.assertIn("没有国有资本经营预算财政拨款支出，故本表为空表", "".join(told(self.pdf, "P")))

    def sides(self, table, left, right):
        """The rows of a two-sided table: {label: figures} of either side, and the running numbers down the left and then the right."""
        a, b, numbers = {}, {}, ([], [])
        for row in table:
            if len(row) != left + right or not row[1].isdigit() or not row[left + 1].isdigit():
                continue
            numbers[0].append(int(row[1]))
            numbers[1].append(int(row[left + 1]))
            for side, label, figures in ((a, row[0], row[2:left]), (b, row[left], row[left + 2:])):
                if label and label not in side: side[label] = figures
        return a, b, numbers[0] + numbers[1]

    def classes(self, columns):
        return {code: f for code, f in tree(self.data["支出明细"], columns, (3,)).items() if code}

    def names(self):
        text = (ROOT / "layouts/common/codes/functional.xml").read_text()
        return dict(re.findall(r'<code id="(\d{3})" name="([^"]+)"', text))

    def test_01_totals(self):
        income, outlay, numbers = self.sides(self.tables[0], 3, 3)
        self.assertEqual(numbers, list(range(1, 2 * (CLASSES + 4) + 1)))
        own = tree(self.data["收入明细"], self.income, ())[""]
        opening = add(f for r in self.data["收入明细"] for f in (r.get("上年结转资金") or {}).values())
        used = add(r.get("使用非财政拨款结余") for r in self.data["收入明细"])
        spent = tree(self.data["支出明细"], self.outlay, ())[""]
        closing, shared = sum(self.data["结转下年"].values()), self.data["支出"]["结余分配"]
        self.assertEqual(own[0] + (used or 0) + opening, spent[0] + shared + closing)  # B23
        for label, figure in (("本年收入合计", own[0]), ("使用非财政拨款结余（含专用结余）", used), ("年初结转和结余", opening), ("总计", own[0] + (used or 0) + opening),
                              ("五、事业收入", own[3]), ("六、经营收入", own[4]), ("八、其他收入", own[6])):
            self.assertEqual(income[label], [money(figure)], label)
        for label, figure in (("本年支出合计", spent[0]), ("结余分配", shared), ("年末结转和结余", closing), ("总计", spent[0] + shared + closing)):
            self.assertEqual(outlay[label], [money(figure)], label)
        self.check_classes(outlay, self.classes(lambda r: self.outlay(r)[:1]))

    def check_classes(self, side, expected):
        names = self.names()
        printed = {label.split("、", 1)[1]: figures for label, figures in side.items() if "、" in label}
        self.assertEqual(len(printed), CLASSES)
        self.assertEqual({n: f for n, f in printed.items() if any(f)}, {names[code]: [money(x) for x in f] for code, f in expected.items()})

    def test_04_grants(self):
        income, outlay, numbers = self.sides(self.tables[3], 3, 6)
        self.assertEqual(numbers, list(range(1, 2 * (CLASSES + 6) + 1)))
        def columns(r):
            funds = [add(spending(r, f)) for f in FUNDS]
            return [add(funds), *funds]
        spent = tree(self.data["支出明细"], columns, ())[""]
        received = [add(r.get(f) for r in self.data["收入明细"]) or D(0) for f in FUNDS]
        opening = [add((r.get("上年结转资金") or {}).get(f) for r in self.data["收入明细"]) for f in FUNDS]
        closing = [received[i] + (opening[i] or 0) - (spent[i + 1] or 0) for i in range(3)]
        self.assertEqual(income["本年收入合计"], [money(sum(received))])
        self.assertEqual(income["年初财政拨款结转和结余"], [money(add(opening))])
        self.assertEqual(income["总计"], [money(sum(received) + add(opening))])
        self.assertEqual(outlay["本年支出合计"], [money(f) for f in spent])
        self.assertEqual(outlay["年末财政拨款结转和结余"], [money(f) for f in (sum(closing), *closing)])
        self.assertEqual(outlay["总计"][:3], [money(spent[i] + f) for i, f in enumerate((sum(closing), *closing[:2]))])
        self.assertEqual(income["总计"], outlay["总计"][:1])
        self.check_classes(outlay, self.classes(lambda r: columns(r) if columns(r)[0] is not None else None))
        self.assertEqual([spent[1], spent[2]], [self.of_fund(f)[""][0] for f in FUNDS[:2]])  # 04 ↔ 05, 08

    def test_self_assessment(self):
        for form, project in zip(self.tables[9:], self.data["项目"]):
            cells = [cell for row in form for cell in row]
            self.assertIn(project["名称"], cells)
            total = add([project.get("财政拨款"), project.get("上年结转"), project.get("其他资金")])
            self.assertIn(money(total), cells)
            scores = [i["得分"] for i in project["指标"]]
            self.assertEqual(form[-1][5:7], ["100", f"{(sum(scores) + project['执行率得分']).normalize():f}"])
            self.assertEqual(sum(i["分值"] for i in project["指标"]) + project["执行率分值"], 100)


def record(rows, code):
    return next(r for r in rows if r["科目编码"] == code)


class WithoutBalance(Tables):
    """No balance of other funds used: its row is there and blank, and what is added without it is."""
    @staticmethod
    def change(data, n):
        del record(data["收入明细"], "2140112")["使用非财政拨款结余"]
        record(data["支出明细"], "2140112")["单位资金"]["人员经费"] = n("23.8")


class Negative(Tables):
    """Red entries (冲减): a single code, a whole class below zero, in and out, of general and of other funds; and all that is added to them."""
    @staticmethod
    def change(data, n):
        for code, general in (("2149901", "-20.5"), ("2110301", "-45")):
            record(data["收入明细"], code)["一般公共预算拨款"] = n(general)
            record(data["支出明细"], code)["一般公共预算拨款"] = {"项目支出": n(general)}
        record(data["收入明细"], "2140199")["其他收入"] = n("-1.25")
        data["结转下年"]["单位资金"] = n("-25.1")

    def test_they_are_printed_as_such(self):
        self.assertEqual(by_code(self.tables[1], 7)["2149901"], ["-20.50", "-20.50", "", "", "", "", ""])
        self.assertEqual(by_code(self.tables[4], 3)["211"], ["-45.00", "", "-45.00"])


class Statement(Case):
    def test_figures_and_counts(self):
        pdf = self.folder / "s.pdf"
        done = gongkai("build", EXAMPLE, "--document", "说明", "-o", pdf)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotIn("警告", done.stderr)
        text = "".join(told(pdf, "P"))
        data, buying = load(), load()["政府采购执行"]
        total = buying["货物"] + buying["工程"] + buying["服务"]
        plain = lambda n: f"{n:.2f}"  # as in the tables
        share = lambda a, b: f"{(a / b * 100).quantize(D('0.01'))}%"
        trio = data["三公经费"]
        spent = trio["因公出国境费"] + trio["公务用车购置费"] + trio["公务用车运行维护费"] + trio["公务接待费"]
        planned = sum(data["全年预算"]["三公经费"].values())
        for part in (f"政府采购支出总额{plain(total)}万元", f"政府采购货物支出{plain(buying['货物'])}万元", f"政府采购工程支出{plain(buying['工程'])}万元",
                     f"政府采购服务支出{plain(buying['服务'])}万元", f"授予中小企业合同金额{plain(buying['授予中小企业'])}万元，占政府采购支出总额的{share(buying['授予中小企业'], total)}",
                     f"团组{trio['因公出国团组数']}个、累计{trio['因公出国人数']}人次", f"公务用车购置数{trio['公务用车购置数']}辆", f"公务用车保有量{trio['公务用车保有量']}辆",
                     f"国内公务接待{trio['国内公务接待批次']}批次、{trio['国内公务接待人次']}人次", f"支出决算为{plain(spent)}万元，完成预算的{share(spent, planned)}"):
            with self.subTest(part=part):
                self.assertIn(part, text)


class Faults(Case):
    def check(self, change):
        data = json.loads(EXAMPLE.read_text())
        change(data)
        return errors(gongkai("check", dump(data, self.folder / "data.json"), "--diagnostics=json"))

    def test_a_balance_that_does_not_close(self):
        """B23: a cent more closing balance than opening, income and expenditure leave."""
        found = self.check(lambda d: d["结转下年"].update({"一般公共预算拨款": 330.01}))
        self.assertEqual([e["id"] for e in found], ["bind.sum"])
        self.assertIn("330.01万元", found[0]["message"])

    def test_expenditure_changed_alone(self):
        found = self.check(lambda d: d["支出明细"][0]["一般公共预算拨款"].update({"项目支出": 7}))
        self.assertEqual([e["id"] for e in found], ["bind.sum"])

    def test_spent_beyond_the_budget(self):
        """B24: more spent than the adjusted budget allows is told, with both figures, and does not stop the file; at the budget it is not told."""
        def told(spent, document):
            data = json.loads(EXAMPLE.read_text()) | {"文件": document}
            data["全年预算"]["三公经费"]["公务接待费"] = 2.35
            data["三公经费"]["公务接待费"] = spent
            done = gongkai("check", dump(data, self.folder / "data.json"), "--diagnostics=json")
            return done.returncode, [d for d in map(json.loads, done.stderr.splitlines()) if d.get("id") == "model.check"]
        for document in ("公开表", "说明"):
            status, found = told(2.36, document)
            self.assertEqual((status, [d["severity"] for d in found]), (0, ["warning"]))
            for words in ("三公经费.公务接待费", "决算2.36万元", "全年预算2.35万元", "超出0.01万元"):
                self.assertIn(words, found[0]["message"])
            self.assertIn("公务接待费", self.line_at(found[0]["data"]))
            self.assertEqual(told(2.35, document), (0, []))

    def line_at(self, place):
        return (self.folder / "data.json").read_text().splitlines()[place["line"] - 1]

    def test_parts_larger_than_their_whole(self):
        """The model's other checks, each by one figure changed."""
        def first(rows, change):
            return lambda d: rows(d)[0].update(change)
        cases = {
            "政府采购执行.授予中小企业": lambda d: d["政府采购执行"].update({"授予中小企业": 99999}),
            "政府采购执行.授予小微企业": lambda d: d["政府采购执行"].update({"授予小微企业": d["政府采购执行"]["授予中小企业"] + 0.01}),
            "固定资产.房屋.办公用房面积": lambda d: d["固定资产"].update({"房屋": {"面积": 10, "价值": d["固定资产"].get("房屋", {}).get("价值", 0), "办公用房面积": 11}}),
            "项目[1].指标[1].得分": first(lambda d: d["项目"][0]["指标"], {"得分": 60}),
            "项目[1].名称": first(lambda d: d["项目"][0]["指标"], {"分值": 99}),
        }
        for path, change in cases.items():
            with self.subTest(path=path):
                data = json.loads(EXAMPLE.read_text())
                change(data)
                done = gongkai("check", dump(data, self.folder / "data.json"), "--diagnostics=json")
                said = [d["message"] for d in map(json.loads, done.stderr.splitlines()) if d.get("id") == "model.check"]
                self.assertTrue(any(m.startswith(path + "：") for m in said), done.stderr)

    def test_a_reason_is_wanted(self):
        found = self.check(lambda d: (d.update({"文件": "说明"}), d["决算说明"].pop("收支增减原因")))
        self.assertEqual([e["id"] for e in found], ["bind.missing"])
        self.assertIn("收支总计比上年决算有增减时必须写", found[0]["message"])

    def test_last_year_may_be_absent(self):
        self.assertEqual(self.check(lambda d: (d.update({"文件": "说明"}), d.pop("上年决算"))), [])


class Book(Case):
    def test_contents_list_all_tables(self):
        pdf = self.folder / "b.pdf"
        done = gongkai("build", EXAMPLE, "--document", "公开本", "-o", pdf)
        self.assertEqual(done.returncode, 0, done.stderr)
        entries = told(pdf, "Link")
        titles = re.findall(r'<table id="公开0\d" title="([^"]+)"', (ROOT / "layouts/juesuan-2024/layout.xml").read_text())
        self.assertEqual(len(titles), 9)
        at = [next((i for i, entry in enumerate(entries) if entry.startswith(title)), None) for title in titles]
        self.assertNotIn(None, at)
        self.assertEqual(at, sorted(at))


if __name__ == "__main__":
    main()
