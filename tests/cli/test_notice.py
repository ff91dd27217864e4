#!/usr/bin/env python3
"""The example of Hebei 2022: its text, its tables, its figures, other departments, other layouts."""
import copy, json, re, shutil, unittest

from harness import EXAMPLE, ROOT, Case, diagnostics, dump, errors, example, gongkai, main, pdf_text, struct_text, tool

CLAUSES = ROOT / "tests/golden/hebei-2022/clauses.txt"
CELLS = ROOT / "tests/golden/hebei-2022/cells.txt"
OTHER = ROOT / "tests/golden/hebei-2022/other.json"


class Text(Case):
    @classmethod
    def setUpClass(cls):
        cls.holder = Case("run")
        cls.addClassCleanup(cls.holder.doCleanups)
        cls.holder.setUp()
        cls.pdf, _ = cls.holder.build()
        # The logical text: a clause may go on over a page, whose number is no part of it.
        cls.text = re.sub(r"\s+", "", "".join(text for _, _, text in struct_text(cls.pdf)))

    def test_every_clause_is_in_the_text(self):
        clauses = [line for line in CLAUSES.read_text().splitlines() if line and not line.startswith("#")]
        self.assertGreater(len(clauses), 150)
        for clause in clauses:
            with self.subTest(clause=clause):
                self.assertTrue(re.sub(r"\s+", "", clause) in self.text)

    def test_no_debris(self):
        for debris in ("bookmark", "_GoBack", "_Toc", "1、", "(", ")", "【", "{", "}"):
            with self.subTest(debris=debris):
                self.assertNotIn(debris, self.text)

    def test_each_cell_once(self):
        """The cells of the five tables, in order, are the TH and TD of the structure tree: none lost, none doubled."""
        tables, current = [], None
        for depth, element, text in struct_text(self.pdf):
            if re.match(r"Table\b", element):
                current = []
                tables.append(current)
            elif current is not None and re.match(r"(TH|TD)\b", element):
                current.append(text)
        expected = [[cell if cell != "·" else "" for cell in block.split("\n")] for block in CELLS.read_text().strip().split("\n\n")]
        expected = [[cell for cell in block if not cell.startswith("#")] for block in expected]
        self.assertEqual(len(tables), 5)
        for table, cells in zip(tables, expected):
            self.assertEqual(table, cells)

    def test_headings_nest(self):
        levels = [int(m[1]) for _, element, _ in struct_text(self.pdf) if (m := re.match(r"H(\d)\b", element))]
        self.assertEqual(levels[0], 1)
        for before, after in zip(levels, levels[1:]):
            self.assertLessEqual(after, before + 1)
        self.assertGreaterEqual(max(levels), 3)

    def test_metadata(self):
        info = tool("pdfinfo", self.pdf)
        self.assertIn("廊坊市广阳区信访局2022年部门预算信息公开情况说明", info)
        self.assertRegex(info, r"Tagged:\s+yes")
        self.assertRegex(info, r"Page size:.*A4")

    def test_fonts_are_embedded_subsets(self):
        rows = tool("pdffonts", self.pdf).splitlines()[2:]
        self.assertGreaterEqual(len(rows), 5)
        for row in rows:
            self.assertRegex(row, r"yes yes yes")


class Figures(Case):
    def text_of(self, data, *args):
        return pdf_text(self.build(data, *args)[0])

    def test_a_changed_datum_changes_all_that_depends_on_it(self):
        data = example()
        data["三公经费"]["公务用车运行维护费"] = 3.00
        text = self.text_of(data)
        self.assertIn("“三公”经费预算安排3万元", text)
        self.assertIn("公务用车购置及运维费3万元（其中：公务用车购置费为0万元，公务用车运维费3万元）", text)
        self.assertIn("与2021年相比增加0.81万元", text)
        self.assertNotIn("持平", text)
        self.assertIn("0.81", text.split("财政拨款“三公”经费预算表")[1][:200])

    def test_equal_is_equal(self):
        self.assertIn("与2021年相比持平，无增减变化", self.text_of(example()))

    def test_less_is_less(self):
        data = example()
        data["三公经费"]["公务用车运行维护费"] = 2
        self.assertIn("与2021年相比减少0.19万元", self.text_of(data))

    def test_without_last_year(self):
        data = example()
        del data["上年"]
        text = self.text_of(data)
        self.assertIn("无上年预算可比", text)
        self.assertNotIn("2021年预算", text)

    def test_yuan(self):
        data = json.loads(re.sub(r"(?<=[ :])(\d+\.\d\d|370|0)(?=[,}\n])", r"\1", EXAMPLE.read_text()))
        data["金额单位"] = "元"

        def scale(value):
            if isinstance(value, dict):
                return {k: v if k in ("年度", "数据版本", "值", "数量", "大型设备单价标准") else scale(v) for k, v in value.items()}
            if isinstance(value, list):
                return [scale(v) for v in value]
            return round(value * 10000) if isinstance(value, (int, float)) else value

        self.assertIn("2022年预算收入614.21万元", self.text_of(scale(data)))

    def test_a_wrong_total_names_both_figures(self):
        data = example()
        data["支出"]["合计"] = 614.20
        _, done = self.build(data, "--diagnostics=json", status=1)
        (error,) = errors(done)
        for part in ("614.20", "614.21", "0.01"):
            self.assertIn(part, error["message"])

    def test_withheld_and_not_applicable(self):
        data = example()
        data["三公经费"]["公务接待费"] = "——"
        self.assertIn("公务接待费——", self.text_of(data))
        data["机关运行经费"]["合计"] = "涉密"
        self.assertIn("机关运行经费共计安排涉密", self.text_of(data))

    def test_invisible_characters_are_dropped_with_a_warning(self):
        data = example()
        data["机构"][0]["性质"] = "行\u200b政\u00ad"
        path, done = self.build(data)
        self.assertIn("U+200B", done.stderr)
        self.assertIn("行政", [text for _, _, text in struct_text(path)])

    def test_half_a_bracket_and_what_looks_like_a_digit(self):
        """Told in the department's own words and in sentences they are put into, at their place, as warnings; the text is as it was written."""
        data = example()
        data["机关运行经费"]["用途"] = "《节约条例规定的办公费（含邮电费"
        data["说明"]["其他事项"] = ["2О22年无其他事项。", "二○二一年同。"]
        pdf, done = self.build(data, "--diagnostics=json")
        told = [d for d in map(json.loads, done.stderr.splitlines()) if d["id"] in ("text.unpaired", "text.lookalike")]
        self.assertEqual({d["severity"] for d in told}, {"warning"})
        lines = (self.folder / "data.json").read_text().splitlines()
        at = lambda d: lines[d["data"]["line"] - 1][d["data"]["column"] - 1]
        self.assertEqual(sorted(map(at, told)), sorted("《（О○"), done.stderr)
        self.assertIn("2О22年无其他事项", pdf_text(pdf))

    def test_draft_shows_gaps_and_always_builds(self):
        data = example()
        del data["机关运行经费"]["用途"]
        self.build(data, status=1)
        path, done = self.build(data, "--profile", "draft")
        self.assertIn("【缺：机关运行经费.用途】", pdf_text(path))
        self.assertIn("警告", done.stderr)


