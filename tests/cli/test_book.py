#!/usr/bin/env python3
"""A book as poppler and qpdf find it in the PDF: the page numbers that its
contents prints are those at the foot of the pages where the headings stand, the
links lead there, page labels say the same; cover, blank pages, what a listener
hears."""
import json, re, shutil

from harness import ROOT, Case, diagnostics, dump, gongkai, main, struct_text, tool, words

MM = 72 / 25.4
TOP, BOTTOM, RIGHT = 37 * MM, (37 + 225) * MM, (28 + 156) * MM
LAYOUT = ROOT / "tests/golden/layouts/book"
DATA = json.loads((ROOT / "tests/golden/book/whole.json").read_text())


def squeezed(text):
    return re.sub(r"\s+", "", text)


def pages_of(pdf):
    """The text of each page without white space."""
    return [squeezed(page) for page in tool("pdftotext", "-raw", pdf, "-").split("\f")[:-1]]


def printed(text):
    """The number at the foot of a page: — 3 —"""
    found = re.findall(r"—([0-9IVXivx]+)—", text)
    return found[-1] if found else None


def entries(pdf, page):
    """[(heading, page number)] of a page of contents: lines down the page, an entry ends with the number at the right edge."""
    rows = {}
    for x0, y0, x1, y1, text in words(pdf, page):
        if y1 < BOTTOM + 5:
            rows.setdefault(round(y1), []).append((x0, x1, text))
    lines = []
    for y in sorted(rows):  # numbers and dots have boxes of other fonts, a little higher or lower
        if lines and y - lines[-1][0] < 12:
            lines[-1][1].extend(rows[y])
        else:
            lines.append((y, list(rows[y])))
    found, heading = [], ""
    for _, boxes in lines:
        boxes.sort()
        number = boxes[-1][2] if re.fullmatch(r"[0-9]+", boxes[-1][2]) and abs(boxes[-1][1] - RIGHT) < 1 else None
        heading += "".join(text for *_, text in (boxes[:-1] if number else boxes))
        if number:
            found.append((heading, number))
            heading = ""
    return [(re.sub("[…·]+$", "", h.removeprefix("目录")), n) for h, n in found]


def objects(pdf):
    told = json.loads(tool("qpdf", "--json=2", pdf))["qpdf"][1]
    return {key[4:]: value.get("value", value.get("stream", {}).get("dict")) for key, value in told.items() if key.startswith("obj:")}, told["trailer"]["value"]


