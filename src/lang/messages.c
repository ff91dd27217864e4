/* The sentences of the lang room: what is wrong with a layout, a model or a
 * style sheet, and what to write instead. */
#include "lang/messages.h"

#define SAY(name, code, zh_text, en_text) const struct gk_message gk_msg_lang_##name = {"lang." code, GK_ERROR, GK_STATUS_INPUT, zh_text, en_text}
#define PAIR(name, code, zh_text, en_text)                                                                              \
  const struct gk_message_pair gk_msg_lang_##name = {                                                                   \
      {"lang." code, GK_ERROR, GK_STATUS_INPUT, zh_text "您是不是要写“{2}”？", en_text "; did you mean “{2}”?"}, \
      {"lang." code, GK_ERROR, GK_STATUS_INPUT, zh_text "可用的有：{2}。", en_text "; there are: {2}"}}

/* ---- expressions */
SAY(operand, "operand", "这里缺数据的名称、数，或者用引号括起的文字。", "a name, a number or a quoted text is wanted here{1}");
SAY(unexpected, "unexpected", "“{1}”不能接在这里：前面的算式已经完整，或者缺运算符。", "“{1}” cannot follow here: the expression is complete, or an operator is missing");
SAY(character, "character", "算式里不能有“{1}”。", "an expression cannot contain “{1}”");
SAY(full_width, "full-width", "算式里的符号和数字要用半角：请把“{1}”写成“{2}”。", "signs and digits of an expression are ASCII: write “{2}” for “{1}”");
SAY(equals, "equals", "比较相等要写两个等号：=={1}。", "equality is written with two equals signs: =={1}");
SAY(number, "number", "“{1}”不是能准确表示的数。数写成 12.5 这样，整数和小数共不超过18位，数与文字之间要有运算符。",
    "“{1}” is not an exact number; write it like 12.5, with at most 18 digits");
SAY(string, "string", "这里的引号没有结束，请补上后一个 {1} 。", "the quoted text does not end; add the closing {1}");
SAY(bracket, "bracket", "这里的左括号没有对应的右括号，请补上 ) {1}。", "this bracket is not closed; add ){1}");
SAY(depth, "depth", "算式的括号和负号套得太深，最多{1}层。请拆开写。", "the expression is nested deeper than {1}");
SAY(long,  "long", "算式太长，运算最多{1}次。请拆开写，或者用 合计(…)。", "the expression has more than {1} operations; split it");
SAY(chain, "chain", "比较不能连写。请写成“甲 < 乙 且 乙 < 丙”{1}。", "comparisons cannot be chained; write “a < b and b < c”{1}");
SAY(spaces, "spaces", "没有名为“{1}”的数据。如果是用“且”“或”“非”“起于”连接的，两边要留空格。",
    "nothing is called “{1}”; the words 且 或 非 起于 need spaces around them");
SAY(alias, "alias", "“{1}”是别的写法，版式里要写规范名称“{2}”。", "“{1}” is an alias; a layout uses the canonical name “{2}”");
SAY(leaf, "leaf", "“{1}”是{2}，下面没有“{4}”。", "“{1}” is {3} and has no “{4}” below it");
SAY(through, "through-records", "“{1}”有多条记录，不能直接取其中的“{2}”。要总数写 合计({1}.{2})；要逐条列出，用 rows=\"{1}\" 。",
    "“{1}” has many records; for a sum write 合计({1}.{2}), to list them use rows=\"{1}\"");
SAY(hidden, "hidden", "“{1}”在模型里写着 public=\"no\"，是不公开的项，版式和公式里都不能用它。", "the model says public=\"no\" of “{1}”: no layout and no formula may use it");
SAY(zero, "divide-zero", "不能除以零{1}。", "division by zero{1}");
SAY(arithmetic, "arithmetic", "“{1}”是{2}，不能参加加减乘除或取绝对值。", "“{1}” is {3} and takes no part in arithmetic");
SAY(mixed, "mixed", "“{1}”是{2}，“{4}”是{5}，不能这样运算。", "“{1}” is {3}, “{4}” is {6}: they cannot be combined so");
SAY(compare, "compare", "“{1}”是{2}，“{4}”是{5}，不能比较。", "“{1}” is {3}, “{4}” is {6}: they cannot be compared");
SAY(compare_order, "compare-order", "文字只能用 == 和 != 比较{1}。", "texts are compared with == and != only{1}");
SAY(starts, "starts", "“{1}”是{2}，“{4}”是{5}；起于 的两边都要是文字或代码，如 科目编码 起于 '201'。",
    "“{1}” is {3}, “{4}” is {6}: 起于 takes a text or code on both sides");
