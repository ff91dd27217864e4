/* What bind says. Faults of the data have status 1 (a draft lowers them to
 * warnings), faults of the layout status 2. */
#include "bind/messages.h"

#define DOCUMENT(name, code, zh_text, en_text) \
  const struct gk_message name = {code, GK_ERROR, GK_STATUS_DOCUMENT, zh_text, en_text}
#define LAYOUT(name, code, zh_text, en_text) \
  const struct gk_message name = {code, GK_ERROR, GK_STATUS_INPUT, zh_text, en_text}

DOCUMENT(gk_msg_model_unknown_key, "model.unknown-key",
         "{2}没有“{1}”这一项。{3}",
         "{4} has no key “{1}”. {5}");
DOCUMENT(gk_msg_model_alias_twice, "model.alias-twice",
         "“{2}”与“{1}”（{4}）是同一项“{3}”的两种写法，只能写一次。请删去其中一个。",
         "“{2}” and “{1}” ({4}) are two spellings of the same key “{3}”; delete one of them");
DOCUMENT(gk_msg_model_type, "model.type",
         "“{1}”应为{2}，这里写的是{3}。请改写。",
         "“{1}” must be {4}, but here is {5}");
DOCUMENT(gk_msg_model_quoted, "model.quoted",
         "“{1}”应为数，这里写成了加引号的文字“{2}”。请去掉引号，写成 {2}。",
         "“{1}” must be a number, but here is the quoted text “{2}”; remove the quotes and write {2}");
DOCUMENT(gk_msg_model_figure, "model.figure",
         "“{1}”应为数，“{2}”不是数。{3}",
         "“{1}” must be a number; “{2}” is not one. {4}");
DOCUMENT(gk_msg_model_decimals, "model.decimals",
         "“{1}”为{2}{3}，小数位数太多：金额精确到分，以{3}为单位时最多{4}位小数。请核对。",
         "“{1}” is {2} {3}, which has too many decimals: money goes down to 分, at most {4} decimals in {3}");
DOCUMENT(gk_msg_model_choice, "model.choice",
         "“{1}”只能是{3}之一，这里写的是“{2}”。{4}",
         "“{1}” must be one of {3}, but here is “{2}”. {5}");
DOCUMENT(gk_msg_model_year, "model.year",
         "“{1}”应为1949至2199之间的年份，这里写的是{2}。请写四位数字的年份，如 2022。",
         "“{1}” must be a year from 1949 to 2199, but here is {2}; write four digits, such as 2022");
DOCUMENT(gk_msg_model_date, "model.date",
         "“{1}”应为日期，“{2}”不是。{3}",
         "“{1}” must be a date; “{2}” is not one. {4}");
DOCUMENT(gk_msg_model_code, "model.code",
         "“{1}”是代码，只能有半角的字母、数字和 - . _ /，这里有“{2}”（{3}）。请改正。",
         "“{1}” is a code of ASCII letters, digits and - . _ / only, but has “{2}” ({3})");
DOCUMENT(gk_msg_model_control, "model.control",
         "“{1}”的文字里有不能印出的控制字符（{2}）。请删去；要分段的写成一列文字。",
         "the text of “{1}” has a control character ({2}) that cannot be printed; delete it, or write paragraphs as a list");

#define WARNING(name, code, zh_text, en_text) const struct gk_message name = {code, GK_WARNING, GK_STATUS_OK, zh_text, en_text}

WARNING(gk_msg_model_code_table, "model.code-table",
        "没有{2}年的“{1}”，科目编码和名称没有核对。请在 layouts/common/codes 里补上这一年。",
        "there is no “{1}” for {2}, so codes and names were not checked; add the year in layouts/common/codes");
/* A check of the model: the words are the model's. */
WARNING(gk_msg_model_check, "model.check", "{1}：{2}", "{1}: {3}");
DOCUMENT(gk_msg_model_check_error, "model.check", "{1}：{2}", "{1}: {3}");
DOCUMENT(gk_msg_model_code_length, "model.code-length",
         "“{1}”的编码“{2}”位数不对：{3}的编码是{4}位。请核对。",
         "“{1}”: the code “{2}” has a wrong number of digits; codes of {3} have {4}");
