#!/usr/bin/env python3
"""What is read out of the PDF is what was written into the data, character by
character, for text whose glyphs say something else than its characters:
variants, combining marks, joined dashes, squeezed marks, folded spaces.

poppler's structure text is exact, white space included, but it does not know
ActualText (ISO 32000-1, 14.9.4), which is how a glyph that stands for several
spellings says which one is meant; those are read with pdftotext, which does."""
import re, shutil

from harness import ROOT, Case, diagnostics, example, main, pdf_text, struct_text

HARD = {
    "a variant by itself": "异体：葛\U000E0100城。",
    "decomposed only": "附加：ha\u030cn、e\u0301te\u0301。",
    "compatibility characters stay themselves": "兼容：\uF900、\uFA11、\u2126。",
    "supplementary planes": "增补：\U00020BB7野家、\U0002070E。",
    "spaces": "空格：A  B，甲 乙，丙　丁，共 12 个，a\u00a0b，x\u2009y。",
    "squeezed marks": "挤压：（甲）（乙），“丙”、《丁》《戊》。“己”：（庚）；‘辛’。",
    "letters that could join": "合字：office affluent fi fl ffi AV To 11，VAT。",
    "dashes and dots": "连接：2022—2023、100～150、——破折——、……省略……、·间隔·点、—。",
    "quotes and signs": "符号：“open data” it’s ‘x’，100%，≥80%，①②㉑，㎡，№5，￥20，§3，℃。",
    "over lines and pages": "长行：" + "财政部门（含“三公”经费、《预算法》第14条）核定的数，" * 40 + "完。",
}
SHARED = {
    "variants beside their base": "异体：葛\U000E0100城、葛城、市\U000E01EF长、市长、辻\U000E0100\uFE00口。",
    "composed and decomposed": "附加：ha\u030cn hǎn、e\u0301te\u0301 été、q\u0301z qz、ÅA\u030a\u212b。",
    "compatibility beside the unified": "兼容：豈\uF900、Ω\u2126。",
    "a variant of a supplementary character": "增补：\U00020BB7\U000E0100\U00020BB7。",
}


def squeezed(text):
    return re.sub(r"\s+", "", text)


class Extraction(Case):
    def pdf_of(self, texts, *args, **kwargs):
        data = example()
        data["部门职责"] = list(texts)
        return self.build(data, *args, **kwargs)

    def items(self, target):
        """Texts of the structure's elements; a number at the start is the list's."""
        return [re.sub(r"^\d+\.", "", text) for _, _, text in struct_text(target)]

    def test_exactly(self):
        found = self.items(self.pdf_of(HARD.values())[0])
        for name, text in HARD.items():
            with self.subTest(name):
                near = next((f for f in found if f[:3] == text[:3]), "")
                self.assertEqual(ascii(near), ascii(text))

    def test_glyphs_of_several_spellings(self):
        found = pdf_text(self.pdf_of(SHARED.values())[0])
        for name, text in SHARED.items():
            with self.subTest(name):
                self.assertIn(ascii(squeezed(text))[1:-1], ascii(found))

    def test_a_plain_character_stays_plain_for_every_reader(self):
        """The variant comes first in the text; what readers without ActualText see must not suffer for it."""
        found = self.items(self.pdf_of(["先葛\U000E0100城。", "后葛城。", "先e\u0301。", "后é。"])[0])
        self.assertIn("后葛城。", found)
        self.assertIn("后é。", found)

    def test_invisible_characters_are_left_out_and_said(self):
        target, done = self.pdf_of(["零宽\u200b空格\ufeff。", "又一\u200b处。"], "--diagnostics=json")
        self.assertIn("零宽空格。", self.items(target))
        said = {d["args"][0]: d for d in diagnostics(done) if d["id"] == "text.invisible-dropped"}
        self.assertEqual(sorted(said), ["U+200B", "U+FEFF"])
        self.assertEqual(len(said["U+200B"]["others"]), 1)

    def test_faults_of_all_paragraphs_in_one_run(self):
        texts = ["甲\U00030000乙。", "好的一段。", "丙\U0002EBF0丁\U00030000。", "旧编码\ue81e。"]
        target, done = self.pdf_of(texts, "--diagnostics=json", status=1)
        self.assertFalse(target.exists())
        said = {d["args"][0]: d for d in diagnostics(done) if d["severity"] == "error"}
        self.assertEqual(sorted(said), ["U+E81E", "\U0002EBF0", "\U00030000"])
        self.assertEqual(len(said["\U00030000"]["others"]), 1)
        self.assertEqual({(d["data"]["length"], d["id"]) for d in said.values()}, {(1, "glyph.missing"), (1, "text.private-use")})

    def test_a_draft_shows_what_is_wanting(self):
        target, done = self.pdf_of(["甲\U00030000乙。", "旧编码\ue81e。", "好的一段。"], "-p", "draft")
        found = self.items(target)
        self.assertIn("好的一段。", found)
        self.assertIn("旧编码〓。", pdf_text(target))
        self.assertIn("甲\U00030000乙。", pdf_text(target))  # 〓 is drawn, the character is what is read

    def test_normalized_text_is_what_is_read(self):
        layouts = self.folder / "layouts"
        shutil.copytree(ROOT / "layouts", layouts)
        path = layouts / "common/styles.xml"
        text = path.read_text()
        self.assertIn('<style name="body" ', text)
        path.write_text(text.replace('<style name="body" ', '<style name="body" normalize="yes" '))
        typed = ['共２０22年,含"三公"经费(决算）。']
        target, done = self.pdf_of(typed, "--diagnostics=json", layouts=layouts)
        self.assertEqual([d["id"] for d in diagnostics(done) if d["id"].startswith("text.")], [])
        self.assertIn("共2022年，含“三公”经费（决算）。", self.items(target))
        target, done = self.pdf_of(typed, "--diagnostics=json")
        self.assertEqual(sorted(d["id"] for d in diagnostics(done) if d["id"].startswith("text.")),
                         ["text.full-width", "text.half-width", "text.mixed-brackets", "text.straight-quote"])
        self.assertIn(typed[0], self.items(target))


if __name__ == "__main__":
    main()