SAY(test, "test", "“{1}”是{2}，不是条件。条件要写成比较（如 甲 > 0），或者 有(甲)。", "“{1}” is {3}, not a condition; write a comparison, or 有(…)");
SAY(sum, "sum", "合计(…)里要写多条记录中的数，如 合计(政府采购.合计)；“{1}”不是。", "合计(…) takes a figure within records; “{1}” is not one");
SAY(path_wanted, "path", "{1}(…)里只能写一个数据的名称；合计 和 个数 还可以加条件，如 合计(支出明细.合计, 科目编码 起于 '201')。",
    "{1}(…) takes one name; 合计 and 个数 of records also a condition after a comma");
SAY(argument, "argument", "{1}(…)要的是{2}，“{4}”是{5}。", "{1}(…) takes {3}; “{4}” is {6}");
SAY(printed, "printed", "“{1}”是{2}，不能印在一句话或一格里。段落用 <p of=…>，逐项用 <list of=…> 或 rows= 。",
    "“{1}” is {3} and cannot be printed within a line; use <p of=…>, <list of=…> or rows=");
PAIR(name, "name", "没有名为“{1}”的数据。", "there is no datum called “{1}”");
PAIR(function, "function", "没有名为“{1}”的函数。", "there is no function called “{1}”");
PAIR(choice, "choice", "“{3}”不会等于“{1}”。", "“{3}” is never “{1}”");

/* ---- templates */
SAY(brace_open, "brace-open", "“{”没有对应的“}”。要印出花括号本身，写成“{{”{1}。", "“{” is not closed; for the brace itself write “{{”{1}");
SAY(brace_close, "brace-close", "“}”前面没有对应的“{”。要印出花括号本身，写成“}}”{1}。", "“}” closes nothing; for the brace itself write “}}”{1}");
SAY(figure_empty, "figure-empty", "花括号里是空的。请写上数据的名称，如 {年度}{1}。", "the braces are empty; write the name of a datum{1}");
SAY(format_type, "format-type", "格式“{1}”用于{2}，“{4}”是{5}。", "the format “{1}” is for {3}; “{4}” is {6}");
SAY(format_argument, "format-argument", "格式“{1}”的冒号后面要写{2}，这里是“{4}”。", "after the colon of the format “{1}” write {3}, not “{4}”");
SAY(code_part, "code-part", "格式“级”用于有科目表（codes=）的代码；“{1}”没有。", "the format 级 is for codes with a table of codes; “{1}” has none");
SAY(code_parts, "code-parts", "“级:”后面要写1至{2}，这里是“{1}”。", "after 级: write 1 to {2}, not “{1}”");
SAY(format_alone, "format-alone", "格式“{1}”后面没有冒号和参数。请删去“:{2}”。", "the format “{1}” takes no argument; delete “:{2}”");
SAY(quotes, "quotes", "部门自己的文字里，花括号中只能写一个数据的名称，可以加格式，如 {支出.合计|万元}{1}。",
    "in the department's own words the braces may hold one name and a format, and nothing more{1}");
const struct gk_message gk_msg_lang_bare_figure = {
    "lang.bare-figure", GK_WARNING, GK_STATUS_OK,
    "这里直接写了数字“{1}”。若是数据，请写成 {名称}；若就是这样印，请放进 <literal>（属性里写成 {'{1}'}）。",
    "a bare figure “{1}”: if it is data write {name}, else put it into <literal> (in an attribute {'{1}'})"};
PAIR(format, "format", "没有名为“{1}”的格式。", "there is no format “{1}”");