WARNING(gk_msg_model_code_unknown, "model.code-unknown",
        "“{1}”的编码“{2}”不在{3}年的{4}里。{5}",
        "“{1}”: the code “{2}” is not in {4} of {3}. {6}");
WARNING(gk_msg_model_code_name, "model.code-name",
        "“{1}”写的是“{2}”，{4}年编码{3}的名称是“{5}”。请核对编码和名称，或者不写名称。",
        "“{1}” is “{2}”, but {3} is “{5}” in {4}; check both, or leave the name out");
DOCUMENT(gk_msg_model_code_twice, "model.code-twice",
         "“{1}”的编码“{2}”已经用在“{3}”（{4}）。同一科目只能有一条，请合并。",
         "“{1}”: the code “{2}” is that of “{3}” ({4}) already; merge the two");

DOCUMENT(gk_msg_bind_missing, "bind.missing",
         "缺“{1}”（{2}），文件要用到它。{3}",
         "“{1}” ({2}) is missing, and the document needs it. {4}");
DOCUMENT(gk_msg_bind_required, "bind.required",
         "缺“{1}”（{2}）：这种文件没有它不能归档、不能付印。{3}还没有的，可以先排草稿（-p draft）。",
         "“{1}” ({2}) is missing: without it this document can be neither archived nor printed. {4}; until then build a draft (-p draft)");
DOCUMENT(gk_msg_bind_sum, "bind.sum",
         "{1}：{2}，应为{3}＝{4}，相差{5}。请核对{6}。",
         "{1}: {2}, but {3}＝{4}; the difference is {5}. Check {6}");
DOCUMENT(gk_msg_bind_tree_sum, "bind.tree-sum",
         "{1}：{2}，应为{3}下级{4}个科目之和{5}，相差{6}。请核对{7}，或者不写上级科目的数。",
         "{1}: {2}, but the {4} codes below {3} add up to {5}; the difference is {6}. Check {7}, or leave the subtotal out");
WARNING(gk_msg_bind_secret, "bind.secret-residual",
        "“{1}”写明涉密，但“{2}”已经写出，其他各项也都公开，用减法就能算出它。请核对能否公开，或者合计也写成“涉密”。",
        "“{1}” is withheld, but “{2}” is given and all its other parts are public, so it can be worked out");
WARNING(gk_msg_bind_secret_sum, "bind.secret-sum",
        "“{1}”写明涉密，但它的各项都公开，相加就能算出它。请核对能否公开，或者把其中的项也写成“涉密”。",
        "“{1}” is withheld, but all its parts are public, so it can be worked out; check whether it may be public, or withhold parts of it too");
const struct gk_message gk_msg_bind_rounding = {
    "bind.rounding", GK_NOTE, GK_STATUS_OK,
    "“{1}”：{2}，印出的各分项相加是{3}，是四舍五入所致（数据本身相符）。{4}。",
    "“{1}”: {2}, but its printed parts add up to {3}, by rounding only (the data agrees); {5}"};
DOCUMENT(gk_msg_bind_code_name, "bind.code-name",
         "编码“{1}”没有名称：{2}年的{3}里没有它，数据里也没有写。请加一条只写编码和名称的记录，或者补全 layouts/common/codes。",
         "the code “{1}” has no name: neither {3} of {2} nor the data has it; add a record with its code and name, or complete layouts/common/codes");
DOCUMENT(gk_msg_bind_overflow, "bind.overflow",
         "“{1}”的结果超出了能精确计算的范围（18位有效数字）。请核对各数的大小和单位。",
         "the result of “{1}” is beyond exact arithmetic (18 significant digits); check the figures and their unit");
DOCUMENT(gk_msg_bind_divide_zero, "bind.divide-zero",
         "“{1}”以零为除数，没有结果。请在版式中用 when 排除除数为零的情况，或者核对数据。",
         "“{1}” divides by zero; guard it with when in the layout, or check the data");