class Others(Case):
    """Departments, years and places the layouts' authors did not have before them."""

    def test_second_department(self):
        path, _ = self.build(OTHER)
        data = json.loads(OTHER.read_text())
        text = pdf_text(path)
        self.assertIn(data["单位"]["名称"], text)
        self.assertEqual(len(data["机构"]), 2)
        self.assertEqual(len(data["政府采购"]), 5)
        self.assertEqual(len(data["固定资产"]["车辆"]["分类"]), 3)
        cells = [t for _, element, t in struct_text(path) if re.match(r"(TH|TD)\b", element)]
        for name in [unit["名称"] for unit in data["机构"]] + [row["采购物品名称"] for row in data["政府采购"]]:
            self.assertEqual(cells.count(name), 1, name)
        for kind in data["固定资产"]["车辆"]["分类"]:
            self.assertIn("其中：" + kind["名称"], cells)
        self.assertNotIn("信访", text)
        self.assertNotIn("广阳", text)
        # The total row re-added here, in integers of 分.
        total = sum(round(row.get(key, 0) * 100) for row in data["政府采购"] for key in row
                    if key in ("一般公共预算拨款", "政府性基金预算拨款", "国有资本经营预算拨款", "财政专户管理资金", "单位资金", "财政拨款结转", "非财政拨款结转结余"))
        self.assertIn(f"{total / 100:.2f}", cells)
        self.assertNotIn("空表", text)

    def layouts(self):
        folder = self.folder / "layouts"
        shutil.copytree(ROOT / "layouts", folder)
        return folder

    def test_tiny_layout_of_another_place(self):
        layouts = self.layouts()
        shutil.copytree(ROOT / "tests/golden/layouts/tiny", layouts / "tiny")
        path, _ = self.build(None, "-l", "tiny", layouts=layouts)
        text = pdf_text(path)
        self.assertIn("614.21", text)
        self.assertIn("一、", text)

    def test_next_year_is_a_difference(self):
        layouts = self.layouts()
        source = ROOT / "tests/golden/layouts/hebei-2023"
        self.assertLess(len((source / "layout.xml").read_text().splitlines()), 30)
        shutil.copytree(source, layouts / "hebei-2023")
        data = example()
        data["年度"], data["版式"] = 2023, "hebei-2023"
        text = pdf_text(self.build(data, layouts=layouts)[0])
        self.assertIn("2023年部门预算信息公开情况说明", text)
        self.assertIn("较2022年预算增加354.27万元", text)

    def test_year_of_data_and_layout_must_agree(self):
        data = example()
        data["年度"] = 2024
        _, done = self.build(data, "--diagnostics=json", status=1)
        self.assertEqual(len(errors(done)), 1)

    def test_yaml_is_json(self):
        import_json = example()

        def yaml(value, indent=0):
            pad = " " * indent
            if isinstance(value, dict):
                return "".join(f"{pad}{k}:" + (f" {scalar(v)}\n" if not isinstance(v, (dict, list)) or not v else "\n" + yaml(v, indent + 2)) for k, v in value.items())
            return "".join(f"{pad}-" + (f" {scalar(v)}\n" if not isinstance(v, (dict, list)) else "\n" + yaml(v, indent + 2)) for v in value)

        def scalar(v):
            return json.dumps(v, ensure_ascii=False)

        source = self.folder / "data.yaml"
        source.write_text(yaml(import_json))
        a, _ = self.build(source, output="a.pdf")
        b, _ = self.build(None, output="b.pdf")
        self.assertTrue(a.read_bytes() == b.read_bytes())


if __name__ == "__main__":
    main()