/* ---- elements and attributes */
SAY(root, "root", "这个文件的根元素应为 <{1}>，这里是 <{2}>。请核对文件。", "the root element of this file must be <{1}>, not <{2}>");
SAY(text, "text", "<{1}> 里不能直接写文字“{2}”。文字要放在 <p>、<item>、<cell> 一类元素里。", "<{1}> cannot hold text “{2}”; put it into <p>, <item>, <cell> …");
SAY(attribute_missing, "attribute-missing", "<{1}> 缺少属性 {2} 。", "<{1}> lacks the attribute {2}");
SAY(count, "count", "{1} 应为{2}至{3}之间的整数，这里是“{4}”。", "{1} must be an integer from {2} to {3}, not “{4}”");
SAY(measure, "measure", "{1} 应写成{2}，这里是“{4}”。", "{1} must be {3}, not “{4}”");
SAY(empty, "empty", "<{1}> 里没有内容。请写上内容，或者删去它。", "<{1}> is empty; fill or delete it");
SAY(both, "both", "<{1}> 写了 of= 就不能再有内容；请留下一样。", "<{1}> has both of= and contents; keep one");
SAY(order, "order", "<{1}> 要放在 <{2}> 的{3}。", "<{1}> must be the {4} in <{2}>");
SAY(twice, "twice", "<{2}> 里只能有一个 <{1}>。", "<{2}> may have one <{1}> only");
SAY(id, "id", "id“{1}”不合格：只能由汉字、字母、数字和 _ - . 组成。", "the id “{1}” may consist of Han, letters, digits and _ - . only");
SAY(duplicate_id, "duplicate-id", "id“{1}”已经用在第{2}行。请改名，或者删去一个。", "the id “{1}” is used at line {2} already");
SAY(blank, "blank", "{1} 是空的，请填写或者删去这个属性。", "{1} is empty; fill or delete it");
PAIR(element, "element", "<{3}> 里不能有 <{1}>。", "<{3}> cannot contain <{1}>");
PAIR(attribute, "attribute", "<{3}> 没有属性“{1}”。", "<{3}> has no attribute “{1}”");
PAIR(value, "value", "{3} 不能是“{1}”。", "{3} cannot be “{1}”");

/* ---- model and terms */
SAY(field_name, "field-name", "“{1}”不能作名称：名称由汉字、字母、数字和 _ 组成，不以数字开头。", "“{1}” is no name: Han, letters, digits and _, not beginning with a digit");
SAY(field_word, "field-word", "“{1}”是算式里的连接词，不能作名称。", "“{1}” is a word of expressions and cannot be a name");
SAY(field_twice, "field-twice", "“{1}”在{2}里有两个（另一个是“{4}”的名称或别名）。请改名。", "“{1}” stands twice in {3} (also as a name or alias of “{4}”)");
SAY(choices, "choices", "choices 与 type=\"choice\" 要一同写{1}。", "choices and type=\"choice\" belong together{1}");
SAY(formula_field, "formula-field", "只有金额、数量和百分比可以有公式，“{1}”是{2}。", "only amounts, quantities and percentages have formulas; “{1}” is {3}");
SAY(formula_type, "formula-type", "“{1}”是{2}，公式算出来的是{4}。", "“{1}” is {3}, but the formula gives {5}");
SAY(formula_cycle, "formula-cycle", "“{1}”的公式绕回到了它自己（经过“{2}”）。", "the formula of “{1}” comes back to itself (by “{2}”)");
PAIR(use, "use", "前面没有名为“{1}”的最外层的组。", "there is no earlier group “{1}” at the root");
PAIR(term, "term", "模型里没有名为“{1}”的项。", "the model has no field “{1}”");