LAYOUT(gk_msg_bind_kind, "bind.kind",
       "“{1}”把不能放在一起运算或者印出的东西放在了一起。请核对版式中的算式。",
       "“{1}” combines things that cannot be computed or printed so; check the expression in the layout");
LAYOUT(gk_msg_bind_path, "bind.path",
       "“{1}”在这里不是一个数据的名称。请核对版式。",
       "“{1}” does not name a datum here; check the layout");
LAYOUT(gk_msg_bind_formula_depth, "bind.formula-depth",
       "“{1}”的公式循环引用，或者层数太多，算不出来。请核对模型中的 formula。",
       "the formula of “{1}” refers to itself or is nested too deep; check formula= in the model");
DOCUMENT(gk_msg_bind_year, "bind.year",
         "数据是{1}年的，版式“{2}”是为{3}年编的。请改用{1}年的版式，或者核对数据中的“年度”。",
         "the data is of {1}, but the layout “{2}” is for {3}; use a layout for {1}, or check 年度 in the data");
const struct gk_message gk_msg_bind_layout_other = {
    "bind.layout-other", GK_NOTE, GK_STATUS_OK,
    "数据写明的版式是“{1}”，现在用的是“{2}”。",
    "the data asks for the layout “{1}”; “{2}” is used"};
LAYOUT(gk_msg_bind_unit, "bind.unit",
       "模型没有“金额单位”这一项，金额无法换算{1}。请在模型中加上它（choice，万元 元）。",
       "the model has no field 金额单位, so amounts cannot be converted{1}; add it (choice, 万元 元)");
LAYOUT(gk_msg_bind_style, "bind.style",
       "版式没有名为“{1}”的样式。请在 styles 中定义它。",
       "the layout has no style “{1}”; define it in styles");
LAYOUT(gk_msg_bind_row_cells, "bind.row-cells",
       "这一行的单元格与表头的{1}栏对不上：有的超出末栏，有的重叠，或者指明的栏不存在。请核对版式。",
       "the cells of this row do not fit the {1} columns of the head: one is beyond the last, overlaps, or names no column");
DOCUMENT(gk_msg_bind_signature, "bind.signature",
         "有{2}而没有{1}：落款要么两样都写，要么都不写。请补上{1}，或者删去{2}。",
         "there is a {4} but no {3}: a signature has both or is not there; give the {3} or delete the {4}");
const struct gk_message gk_msg_bind_attachment_mark = {
    "bind.attachment-mark", GK_WARNING, GK_STATUS_OK,
    "附件名称“{1}”后面不加标点（GB/T 9704 7.3.4）。请删去“{2}”。",
    "the name of an attachment, “{1}”, takes no mark at its end (GB/T 9704 7.3.4); delete “{2}”"};
const struct gk_message gk_msg_bind_annex = {
    "bind.annex", GK_WARNING, GK_STATUS_OK,
    "第{1}个附件在附件说明中是“{2}”，附件本身的标题是“{3}”。两处要一致（GB/T 9704 7.3.6）；<attachments/> 不写内容，就照附件的标题列出。",
    "attachment {1} is “{2}” in the list, but “{3}” where it stands; they must agree (GB/T 9704 7.3.6). An empty <attachments/> lists the annexes"};
const struct gk_message gk_msg_bind_contents = {
    "bind.contents", GK_WARNING, GK_STATUS_OK,
    "目录里没有可列的标题{1}，所以没有排目录。请核对 depth ；要列出各表，写 tables=\"yes\"。",
    "there is no heading for the contents{1}, so it is left out; check depth, or write tables=\"yes\" to list tables"};
DOCUMENT(gk_msg_bind_circled, "bind.circled",
         "带圈的编号只到㊿（50），这里多于50个{1}。请在版式中改用别的 numbering，如 1. 或（1）。",
         "circled numbers end with ㊿ (50), and here are more{1}; use another numbering in the layout, such as 1. or （1）");
const struct gk_message gk_msg_bind_note_stop = {
    "bind.note-stop", GK_WARNING, GK_STATUS_OK,
    "表注要以句号结束（CY/T 170）：“{1}”。",
    "a footnote of a table ends with 。 (CY/T 170): “{1}”"};