def roman(n):
    return "".join([["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][n % 10]]) if n < 10 else None


def page_labels(pdf, count):
    """Of each page, from the number tree."""
    table, trailer = objects(pdf)
    nums = table[trailer["/Root"]]["/PageLabels"]
    nums = (table[nums] if isinstance(nums, str) else nums)["/Nums"]
    labels = []
    for at, entry in zip(nums[::2], nums[1::2]):
        to = next((n for n in nums[::2] if n > at), count)
        for i in range(to - at):
            number = entry.get("/St", 1) + i
            labels.append({None: "", "/D": str(number), "/R": roman(number)}[entry.get("/S")])
    return labels


class Book(Case):
    def made(self, output="book.pdf", status=0, document="公开本", args=(), **changes):
        return self.build({**DATA, **changes}, "-l", f"{LAYOUT}/", "--document", document, *args, output=output, status=status)

    def front(self, pages):
        """Pages before the text: the first numbered 1."""
        return next(i for i, text in enumerate(pages) if printed(text) == "1")

    def listed(self, pdf, pages):
        return [entry for p in range(1, self.front(pages)) if pages[p] for entry in entries(pdf, p + 1)]

    def test_numbers_in_the_contents(self):
        for duties in (3, 60, 200):
            pdf, _ = self.made(部门职责=[f"承担第{i + 1}类事务性工作。" for i in range(duties)])
            pages = pages_of(pdf)
            found = self.listed(pdf, pages)
            self.assertGreater(len(found), 20)
            body, at = self.front(pages), 0
            for heading, number in found:
                page = next(p for p in range(body + at, len(pages)) if heading in pages[p])
                self.assertEqual(printed(pages[page]), number, heading)
                at = page - body  # headings follow each other as listed
            if duties == 200:
                self.assertGreater(int(found[-1][1]), 15)

    def test_every_heading_is_listed(self):
        pdf, _ = self.made()
        found = [heading for heading, _ in self.listed(pdf, pages_of(pdf))]
        told = [[element, squeezed(text)] for _, element, text in struct_text(pdf)]
        headings = [text for element, text in told if re.match("H[234]", element)]
        self.assertEqual(headings[0], "目录")
        captions = [text for i, (element, text) in enumerate(told) if element.startswith("Caption") and text]
        deeper = {"部门机构设置情况", "部门整体支出绩效指标"}  # tables of the fourth level, in a contents of three
        self.assertEqual(sorted(found), sorted(headings[1:] + [caption for caption in captions if caption not in deeper]))

    def test_links_and_labels(self):
        pdf, _ = self.made()
        pages = pages_of(pdf)
        table, trailer = objects(pdf)
        labels = page_labels(pdf, len(pages))
        self.assertEqual(labels[:5], ["", "I", "II", "III", "1"])
        for text, label in zip(pages, labels):
            if text and printed(text):
                self.assertEqual(printed(text), label)

        def kids(node):
            return [leaf for kid in table[node].get("/Kids", []) for leaf in kids(kid)] or [node]

        order = kids(table[trailer["/Root"]]["/Pages"])
        found, printed_there = 0, dict(self.listed(pdf, pages))
        for page in order:
            annotations = table[page].get("/Annots", [])
            for link in map(table.get, table[annotations] if isinstance(annotations, str) else annotations):
                said = link["/Contents"].removeprefix("u:")
                heading, number = re.fullmatch(r"(.*)　第(\d+)页", said).groups()
                self.assertEqual(labels[order.index(link["/Dest"][0])], number)
                self.assertEqual(printed_there[squeezed(heading)], number)
                found += 1
        self.assertGreaterEqual(found, len(printed_there))

    def test_cover_and_blank_pages(self):
        pdf, _ = self.made()
        pages = pages_of(pdf)
        self.assertIsNone(printed(pages[0]))
        self.assertTrue(pages[0].startswith("河北省石家庄市鹿泉区农业农村和乡村振兴综合服务保障中心2022年部门预算预算代码：331007公开日期：2022年2月18日"), pages[0])
        self.assertEqual(pages[3], "")  # contents of two pages: the text begins on an odd sheet
        part = next(p for p, text in enumerate(pages) if text.startswith("河北省石家庄市鹿泉区农业农村和乡村振兴综合服务保障中心2022年部门预算信息公开情况说明") and p > 3)
        self.assertEqual((part % 2, printed(pages[part])), (0, "3"))
        # at="6" and at="20": lines of the grid, of the 22 on a page
        pitch = (225 * MM - 15.75) / 21
        title = min(y1 for _, _, _, y1, _ in words(pdf, 1))
        self.assertTrue(TOP + 5 * pitch < title < TOP + 6.5 * pitch, title)
        foot = max(y1 for _, _, _, y1, text in words(pdf, 1) if "保障中心" in text)
        self.assertTrue(TOP + 19 * pitch < foot < TOP + 20.5 * pitch, foot)

    def test_what_is_heard(self):
        pdf, _ = self.made()
        told = struct_text(pdf)
        contents = [text for _, element, text in told if element.startswith(("Link", "Span"))]
        self.assertTrue(any("部门职责" in text for text in contents))
        self.assertFalse(any("……" in text for text in contents))  # leaders are nobody's content
        depths = {element.split()[0]: depth for depth, element, _ in told if element.split()[0] in ("TOC", "TOCI", "Reference")}
        self.assertEqual(set(depths), {"TOC", "TOCI", "Reference"})

    def test_parts_alone_have_their_own(self):
        pdf, _ = self.made(document="公开表")
        pages = pages_of(pdf)
        # Its contents has nothing to list: there is none, and the run says so.
        self.assertEqual([printed(text) for text in pages], [None, "1", "2"])
        _, done = self.made(document="公开表", output="again.pdf", args=["--diagnostics=json"])
        self.assertEqual([d["id"] for d in diagnostics(done) if d["id"] == "bind.contents"], ["bind.contents"])

    def test_requirements_of_parts(self):
        data = {key: value for key, value in DATA.items() if key != "公开日期"}
        done = gongkai("check", dump(data, self.folder / "data.json"), "-l", f"{LAYOUT}/", "--document", "公开本", "--diagnostics=json")
        self.assertEqual([d["id"] for d in diagnostics(done) if d["severity"] == "error"], ["bind.required"], done.stderr)

    def test_the_same_again(self):
        """The archive's own data and layouts give the same book."""
        pdf, _ = self.made()
        out = self.folder / "out"
        self.assertEqual(gongkai("extract", pdf, "-o", out).returncode, 0)
        done = gongkai("build", out / "数据.json", "-o", self.folder / "again.pdf", layouts=out / "layouts")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(pdf.read_bytes(), (self.folder / "again.pdf").read_bytes())

    def test_an_empty_part_takes_no_page(self):
        layouts = self.folder / "layouts"
        shutil.copytree(ROOT / "layouts", layouts)
        (layouts / "空").mkdir()
        part = '<document name="空的" title="空的" file="空的"><when test="有(上年)"><p>甲</p></when></document>'
        book = '<document name="书" title="书" file="书"><include document="空的" title="第一部分"/><p>正文。</p><include document="空的"/></document>'
        (layouts / "空/layout.xml").write_text(f'<layout id="空" title="空">{part}{book}</layout>')
        data = {key: value for key, value in DATA.items() if key in ("年度", "金额单位", "单位", "收入", "支出")}
        source, target = dump(data, self.folder / "data.json"), self.folder / "out.pdf"
        done = gongkai("build", source, "-l", "空", "--document", "书", "-o", target, layouts=layouts)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(len(pages_of(target)), 1)


if __name__ == "__main__":
    main()