/* ---- codes */
SAY(code_levels, "code-levels", "levels 要写各级编码的位数，由少到多，如 3 5 7；这里是“{1}”。", "levels are the digits of each level, growing, such as 3 5 7; not “{1}”");
SAY(code_years, "code-years", "{2} 早于 {1} 。请核对年份。", "{2} is before {1}");
SAY(code_id, "code-id", "编码“{1}”应为数字，位数应是 levels 中的一个。", "the code “{1}” must be digits, as many as one of levels");
SAY(code_twice, "code-twice", "编码“{1}”在同一年里有两个。请用 since、until 分开，或者删去一个。", "the code “{1}” stands twice for one year; part them by since and until");
SAY(code_orphan, "code-orphan", "编码“{1}”的上级“{2}”不在表里。请补上。", "“{2}”, above the code “{1}”, is not in the table");
SAY(code_tables, "code-tables", "“{1}”有两个文件管同一年。请核对 from、to。", "two files of “{1}” are for the same year; check from and to");
SAY(code_type, "code-type", "{1} 只用于 type=\"{2}\" 的项。", "{1} is for fields of type {2} only");
SAY(code_none, "code-none", "“{1}”没有写 codes=，不知道是哪一种编码。", "“{1}” has no codes=, so its code table is not known");
PAIR(code_field, "code-field", "{3} 要写同一组里一个代码项的名称，没有代码项“{1}”。", "there is no code “{1}” in the same group");
PAIR(code_set, "code-set", "common/codes 里没有名为“{1}”的科目表。", "common/codes has no table of codes “{1}”");

/* ---- styles */
SAY(style_cycle, "style-cycle", "样式“{1}”绕回到了它自己（extends）。", "the style “{1}” extends itself");
SAY(style_needs, "style-needs", "样式“{1}”没有写 {2}，沿用的样式里也没有。", "the style “{1}” has no {2}, nor has what it extends");
SAY(style_absent, "style-absent", "缺少必需的样式“{1}”（{2}）。请在 styles 里定义。", "the style “{1}” ({2}) is required");
SAY(style_twice, "style-twice", "同一个文件里两次定义了“{1}”。请合并。", "“{1}” is defined twice in one file");
SAY(page_absent, "page-absent", "缺少页面设置 <page>{1}。", "there is no <page>{1}");
SAY(page_geometry, "page-geometry", "版心超出了纸张：{1} 加 {2} 大于 {3} 。", "the text area is outside the page: {1} + {2} > {3}");
SAY(gap, "gap", "样式“{1}”的中西文间距是 gap={2}，而 {3}={4}，大小颠倒。请改成 gap-least ≤ gap ≤ gap-most。",
    "the style “{1}” has gap={2} and {3}={4}, the wrong way round; make it gap-least ≤ gap ≤ gap-most");
SAY(number_format, "number-format", "number-format 里要有一个且只有一个 {页码}，这里是“{1}”。", "number-format needs exactly one {页码}: “{1}”");
SAY(seal_size, "seal-size", "{1} 应在10mm至60mm之间，这里是“{2}”。", "{1} must be from 10mm to 60mm, not “{2}”");
PAIR(style, "style", "没有名为“{1}”的样式。", "there is no style “{1}”");
PAIR(table_style, "table-style", "没有名为“{1}”的表格样式。", "there is no table style “{1}”");

/* ---- layouts */
SAY(layout_id, "layout-id", "“{1}”不能作版式的名称：只用字母、数字、汉字、_ 和 - 。", "“{1}” is no layout id: letters, digits, Han, _ and -");
SAY(layout_other, "layout-other", "文件夹名是“{2}”，里面的版式却写着 id=\"{1}\"。两者要一致。", "the folder is “{2}” but the layout says id=\"{1}\"");
SAY(layout_folder, "layout-folder", "找不到版式的文件夹“{1}”。请核对安装位置或 --layouts 选项。", "there is no folder of layouts “{1}”");
SAY(layout_common, "layout-common", "“{1}”里没有 common 文件夹（模型、别名、样式），不是放版式的文件夹。--layouts 要指放着 common 和各个版式的文件夹；只指一个版式的文件夹，用 -l 。",
    "“{1}” has no folder common (model, terms, styles), so it is no folder of layouts; --layouts names the one that holds common and the layouts, -l the folder of one layout");
