"""The documents of the comparison, for us as data and for each peer as source.

The peers' files of the same notice are in peers/, made by hand. The variants
change the department and the amounts in all of them alike; the big notice has
its indicator table's seven rows, with their row-spans, 286 times; in the bound
one a figure and its unit are kept together by hand, as gongkai keeps them."""
import pathlib, re, sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "proof"))
import notices

BLOCKS = 286
KINDS = {"Typst": "typ", "XeLaTeX": "tex", "LibreOffice": "fodt", "WeasyPrint": "html"}
SEVEN_ROWS = {
    "typ": r"  table\.cell\(rowspan: 4\)\[部门产出\].*?\[满意度问卷调查\],\n",
    "tex": r"\\multirow\{4\}\{=\}\{\\centering 部门产出\}.*?满意度问卷调查 \\\\ \\hline\n",
    "html": r"<tr><td rowspan=4 class=c>部门产出.*?满意度问卷调查</td></tr>\n",
    "fodt": r'<table:table-row table:style-name="r"><table:table-cell table:style-name="c" table:number-rows-spanned="4"><text:p text:style-name="SCC">部门产出.*?满意度问卷调查</text:p></table:table-cell></table:table-row>',
}
INDICATORS = "信访事项受理数量|信访事项按期办结率|信访事项及时受理率|成本控制率|进京赴省信访事项劝返率提升率|全区信访下降率|信访群众满意度"
BOX = {"typ": r"#box[\g<0>]", "tex": r"\\mbox{\g<0>}", "html": r'<span style="white-space:nowrap">\g<0></span>'}


def source(kind):
    return (HERE / f"peers/notice.{kind}").read_text()


def variant(kind, number):
    text = source(kind)
    for old, new in notices.amounts(number).items() if number else ():
        figure = rf"(?<![\d.]){re.escape(old)}" + ("(?=万元)" if old == "370" else r"(?![\d.])")
        text = re.sub(figure, new, text) if re.match(r"[\d.]+$", old) and old != "287001" else text.replace(old, new)
    return text


def big(kind):
    def many(m):
        blocks = []
        for number in range(BLOCKS):
            block = re.sub(rf"(?<=[\[>&])( ?)({INDICATORS})(?= ?[\]<&])", rf"\g<1>\g<2>{number}", m[0])
            blocks.append(re.sub(r"(?<![\d.])(2000|100|[89][05])(?=(?: &|\]|<))", lambda n: str(int(n[0]) + number), block))
        return "".join(blocks)
    text, count = re.subn(SEVEN_ROWS[kind], many, source(kind), flags=re.S)
    assert count == 1, kind
    return text


def bound(kind):
    """None where the program has no such means in its source."""
    if kind not in BOX:
        return None
    return re.sub(r"(?<![\d.])\d+(?:\.\d+)?(?:万元|年度?|辆|件)", BOX[kind], source(kind))