SAY(language, "language", "language 应为 zh-CN 一类的语言代码，这里是“{1}”。", "language must be a code such as zh-CN, not “{1}”");
SAY(no_document, "no-document", "版式“{1}”里没有 <document>。", "the layout “{1}” has no <document>");
SAY(document_twice, "document-twice", "有两个名为“{1}”的 <document>。请改名。", "there are two documents “{1}”");
SAY(requires_type, "requires-type", "“{1}”是{2}，不能列在 requires 里；requires 里只写单个的项。", "“{1}” is {3} and cannot stand in requires, which lists single fields");
SAY(file_name, "file-name", "文件名里不能有“{1}”。", "a file name cannot contain “{1}”");
SAY(of_path, "of-path", "{1} 里只能写一个数据的名称。", "{1} takes one name only");
SAY(of_type, "of-type", "{1} 要指{2}，“{4}”是{5}。", "{1} must name {3}; “{4}” is {6}");
SAY(foot, "foot", "place=\"foot\" 只用在 <side> 里面，把这一行放在各边对齐的表尾{1}。", "place=\"foot\" is for rows of a <side>{1}");
SAY(foot_groups, "foot-groups", "这一边分成几组栏，表尾的合计要写成 <row place=\"foot\">，其中的格通到各组{1}。", "this side has several groups: write its total as <row place=\"foot\"> with cells across them{1}");
SAY(level, "level", "levels 要写印出的级次，1至8，用空格分开，如 1 2；这里是“{1}”。", "levels are numbers from 1 to 8, such as 1 2; not “{1}”");
SAY(tree_only, "tree-only", "{1} 只与 tree=\"yes\" 一同用。", "{1} belongs to tree=\"yes\"");
SAY(tree_field, "tree-field", "“{1}”在模型里没有写 tree=，不能排成科目树。", "“{1}” has no tree= in the model, so it is no tree of codes");
SAY(tree_cells, "tree-cells", "排成科目树的 <rows> 里不能写 <cell>，各栏用 of={1}。", "rows of a tree have no cells of their own; use the columns' of={1}");
SAY(tree_subtotal, "tree-subtotal", "科目树的上级科目就是小计，不能再写 <subtotal>{1}。", "in a tree of codes the codes above are the subtotals; delete <subtotal>{1}");
SAY(serial_of, "serial-of", "序号由程序编，写了 serial= 的栏不能再写 of={1}。", "a column with serial= numbers itself and has no of={1}");
SAY(band_span, "band-span", "<band> 的标题占满了各栏，右边没有地方放行。请减小 span{1}。", "the title of <band> takes all columns; lessen its span{1}");
SAY(band_flow, "band-flow", "这一边分成几组栏，行会排到下一组，不能用 <band>{1}。", "this side has several groups and its rows flow between them: no <band> here{1}");
SAY(form_columns, "form-columns", "columns 要写1至60栏的宽度（字数或者 auto），用空格分开{1}。", "columns are 1 to 60 widths in 字, or auto{1}");
SAY(side_order, "side-order", "“{1}”的栏已经属于别的边，或者在它左边。各边要由左到右写。", "the columns of “{1}” belong to another side or stand left of one; write sides from left to right");
SAY(side_width, "side-width", "“{1}”的栏数与同一边前面的不同。一边分成几组时，各组的栏数要相同。", "the groups of one side have the same number of columns; “{1}” differs");
SAY(side_left, "side-left", "这一栏不属于任何一边。请放进一边的组里，或者写 serial{1}。", "the column belongs to no side{1}");
SAY(side_mixed, "side-mixed", "这张表分了边（<side>），{1} 要放在一边里面。", "the table has sides; put {1} into one of them");
PAIR(side_name, "side-name", "表头里没有 id 为“{1}”的组或栏。", "the head has no group or column with the id “{1}”");
SAY(column_records, "column-records", "这张表没有逐条列出的记录（rows=），栏里不能写 of=。请改写 id 和 title{1}。",
    "the table lists no records (rows=), so its columns cannot have of=; give id and title{1}");
SAY(column_title, "column-title", "这一栏没有标题：of= 是算式或没有写，请加上 title{1}。", "the column needs a title{1}");
SAY(column_twice, "column-twice", "这张表有两栏都叫“{1}”。请给其中一栏另写 id 。", "two columns of the table are “{1}”; give one an id");
SAY(columns_none, "columns-none", "各栏都没有写 of=，逐条列出的行就没有内容。请写 of=，或者在 <rows> 里写 <cell>{1}。",
    "no column has of=, so rows of records would be empty; give of=, or cells in <rows>{1}");
SAY(cell_fit, "cell-fit", "这一格放不下：本表共{1}栏，前面的格已占到第{2}栏，或者顺序颠倒了。", "the cell does not fit: {1} columns, filled up to {2}");
SAY(cell_count, "cell-count", "这一行占了{2}栏，本表有{1}栏。缺的格写 <cell/>，或者用 column= 指明各格的栏。",
    "the row fills {2} of {1} columns; write <cell/> for a blank, or name columns with column=");
SAY(rows_none, "rows-none", "这张表没有行：请写 rows=，或者 <row>、<rows>{1}。", "the table has no rows: give rows=, <row> or <rows>{1}");
SAY(rows_twice, "rows-twice", "这张表在第{2}行已经写了 rows=\"{1}\"，不能再写 <rows>。请留下一样；要科目树、条件、分组或者列几处记录的，删去表上的 rows= ，都写成 <rows> 。",
    "the table says rows=\"{1}\" at line {2} already, so it cannot have <rows> too: keep one; for trees, conditions, subtotals and several lists use <rows> only");
SAY(total_of, "total-of", "这张表没有逐条列出的记录，<total> 要用 of= 指明合计哪些记录{1}。", "<total> needs of=: the table lists no records{1}");
SAY(total_figures, "total-figures", "没有可以合计的栏：各栏的 of= 都不是数{1}。", "there is no column of figures to add up{1}");
PAIR(footnote, "footnote", "本表没有 id 为“{1}”的 <footnote>。", "the table has no <footnote> “{1}”");
SAY(footnote_unused, "footnote-unused", "没有格或栏用 note=\"{1}\" 指向这条注。一般的注请写 <note> 。", "no cell or column refers to this footnote with note=\"{1}\"; a note on the whole table is a <note>");
SAY(labels, "labels", "这一项没有 label ：一个列表里要么各项都有，要么都没有{1}。", "this item has no label; in one list all items have one or none has{1}");
SAY(label_number, "label-number", "各项有 label 的列表不编号，请删去 numbering{1}。", "a list whose items have labels is not numbered; delete numbering{1}");
SAY(signature, "signature", "<signature> 里要有 <signer>（署名）和 <date of=…/>（成文日期）{1}。", "<signature> needs a <signer> and a <date of=…/>{1}");
SAY(signers, "signers", "加盖印章或签名章时只能有一个 <signer>：联合行文的印章各压各的署名，这里还不能排{1}。",
    "with a seal or a name stamp there may be one <signer> only{1}");
SAY(include_book, "include-book", "“{1}”自己就是由别的文件合成的，或者就是这个文件，不能放进来。请逐个写出它的各部分。",
    "“{1}” is made of other documents itself, or is this one, and cannot be a part; include its parts one by one");
PAIR(include, "include", "版式里没有另一个名为“{1}”的 <document>。", "the layout has no other document “{1}”");
PAIR(layout, "layout", "没有名为“{1}”的版式。", "there is no layout “{1}”");
PAIR(column, "column", "本表没有名为“{1}”的栏。", "the table has no column “{1}”");

/* ---- extends */
SAY(extends_cycle, "extends-cycle", "版式“{1}”绕回到了它自己（extends）。", "the layout “{1}” extends itself");
SAY(extends_depth, "extends-depth", "版式沿用超过{1}层。请合并一些。", "layouts extend one another more than {1} deep");
SAY(override_id, "override-id", "修改沿用的文件时，<{1}> 要写 id，指明替换哪一个；要增加，请放进 <insert after=…> 里。",
    "in the changes to an inherited document <{1}> needs the id of what it replaces; to add, use <insert after=…>");
SAY(override_only, "override-only", "<{1}> 只能用在修改沿用的文件时（layout 有 extends，且 document 的 name 与沿用的相同）。",
    "<{1}> is for changes to an inherited document only (extends, and the same document name)");
SAY(target_many, "target-many", "id“{1}”有不止一个。请写明在哪个元素里：{2}。", "“{1}” is not unique; say where: {2}");
SAY(insert_where, "insert-where", "<insert> 要写 after 或 before 中的一个{1}。", "<insert> needs one of after and before{1}");
PAIR(target, "target", "沿用的文件里没有 id 为“{1}”的{3}。", "the inherited document has no {4} “{1}”");
